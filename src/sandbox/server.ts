import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Resource } from '@medplum/fhirtypes'
import { FHIR_PATH } from './address.ts'
import { createFhirApi } from './fhir-api.ts'
import { type FhirResponse, type Handle, refuse } from './fhir-message.ts'

interface SandboxOptions {
  /** 0 takes any free one. */
  readonly port: number
  readonly host?: string
  readonly resources: readonly Resource[]
}

const MAX_BODY_BYTES = 10 * 1024 * 1024
/** Next links repeat the search, and one with a long list of codes outgrows Node's 16 KB. */
const MAX_HEADER_BYTES = 256 * 1024
const HOST = /^(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(?::\d{1,5})?$/

/** Where a server that listens everywhere is reached from its own machine. */
const REACHED_AT = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
])

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, HEAD, POST, PUT, DELETE, OPTIONS',
  'access-control-allow-headers':
    'accept, authorization, content-type, if-none-exist, prefer, x-medplum, x-requested-with',
  'access-control-expose-headers': 'allow, location',
  'access-control-max-age': '600',
}

/** Serves the resources as a FHIR R4 server. Rejects with the code EADDRINUSE when another program has the port. */
export async function startSandbox({
  port,
  host = '127.0.0.1',
  resources,
}: SandboxOptions): Promise<{ readonly baseUrl: string; readonly close: () => Promise<void> }> {
  const handle = await createFhirApi(resources)
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
    respond(handle, request, response, toOrigin(host, server)).catch(() => response.destroy())
  })
  server.listen(port, host)
  await once(server, 'listening')
  return { baseUrl: `${toOrigin(host, server)}${FHIR_PATH}`, close: () => close(server) }
}

async function respond(handle: Handle, request: IncomingMessage, response: ServerResponse, origin: string) {
  const body = await readBody(request)
  if (body === 'too-large') {
    return send(response, refuse(413, 'too-long', `a body has at most ${MAX_BODY_BYTES} bytes`))
  }
  const text = decode(body)
  if (text === undefined) return send(response, refuse(400, 'invalid', 'the body is not valid UTF-8'))
  const { method = 'GET', url = '/' } = request
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, value?.toString()]))
  const baseUrl = `${originSeenBy(request) ?? origin}${FHIR_PATH}`
  send(response, await handle({ method, target: url, headers, body: text || undefined, baseUrl }))
}

function send(response: ServerResponse, { status, headers, resource }: FhirResponse): void {
  if (!resource) {
    response.writeHead(status, { ...CORS, ...headers }).end()
    return
  }
  const body = JSON.stringify(resource)
  response
    .writeHead(status, {
      ...CORS,
      'cache-control': 'no-store',
      'content-type': 'application/fhir+json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      ...headers,
    })
    .end(body)
}

/** Reads on after the limit without keeping anything: a client that is still sending would not see an early answer. */
async function readBody(request: IncomingMessage): Promise<Buffer | 'too-large'> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk)
    else chunks.length = 0
  }
  return bytes > MAX_BODY_BYTES ? 'too-large' : Buffer.concat(chunks)
}

function decode(body: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return undefined
  }
}

/** Links name the server as the caller does (localhost, a mapped port): clients follow them on their own origin only. */
function originSeenBy({ headers: { host } }: IncomingMessage): string | undefined {
  return host !== undefined && HOST.test(host) ? `http://${host}` : undefined
}

function toOrigin(host: string, server: Server): string {
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const name = REACHED_AT.get(host) ?? host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

/** Ends open connections too; keep-alive ones would hold the process for seconds. */
async function close(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
