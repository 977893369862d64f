import type { Finding } from '../clinical/finding.ts'
import type { Outcome } from '../clinical/policies/policy.ts'

/** One hook call, without anything that names a patient or a user: hashed keys, outcomes, ids of ours, counts. */
export interface AuditEntry {
  /** Epoch milliseconds. */
  readonly at: number
  readonly requestId: string
  readonly clientId: string
  readonly serviceId: string
  readonly ruleVersion: string
  readonly patientKey: string
  readonly userKey: string
  /** `silent-mode`: a card was decided and not shown, because the client runs silent for this user. */
  readonly result: 'card' | 'silent' | 'silent-mode' | 'missing-data'
  readonly outcome: Outcome | null
  readonly silentBecause: string | null
  /** Of a card: a first telling, the same sitting, a new fact, ... */
  readonly shownBecause: string | null
  /** In `silent-mode` the card that would have been shown. */
  readonly cardUuid: string | null
  /** Finding by id of the deciding policy's criteria and of the gates. */
  readonly findings: Readonly<Record<string, Finding>>
  readonly couldNotLook: readonly string[]
  readonly fhirRequests: number
  readonly foreignResources: number
  readonly timings: StageTimings
  readonly elapsedMs: number
}

/** Milliseconds each stage took; a stage that was not reached took none. */
export interface StageTimings {
  readonly assessMs: number
  readonly memoryMs: number
}

/** `record` rejects when the entry is not kept. */
export interface AuditLog {
  readonly record: (entry: AuditEntry) => Promise<void>
}

/** Where entries are kept. `write` rejects when they are not; the same entry written twice is kept once. */
export interface AuditSink {
  readonly write: (entries: readonly AuditEntry[]) => Promise<void>
  /** Removes what is older, in epoch milliseconds. */
  readonly purge: (before: number) => Promise<void>
}
