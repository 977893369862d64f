import { once } from 'node:events'
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** One request that the service sent, as the server's side saw it. Times in milliseconds of this process. */
export interface SeenRequest {
  readonly startedAt: number
  readonly endedAt: number
  readonly bytes: number
}

export interface DelayedFhir {
  readonly baseUrl: string
  /** What came in since the last call of this function. */
  readonly takeSeen: () => readonly SeenRequest[]
  readonly setLatency: (milliseconds: number) => void
  readonly close: () => Promise<void>
}

/** Stands before a FHIR server on this machine as a network would: every answer comes so much later. */
export async function delayedFhir(target: string): Promise<DelayedFhir> {
  const { hostname, port, pathname } = new URL(target)
  let latencyMs = 0
  let seen: SeenRequest[] = []
  const server = createServer((incoming, outgoing) => {
    const startedAt = performance.now()
    const told = (bytes: number) => seen.push({ startedAt, endedAt: performance.now(), bytes })
    pass(incoming, outgoing, { hostname, port, latencyMs, told }).catch(() => outgoing.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}`,
    takeSeen: () => {
      const taken = seen
      seen = []
      return taken
    },
    setLatency: (milliseconds) => {
      latencyMs = milliseconds
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

interface Passing {
  readonly hostname: string
  readonly port: string
  readonly latencyMs: number
  readonly told: (bytes: number) => void
}

async function pass(incoming: IncomingMessage, outgoing: ServerResponse, { told, latencyMs, ...target }: Passing) {
  const body = await bytesOf(incoming)
  await wait(latencyMs)
  const { method, url: path, headers } = incoming
  const upstream = httpRequest({ ...target, method, path, headers })
  upstream.end(body)
  const [answer]: readonly IncomingMessage[] = await once(upstream, 'response')
  if (answer === undefined) throw new Error('no answer')
  const bytes = await bytesOf(answer)
  outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
  outgoing.end(bytes)
  told(bytes.length)
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** How many requests had to wait for one another: the longest row of which each began after another had ended. */
export function roundTripsOf(seen: readonly SeenRequest[]): number {
  let trips = 0
  let freeAt = Number.NEGATIVE_INFINITY
  for (const { startedAt, endedAt } of [...seen].sort((a, b) => a.endedAt - b.endedAt)) {
    if (startedAt < freeAt) continue
    trips += 1
    freeAt = endedAt
  }
  return trips
}
