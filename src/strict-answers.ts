import type { MiddlewareHandler } from 'hono'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import { answerFailure } from './failure.ts'

/** What is not a page loads nothing, and is shown in no frame. */
const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** Every answer has a Content-Security-Policy; a page brings its own. */
const strictPolicy: MiddlewareHandler = async (c, next) => {
  await next()
  if (!c.res.headers.has('Content-Security-Policy')) c.res.headers.set('Content-Security-Policy', NOTHING)
}

/** Hono gives the id to answers of its own making only, and a failure is none of them. */
const tellId: MiddlewareHandler = async (c, next) => {
  await next()
  c.res.headers.set('X-Request-Id', c.get('requestId'))
}

/** An id and the headers of every answer, whatever it says. */
export const answerHeaders = [
  requestId({ headerName: 'X-Request-Id', limitLength: 64 }),
  tellId,
  secureHeaders({ crossOriginResourcePolicy: 'cross-origin', xFrameOptions: 'DENY' }),
  strictPolicy,
] as const

/**
 * Hono's CORS writes its headers before there is an answer, which is then made three times. After it they are written into
 * the answer that is there; a preflight request it answers itself.
 */
export function onceAnswered(allow: MiddlewareHandler): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method === 'OPTIONS') return allow(c, next)
    await next()
    await allow(c, async () => undefined)
    return undefined
  }
}

/** 406 where only JSON is answered and the caller rules it out. */
export const jsonOnly: MiddlewareHandler = async (c, next) =>
  acceptsJson(c.req.header('Accept')) ? next() : answerFailure({ reason: 'not-acceptable' })

const JSON_RANGES: ReadonlySet<string> = new Set([
  '*',
  '*/*',
  'application/*',
  'application/json',
  'application/fhir+json',
  'application/json+fhir',
])

/** An Accept that nobody can read rules nothing out: an EHR gets its answer rather than a lesson. */
export function acceptsJson(accept: string | undefined): boolean {
  const ranges = (accept ?? '')
    .split(',')
    .map((range) => range.split(';').map((part) => part.trim().toLowerCase()))
    .filter(([type = '']) => type === '*' || /^[\w.+*-]+\/[\w.+*-]+$/.test(type))
  const refuses = (parameters: readonly string[]) => parameters.some((each) => /^q=0(?:\.0*)?$/.test(each))
  return (
    ranges.length === 0 || ranges.some(([type = '', ...parameters]) => JSON_RANGES.has(type) && !refuses(parameters))
  )
}
