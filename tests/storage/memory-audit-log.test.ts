import { describe, expect, test } from 'vitest'
import { createMemoryAuditLog } from '../../src/storage/memory-audit-log.ts'
import { anEntry } from './audit-entry.ts'

describe('the audit log in memory', () => {
  test('keeps entries in their order', async () => {
    const log = createMemoryAuditLog()
    await log.record(anEntry({ requestId: 'a' }))
    await log.record(anEntry({ requestId: 'b' }))
    expect(log.entries().map(({ requestId }) => requestId)).toEqual(['a', 'b'])
  })

  test('drops the oldest beyond a thousand', async () => {
    const log = createMemoryAuditLog()
    for (let n = 0; n < 1_001; n++) await log.record(anEntry({ requestId: String(n) }))
    expect(log.entries()).toHaveLength(1_000)
    expect(log.entries()[0]?.requestId).toBe('1')
  })

  test('gives out a copy that does not change afterwards', async () => {
    const log = createMemoryAuditLog()
    const before = log.entries()
    await log.record(anEntry({ requestId: 'a' }))
    expect(before).toEqual([])
  })
})
