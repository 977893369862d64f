import { fail, ok, type Result } from '../result.ts'

const TIMEOUT_MS = 1500
const MAX_BYTES = 64 * 1024

/** What went wrong, in a word for the log. */
export type KeySetProblem = 'not-reachable' | 'redirect' | 'bad-status' | 'too-large' | 'no-key-set'

/** Reads a JWK Set from its registered address. Nothing is sent along, and no redirect is followed. */
export async function readKeySet(
  jwksUri: string,
  fetch: typeof globalThis.fetch,
): Promise<Result<readonly unknown[], KeySetProblem>> {
  try {
    const response = await fetch(jwksUri, {
      headers: { Accept: 'application/json' },
      // "error" would throw in workerd before it asks; a redirect could lead to anybody's keys.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (response.status !== 200) {
      await response.body?.cancel()
      return fail(response.status >= 300 && response.status < 400 ? 'redirect' : 'bad-status')
    }
    const text = await textUpTo(MAX_BYTES, response.body)
    return text === undefined ? fail('too-large') : keysIn(text)
  } catch {
    return fail('not-reachable')
  }
}

/** Counts while it reads, because an answer can name no length or a wrong one. */
async function textUpTo(limit: number, stream: ReadableStream<Uint8Array> | null): Promise<string | undefined> {
  const decoder = new TextDecoder()
  let text = ''
  let length = 0
  for await (const chunk of stream ?? []) {
    length += chunk.byteLength
    if (length > limit) return undefined
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function keysIn(text: string): Result<readonly unknown[], KeySetProblem> {
  try {
    const keys: unknown = Object(JSON.parse(text)).keys
    return Array.isArray(keys) ? ok(keys) : fail('no-key-set')
  } catch {
    return fail('no-key-set')
  }
}
