import { MAX_ENTRIES } from './answer.ts'

/** What one hook call may take from a FHIR server, over all its requests. */
export interface ReadLimits {
  readonly deadlineMs: number
  readonly requests: number
  readonly inFlight: number
  readonly bytes: number
  readonly pagesPerSearch: number
  readonly entriesPerSearch: number
  readonly jsonNesting: number
}

export const READ_LIMITS: ReadLimits = {
  deadlineMs: 4_000,
  requests: 40,
  // Workers opens no more connections at a time.
  inFlight: 6,
  bytes: 8 * 1024 * 1024,
  pagesPerSearch: 10,
  entriesPerSearch: MAX_ENTRIES,
  jsonNesting: 64,
}
