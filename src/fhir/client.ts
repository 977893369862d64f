import { ClientStorage, MedplumClient, MemoryStorage } from '@medplum/core'
import type { ResourceType } from '@medplum/fhirtypes'
import { isFhirId } from '../cds-hooks/request.ts'
import { fail, ok, type Result } from '../result.ts'
import { type Answer, readAnswer, type WantedTypes } from './answer.ts'
import { resolveBelow } from './base-address.ts'
import { createGuardedFetch, type GuardedFetch } from './guarded-fetch.ts'
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
  const client = createMedplumClient(baseUrl, send)

  const readPage = (next: string) => {
    const address = resolveBelow(baseUrl, next)
    return address === undefined
      ? Promise.resolve(fail<ReadFailure>({ reason: 'outside-base' }))
      : settle(client.get<unknown>(address))
  }
  const sendSearch: SendSearch = (method, resourceType, parameters) => {
    const form = new URLSearchParams(parameters).toString()
    return method === 'GET'
      ? settle(client.get<unknown>(client.fhirSearchUrl(resourceType, form)))
      : settle(client.post<unknown>(client.fhirUrl(resourceType, '_search'), form, FORM))
  }
  const search = createSearch(sendSearch)

  return {
    async read(resourceType, id) {
      if (!isFhirId(id)) return failed({ reason: 'malformed-id' })
      const body = await settle(client.readResource(resourceType, id))
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
const FORM = 'application/x-www-form-urlencoded'

/**
 * MedplumClient knows FHIR's addresses; everything that could hurt is taken out of its hands: it holds no token, keeps
 * nothing, tries once, and sees only parsed JSON of a successful answer (else it logs bad bodies, which hold PHI).
 */
function createMedplumClient(baseUrl: string, send: GuardedFetch): MedplumClient {
  return new MedplumClient({
    baseUrl,
    fhirUrlPath: '',
    cacheTime: 0,
    maxRetries: 0,
    extendedMode: false,
    logLevel: 'none',
    // The default is the process-wide localStorage where the platform has one.
    storage: new ClientStorage(new MemoryStorage()),
    fetch: async (address: string, options?: { readonly body?: unknown }) => {
      const form = typeof options?.body === 'string' ? options.body : undefined
      const answer = await send(address, form)
      if (!answer.ok) throw new Error('the FHIR server could not be read', { cause: answer.failure })
      return {
        status: 200,
        headers: new Headers({ 'content-type': 'application/fhir+json' }),
        json: async () => answer.value,
      }
    },
  })
}

async function settle(request: Promise<unknown>): Promise<Result<unknown, ReadFailure>> {
  try {
    return ok(await request)
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined
    return fail(isReadFailure(cause) ? cause : { reason: 'network' })
  }
}

/** Only the fetch above puts an object with a `reason` there. */
function isReadFailure(cause: unknown): cause is ReadFailure {
  return typeof cause === 'object' && cause !== null && 'reason' in cause
}

/** A narrower question never gives the whole answer, and its silence is no "none". */
function narrowed(answer: FhirAnswer): FhirAnswer {
  return answer.state === 'failed' ? answer : { ...answer, state: 'partial' }
}
