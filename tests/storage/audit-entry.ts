import type { AuditEntry } from '../../src/storage/audit-log.ts'

export function anEntry(changes: Partial<AuditEntry> = {}): AuditEntry {
  return {
    at: 0,
    requestId: 'request-1',
    clientId: 'development',
    serviceId: 'vcf-patient-view',
    ruleVersion: '1.0.0',
    patientKey: 'test:00',
    userKey: 'test:01',
    result: 'silent',
    outcome: 'not-indicated',
    silentBecause: 'not-indicated',
    shownBecause: null,
    cardUuid: null,
    findings: { 'severe-pain': 'met' },
    couldNotLook: [],
    fhirRequests: 0,
    foreignResources: 0,
    timings: { assessMs: 2, memoryMs: 1 },
    elapsedMs: 3,
    ...changes,
  }
}
