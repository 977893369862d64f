import { fail, ok, type Result } from '../result.ts'
import { resolveBelow } from './base-address.ts'
import { nestsDeeperThan } from './json-nesting.ts'
import type { ReadBudget } from './reader-budget.ts'
import type { ReadFailure } from './reader-failure.ts'
import type { ReadLimits } from './reader-limits.ts'

type Exchange = Result<unknown, ReadFailure>

/**
 * Sends one request and gives back parsed JSON. `form` makes it a POST. Servers answer a Binary with the resource or
 * with the document itself: with `orDocument` that comes as its words, in a `TextDocument`.
 */
export type GuardedFetch = (
  address: string,
  form: string | undefined,
  accepts?: 'json' | 'json-or-document',
) => Promise<Exchange>

/** A document that came as itself and not as JSON. */
export interface TextDocument {
  readonly contentType: string
  readonly text: string
}

export interface GuardedFetchTools {
  readonly baseUrl: string
  readonly accessToken: string | undefined
  readonly fetch: typeof globalThis.fetch
  readonly signal: AbortSignal
  readonly budget: ReadBudget
  readonly limits: ReadLimits
}

/** The token leaves only from here, only below the base, and no redirect takes it along. */
export function createGuardedFetch(tools: GuardedFetchTools): GuardedFetch {
  return async (address, form, accepts = 'json') => {
    const url = resolveBelow(tools.baseUrl, address)
    if (url === undefined) return fail({ reason: 'outside-base' })
    if (!tools.budget.takeRequest()) return fail({ reason: 'too-many-requests' })
    return withinDeadline(tools.signal, () => tools.budget.inTurn(() => exchange(url, { form, accepts }, tools)))
  }
}

interface Question {
  readonly form: string | undefined
  readonly accepts: 'json' | 'json-or-document'
}

async function exchange(url: string, { form, accepts }: Question, tools: GuardedFetchTools): Promise<Exchange> {
  if (tools.signal.aborted) return fail({ reason: 'timeout' })
  // The platform's fetch refuses to be called as a method of `tools`.
  const { fetch } = tools
  try {
    return await readResponse(await fetch(url, toRequestInit(form, tools)), accepts, tools)
  } catch {
    // The error may quote the address or the token: only its kind goes on.
    return fail({ reason: tools.signal.aborted ? 'timeout' : 'network' })
  }
}

function toRequestInit(form: string | undefined, { accessToken, signal }: GuardedFetchTools): RequestInit {
  const headers: Record<string, string> = { Accept: 'application/fhir+json' }
  if (accessToken !== undefined) headers.Authorization = `Bearer ${accessToken}`
  // workerd throws on `redirect: 'error'`, so 3xx are refused below.
  const common: RequestInit = { headers, redirect: 'manual', signal }
  if (form === undefined) return { ...common, method: 'GET' }
  headers['Content-Type'] = 'application/x-www-form-urlencoded'
  return { ...common, method: 'POST', body: form }
}

async function readResponse(
  response: Response,
  accepts: Question['accepts'],
  tools: GuardedFetchTools,
): Promise<Exchange> {
  const contentType = response.headers.get('content-type')
  const isDocument = accepts === 'json-or-document' && isTextDocument(contentType)
  const refusal = refuse(response, isDocument)
  if (refusal) {
    // Frees the connection; whether that succeeds changes nothing.
    response.body?.cancel().catch(() => undefined)
    return fail(refusal)
  }
  const text = await readText(response.body, tools.budget, isDocument ? charsetOf(contentType) : 'utf-8')
  if (text === undefined) return fail({ reason: 'too-large' })
  if (!isDocument) return parseJson(text, tools.limits.jsonNesting)
  const document: TextDocument = { contentType: mediaTypeOf(contentType), text }
  return ok(document)
}

function refuse(response: Response, isDocument: boolean): ReadFailure | undefined {
  const { status, type } = response
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) return { reason: 'redirect' }
  if (!response.ok) return { reason: 'status', status }
  return isDocument || isJson(response.headers.get('content-type')) ? undefined : { reason: 'not-json' }
}

function isJson(contentType: string | null): boolean {
  const mediaType = mediaTypeOf(contentType)
  return mediaType === 'application/fhir+json' || mediaType === 'application/json'
}

function isTextDocument(contentType: string | null): boolean {
  const mediaType = mediaTypeOf(contentType)
  return TEXT_DOCUMENTS.has(mediaType)
}

const TEXT_DOCUMENTS: ReadonlySet<string> = new Set([
  'text/plain',
  'text/html',
  'application/xhtml+xml',
  'text/rtf',
  'application/rtf',
])

function mediaTypeOf(contentType: string | null): string {
  return contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
}

function charsetOf(contentType: string | null): string {
  return /;\s*charset="?([\w.:-]{1,40})/i.exec(contentType ?? '')?.[1] ?? 'utf-8'
}

/** Undefined when the call has read more than it may. Counted as it streams: Content-Length can lie. */
async function readText(
  body: ReadableStream<Uint8Array> | null,
  budget: ReadBudget,
  charset: string,
): Promise<string | undefined> {
  if (!body) return ''
  const reader = body.getReader()
  const decoder = new TextDecoder(charset)
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    if (!budget.takeBytes(value.byteLength)) {
      reader.cancel().catch(() => undefined)
      return undefined
    }
    text += decoder.decode(value, { stream: true })
  }
}

function parseJson(text: string, nesting: number): Exchange {
  try {
    const value: unknown = JSON.parse(text)
    return nestsDeeperThan(nesting, value) ? fail({ reason: 'too-deep' }) : ok(value)
  } catch {
    return fail({ reason: 'not-json' })
  }
}

/** Ends at the deadline even where the fetch given to us does not listen to its signal. */
async function withinDeadline(signal: AbortSignal, task: () => Promise<Exchange>): Promise<Exchange> {
  if (signal.aborted) return fail({ reason: 'timeout' })
  let onAbort = (): void => undefined
  const deadline = new Promise<Exchange>((resolve) => {
    onAbort = () => resolve(fail({ reason: 'timeout' }))
    signal.addEventListener('abort', onAbort, { once: true })
  })
  try {
    return await Promise.race([task(), deadline])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
