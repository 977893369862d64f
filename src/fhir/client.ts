import type { ResourceType } from '@medplum/fhirtypes'
import { isFhirId } from '../cds-hooks/request.ts'
import { fail, type Result } from '../result.ts'
import { type Answer, readAnswer, type WantedTypes } from './answer.ts'
import { resolveBelow } from './base-address.ts'
import { createGuardedFetch } from './guarded-fetch.ts'
import { type FhirAnswer, failed, readToTheEnd, toFhirAnswer } from './pages.ts'
import { createReadBudget } from './reader-budget.ts'
import type { ReadFailure } from './reader-failure.ts'
import { READ_LIMITS, type ReadLimits } from './reader-limits.ts'
import { createSearch, type SendSearch } from './search.ts'
import type { SourceRow } from './sources.ts'

/** Reads from one FHIR server for one hook call. No method throws. */
export interface FhirReader {
  read(resourceType: ResourceType, id: string): Promise<FhirAnswer>
  /** Searches by patient; nothing where the row is read by id. */
  search(row: SourceRow, patientId: string): Promise<FhirAnswer>
  /** A document below the base: the Binary resource, or a `TextDocument`. Any other address is refused, unasked. */
  readBinary(url: string): Promise<Result<unknown, ReadFailure>>
  /** Reads on from a first page that came with the call. */
  follow(first: Answer, wanted: WantedTypes): Promise<FhirAnswer>
  used(): { readonly requests: number; readonly bytes: number }
}

export interface FhirReaderOptions {
  /** An address that `findAllowedServer` gave back, never one from outside. */
  readonly baseUrl: string
  readonly accessToken: string | undefined
  readonly fetch: typeof globalThis.fetch
  /** Ends everything at once: one deadline for the whole call. */
  readonly signal: AbortSignal
  readonly limits?: Partial<ReadLimits>
}

/** The only caller of a FHIR server. One per hook call, so that no token, cache or count outlives it. */
export function createFhirReader({
  baseUrl,
  accessToken,
  fetch,
  signal,
  limits: changed,
}: FhirReaderOptions): FhirReader {
  const limits: ReadLimits = { ...READ_LIMITS, ...changed }
  const budget = createReadBudget(limits)
  const send = createGuardedFetch({ baseUrl, accessToken, fetch, signal, budget, limits })

  // The guarded fetch resolves every address against the base and refuses what leaves it.
  const readPage = (next: string) => send(next, undefined)
  const sendSearch: SendSearch = (method, resourceType, parameters) => {
    const form = new URLSearchParams(parameters).toString()
    return method === 'GET' ? send(`${resourceType}?${form}`, undefined) : send(`${resourceType}/_search`, form)
  }
  const search = createSearch(sendSearch)

  return {
    async read(resourceType, id) {
      if (!isFhirId(id)) return failed({ reason: 'malformed-id' })
      const body = await send(`${resourceType}/${id}`, undefined)
      return body.ok
        ? toFhirAnswer(readAnswer(body.value, { types: [resourceType], besides: [] }))
        : failed(body.failure)
    },
    async search(row, patientId) {
      if (!isFhirId(patientId)) return failed({ reason: 'malformed-id' })
      if (!row.search) return failed({ reason: 'unexpected-answer' })
      const found = await search(row.search, patientId)
      if (!found.ok) return failed(found.failure)
      const first = readAnswer(found.value.body, row)
      const answer = await readToTheEnd(first, { wanted: row, readPage, limits })
      return found.value.narrower ? narrowed(answer) : answer
    },
    async readBinary(url) {
      const id = binaryIdBelow(baseUrl, url)
      return id === undefined ? fail({ reason: 'outside-base' }) : send(`Binary/${id}`, undefined, 'json-or-document')
    },
    follow: (first, wanted) => readToTheEnd(first, { wanted, readPage, limits }),
    used: budget.used,
  }
}

/** The id of `Binary/<id>`, relative or on the same base: whatever else an attachment names is never asked for. */
function binaryIdBelow(baseUrl: string, url: string): string | undefined {
  if (url.length > MAX_URL) return undefined
  const address = resolveBelow(baseUrl, url)
  const [type, id, ...more] = address?.slice(baseUrl.length + 1).split('/') ?? []
  const isVersion = more.length === 0 || (more.length === 2 && more[0] === '_history')
  return type === 'Binary' && id !== undefined && isVersion && isFhirId(id) ? id : undefined
}

const MAX_URL = 2_000

/** A narrower question never gives the whole answer, and its silence is no "none". */
function narrowed(answer: FhirAnswer): FhirAnswer {
  return answer.state === 'failed' ? answer : { ...answer, state: 'partial' }
}
