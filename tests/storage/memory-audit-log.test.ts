import { describe, expect, test } from 'vitest'
import type { AuditEntry } from '../../src/storage/audit-log.ts'
import { createMemoryAuditLog } from '../../src/storage/memory-audit-log.ts'

function anEntry(requestId: string): AuditEntry {
  return {
    at: 0,
    requestId,
    clientId: 'development',
    serviceId: 'vcf-patient-view',
    ruleVersion: '1.0.0',
    patientKey: 'test:00',
    result: 'silent',
    outcome: 'not-indicated',
    silentBecause: 'not-indicated',
    cardUuid: null,
    fhirRequests: 0,
    foreignResources: 0,
    elapsedMs: 3,
  }
}

describe('the audit log in memory', () => {
  test('keeps entries in their order', async () => {
    const log = createMemoryAuditLog()
    await log.record(anEntry('a'))
    await log.record(anEntry('b'))
    expect(log.entries().map(({ requestId }) => requestId)).toEqual(['a', 'b'])
  })

  test('drops the oldest beyond a thousand', async () => {
    const log = createMemoryAuditLog()
    for (let n = 0; n < 1_001; n++) await log.record(anEntry(String(n)))
    expect(log.entries()).toHaveLength(1_000)
    expect(log.entries()[0]?.requestId).toBe('1')
  })

  test('gives out a copy that does not change afterwards', async () => {
    const log = createMemoryAuditLog()
    const before = log.entries()
    await log.record(anEntry('a'))
    expect(before).toEqual([])
  })
})
