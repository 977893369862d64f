import { expect, test } from 'vitest'
import { rememberCalls } from '../src/recent-calls.ts'
import { createMemoryAuditLog } from '../src/storage/memory-audit-log.ts'
import { anEntry } from './storage/audit-entry.ts'

test('an entry is found by its request id and goes on to the log', async () => {
  const log = createMemoryAuditLog()
  const recent = rememberCalls(log)
  const entry = anEntry({ requestId: 'r1' })
  await recent.auditLog.record(entry)
  expect(recent.find('r1')).toEqual(entry)
  expect(recent.find('r2')).toBeUndefined()
  expect(log.entries()).toEqual([entry])
})

test('an entry is found also where the log does not take it', async () => {
  const recent = rememberCalls({ record: () => Promise.reject(new Error('down')) })
  await expect(recent.auditLog.record(anEntry({ requestId: 'r1' }))).rejects.toThrow('down')
  expect(recent.find('r1')?.requestId).toBe('r1')
})

test('only the last 200 are kept', async () => {
  const recent = rememberCalls(createMemoryAuditLog())
  for (let call = 1; call <= 201; call++) await recent.auditLog.record(anEntry({ requestId: `r${call}` }))
  expect([recent.find('r1'), recent.find('r2')?.requestId]).toEqual([undefined, 'r2'])
})
