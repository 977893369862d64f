import type { People } from './card-showing.ts'
import type { CdsClient } from './cds-client.ts'
import type { Assessment } from './clinical/assessment.ts'
import type { Finding } from './clinical/finding.ts'
import type { Gathered } from './fhir/gathered.ts'
import type { AuditEntry, AuditLog } from './storage/audit-log.ts'

interface RecordedCall {
  readonly call: {
    readonly client: CdsClient
    readonly requestId: string
    readonly afterwards?: (work: Promise<void>) => void
  }
  readonly serviceId: string
  readonly people: People
  readonly startedAt: number
}

interface RecordTools {
  readonly now: () => Date
  readonly auditLog: AuditLog
  readonly logFailure: (entry: { readonly requestId: string; readonly error: string }) => void
}

export interface Recorder {
  /** Notes what was concluded, and that the stage is over. */
  readonly assessed: (assessment: Assessment, gathered: Gathered) => void
  /** Writes the one entry of this call, after the answer where that is possible. */
  readonly record: (ending: Pick<AuditEntry, 'result'> & Partial<AuditEntry>) => Promise<void>
}

/** Collects what the audit log holds of one call. Nobody is left without an answer because it could not be recorded. */
export function createRecorder({ call, serviceId, people, startedAt }: RecordedCall, tools: RecordTools): Recorder {
  let entry: Omit<AuditEntry, 'result'> = {
    at: startedAt,
    requestId: call.requestId,
    clientId: call.client.id,
    serviceId,
    ruleVersion: '',
    patientKey: people.patient[0],
    userKey: people.user[0],
    outcome: null,
    silentBecause: null,
    shownBecause: null,
    cardUuid: null,
    findings: {},
    couldNotLook: [],
    fhirRequests: 0,
    foreignResources: 0,
    timings: { assessMs: 0, memoryMs: 0 },
    elapsedMs: 0,
  }
  const elapsedMs = () => tools.now().getTime() - startedAt

  return {
    assessed: (assessment, gathered) => {
      entry = {
        ...entry,
        outcome: assessment.outcome,
        ruleVersion: assessment.ruleVersion,
        findings: findingsOf(assessment),
        couldNotLook: assessment.facts.couldNotLook,
        timings: { ...entry.timings, assessMs: elapsedMs() },
        ...countsOf(gathered),
      }
    },
    record: async (ending) => {
      const total = elapsedMs()
      const timings = { ...entry.timings, memoryMs: entry.outcome === null ? 0 : total - entry.timings.assessMs }
      const writing = tools.auditLog
        .record({ ...entry, timings, elapsedMs: total, ...ending })
        .catch(() => tools.logFailure({ requestId: call.requestId, error: 'audit-log' }))
      if (call.afterwards) call.afterwards(writing)
      else await writing
    },
  }
}

/** Finding by id, of the deciding policy's criteria and of every gate. */
function findingsOf({ policies, policy, gates }: Assessment): Readonly<Record<string, Finding>> {
  const criteria = policies.get(policy)?.first?.criteria ?? []
  return Object.fromEntries([...criteria, ...gates].map(({ id, finding }) => [id, finding]))
}

function countsOf({ counts, ...sources }: Gathered): Pick<AuditEntry, 'fhirRequests' | 'foreignResources'> {
  return {
    fhirRequests: counts.requests,
    foreignResources: Object.values(sources).reduce((sum, { foreign }) => sum + foreign, 0),
  }
}
