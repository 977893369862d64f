import { type Failure, MAX_BODY_BYTES } from './failure.ts'
import { nestsDeeperThan } from './fhir/json-nesting.ts'
import { fail, ok, type Result } from './result.ts'

const MAX_NESTING = 64
const JSON_TYPES: ReadonlySet<string> = new Set(['application/json', 'application/fhir+json', 'application/json+fhir'])

/** Reads a request body as JSON, within our limits: the platform's own (100 MB) would not protect us. */
export async function readJsonBody(request: Request): Promise<Result<unknown, Failure>> {
  const type = request.headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase()
  if (type && !JSON_TYPES.has(type)) return fail({ reason: 'not-json-type' })
  const encoding = request.headers.get('Content-Encoding') ?? 'identity'
  if (encoding.toLowerCase() !== 'identity') return fail({ reason: 'encoded-body' })
  const text = await readText(request)
  if (!text.ok) return text
  const body = parseJson(text.value)
  if (!body.ok) return body
  return nestsDeeperThan(MAX_NESTING, body.value) ? fail({ reason: 'nested-too-deeply' }) : body
}

async function readText(request: Request): Promise<Result<string, Failure>> {
  const length = Number(request.headers.get('Content-Length') ?? 0)
  if (length > MAX_BODY_BYTES) return fail({ reason: 'body-too-large' })
  try {
    // A stated length is where the transport ends the body, and the platform then reads it many times faster than we can.
    const text = length > 0 ? await request.text() : await readUpTo(MAX_BODY_BYTES, request.body)
    return text === undefined || text.length > MAX_BODY_BYTES ? fail({ reason: 'body-too-large' }) : ok(text)
  } catch {
    // The caller hung up, or its chunks are broken: nothing went wrong here.
    return fail({ reason: 'body-cut-off' })
  }
}

/** Counts while it reads, because a chunked body names no length. Undefined = more than `limit` bytes. */
async function readUpTo(limit: number, stream: ReadableStream<Uint8Array> | null): Promise<string | undefined> {
  if (!stream) return ''
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream) {
    length += chunk.byteLength
    if (length > limit) return undefined
    chunks.push(chunk)
  }
  const all = new Uint8Array(length)
  chunks.reduce((offset, chunk) => {
    all.set(chunk, offset)
    return offset + chunk.byteLength
  }, 0)
  return new TextDecoder().decode(all)
}

function parseJson(text: string): Result<unknown, Failure> {
  try {
    const value: unknown = JSON.parse(text)
    return ok(value)
  } catch {
    return fail({ reason: 'not-json' })
  }
}
