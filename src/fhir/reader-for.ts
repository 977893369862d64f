import type { CdsRequest } from '../cds-hooks/request.ts'
import { type FhirServerPolicy, findAllowedServer } from './allowed-server.ts'
import { createFhirReader, type FhirReader } from './client.ts'
import { READ_LIMITS, type ReadLimits } from './reader-limits.ts'

export interface ReaderTools {
  readonly fetch: typeof globalThis.fetch
  readonly limits?: Partial<ReadLimits>
}

/**
 * The reader for this call, its deadline already running. Undefined where we may not call: no server named, one that is
 * not registered, or no token for one that needs it. That is no error; what the client sent has to do.
 */
export function fhirReaderFor(
  { fhirServer, accessToken }: CdsRequest,
  policy: FhirServerPolicy,
  { fetch, limits = {} }: ReaderTools,
): FhirReader | undefined {
  const server = findAllowedServer(fhirServer, policy)
  if (!server || (server.tokenRequired && accessToken === undefined)) return undefined
  const signal = AbortSignal.timeout(limits.deadlineMs ?? READ_LIMITS.deadlineMs)
  return createFhirReader({ baseUrl: server.baseUrl, accessToken, fetch, signal, limits })
}
