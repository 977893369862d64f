import type { ResourceType } from '@medplum/fhirtypes'
import { ok, type Result } from '../result.ts'
import type { ReadFailure } from './reader-failure.ts'
import type { PatientSearch, Rung } from './sources.ts'

type Method = 'POST' | 'GET'

export type SendSearch = (
  method: Method,
  resourceType: ResourceType,
  parameters: Readonly<Record<string, string>>,
) => Promise<Result<unknown, ReadFailure>>

/** The first page, and whether it answers less than was asked. */
export type SearchResult = Result<{ readonly body: unknown; readonly narrower: boolean }, ReadFailure>

/** These say that the server does not know POST [type]/_search. */
const POST_UNKNOWN: ReadonlySet<number> = new Set([405, 415, 501])
/**
 * These may say so too (a gateway that takes every POST for a write, a router without the path), or may be about the
 * type: Oracle, athenahealth and MEDITECH have no ImagingStudy (404), athenahealth a scope of its own for
 * ServiceRequest (403), Epic a 400 for a missing scope. A POST that another type answered settles it.
 */
const POST_PERHAPS_UNKNOWN: ReadonlySet<number> = new Set([400, 403, 404])

/**
 * Searches by POST, which keeps the patient out of addresses and the logs that hold them. GET only where the server
 * refuses POST; the first refusal is remembered for the rest of the call.
 */
export function createSearch(send: SendSearch): (search: PatientSearch, patientId: string) => Promise<SearchResult> {
  let postAnswered = false
  let postRefused = false
  const posts = new Set<Promise<unknown>>()

  async function post(search: PatientSearch, patientId: string): Promise<SearchResult> {
    const climbing = climb(search, (parameters) =>
      send('POST', search.resourceType, { patient: patientId, ...parameters }),
    )
    posts.add(climbing)
    const result = await climbing
    postAnswered ||= result.ok
    posts.delete(climbing)
    return result
  }

  async function refusesPost(failure: ReadFailure): Promise<boolean> {
    if (failure.reason !== 'status') return false
    if (POST_UNKNOWN.has(failure.status)) {
      postRefused ||= !postAnswered
      return true
    }
    if (!POST_PERHAPS_UNKNOWN.has(failure.status)) return false
    while (!postAnswered && posts.size > 0) await Promise.race(posts)
    return !postAnswered
  }

  return async (search, patientId) => {
    if (!postRefused) {
      const posted = await post(search, patientId)
      if (posted.ok || !(await refusesPost(posted.failure))) return posted
    }
    const got = await climb(search, (parameters) =>
      send('GET', search.resourceType, { patient: patientId, ...parameters }),
    )
    postRefused ||= got.ok && !postAnswered
    return got
  }
}

/** Tries the sets of parameters in turn; each further one only after a status that it may cure. */
async function climb(
  { ladder }: PatientSearch,
  send: (parameters: Rung['parameters']) => Promise<Result<unknown, ReadFailure>>,
): Promise<SearchResult> {
  let last: Result<never, ReadFailure> = { ok: false, failure: { reason: 'unexpected-answer' } }
  for (const [index, { parameters, after, narrower }] of ladder.entries()) {
    if (index > 0 && !mayCure(after, last.failure)) continue
    const result = await send(parameters)
    if (result.ok) return ok({ body: result.value, narrower })
    last = result
  }
  return last
}

function mayCure(after: Rung['after'], failure: ReadFailure): boolean {
  return failure.reason === 'status' && after.includes(failure.status)
}
