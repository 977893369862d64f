import type { Outcome } from '../clinical/policies/policy.ts'

/** One hook call, without anything that names a patient or a user: hashed keys, outcomes, ids of ours, counts. */
export interface AuditEntry {
  readonly at: number
  readonly requestId: string
  readonly clientId: string
  readonly serviceId: string
  readonly ruleVersion: string
  readonly patientKey: string
  readonly result: 'card' | 'silent' | 'missing-data'
  readonly outcome: Outcome | null
  readonly silentBecause: string | null
  readonly cardUuid: string | null
  readonly fhirRequests: number
  readonly foreignResources: number
  readonly elapsedMs: number
}

export interface AuditLog {
  readonly record: (entry: AuditEntry) => Promise<void>
}
