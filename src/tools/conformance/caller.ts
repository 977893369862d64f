import type { Authorize } from './authorize.ts'

/** What came back from one call. Status 0: nothing did, and `text` says why. */
export interface Answer {
  readonly method: string
  readonly url: string
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON, undefined where it is none. */
  readonly json: unknown
  readonly elapsedMs: number
}

export interface Call {
  /** Sent as it is when it is a string, as JSON otherwise. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Instead of the caller's own credentials; null for none. */
  readonly authorize?: Authorize | null
}

export type Caller = (method: string, url: string, call?: Call) => Promise<Answer>

export interface CallerOptions {
  readonly authorize: Authorize | null
  readonly timeoutMs: number
  readonly fetch?: typeof fetch
  /** Milliseconds of a clock that only runs forward. */
  readonly clock?: () => number
}

/** Makes one call at a time and never throws: a service that hangs or resets is an answer of status 0. */
export function createCaller(options: CallerOptions): Caller {
  const { timeoutMs, fetch: fetchFrom = fetch, clock = () => performance.now() } = options
  return async (method, url, call = {}) => {
    const startedAt = clock()
    const about = { method, url }
    try {
      const request = {
        ...(await requestFor(method, url, call, options.authorize)),
        signal: AbortSignal.timeout(timeoutMs),
      }
      const response = await fetchFrom(url, request)
      const text = await response.text()
      const { status, headers } = response
      return { ...about, status, headers, text, json: parsed(text), elapsedMs: clock() - startedAt }
    } catch (error) {
      const text = reasonOf(error)
      return { ...about, status: 0, headers: new Headers(), text, json: undefined, elapsedMs: clock() - startedAt }
    }
  }
}

async function requestFor(method: string, url: string, call: Call, own: Authorize | null): Promise<RequestInit> {
  const { body, authorize = own } = call
  const headers = new Headers(call.headers)
  if (authorize !== null) headers.set('Authorization', await authorize(url))
  // A redirect is an answer of its own: clients register the exact address.
  if (body === undefined) return { method, headers, redirect: 'manual' }
  headers.set('Content-Type', 'application/json')
  return { method, headers, redirect: 'manual', body: typeof body === 'string' ? body : JSON.stringify(body) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** fetch hides the reason of a failed connection in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error && error.cause.message ? error.cause.message : error.message
}

/** The status in words, for a sentence of a report. */
export function saidBy({ status, text }: Answer): string {
  return status === 0 ? `no answer (${text})` : `status ${status}`
}

export function isJsonAnswer({ headers, json }: Answer): boolean {
  return json !== undefined && /^application\/(?:[\w.-]+\+)?json\b/i.test(headers.get('Content-Type') ?? '')
}
