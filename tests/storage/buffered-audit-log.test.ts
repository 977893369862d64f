import { describe, expect, test } from 'vitest'
import type { AuditEntry } from '../../src/storage/audit-log.ts'
import { createBufferedAuditLog } from '../../src/storage/buffered-audit-log.ts'
import { anEntry } from './audit-entry.ts'

/** A place for entries that is down until it is told otherwise. */
function aSink({ isDown = false } = {}) {
  const written: string[] = []
  const lines: object[] = []
  const state = { isDown, writes: 0 }
  const write = async (entries: readonly AuditEntry[]) => {
    await Promise.resolve()
    state.writes += 1
    if (state.isDown) throw new Error('down')
    written.push(...entries.map(({ requestId }) => requestId))
  }
  const log = createBufferedAuditLog({ write }, { writeLine: (line) => lines.push(line) })
  const record = (...ids: readonly string[]) =>
    Promise.all(ids.map((requestId) => log.record(anEntry({ requestId })))).then(() => undefined)
  return { record, written, lines, state }
}

describe('the buffered audit log', () => {
  test('writes an entry at once, to the store and as one line', async () => {
    const { record, written, lines } = aSink()
    await record('a')
    expect(written).toEqual(['a'])
    expect(lines).toEqual([{ audit: anEntry({ requestId: 'a' }) }])
  })

  test('keeps what a store that is down did not take, and writes it with the next entry, in order and once', async () => {
    const { record, written, lines, state } = aSink({ isDown: true })
    await record('a')
    await record('b')
    expect(written).toEqual([])
    expect(lines).toContainEqual({ error: 'audit-log', waiting: 2, dropped: 0 })
    state.isDown = false
    await record('c')
    await record('d')
    expect(written).toEqual(['a', 'b', 'c', 'd'])
  })

  test('never rejects: nobody is left without an answer because it could not be recorded', async () => {
    await expect(aSink({ isDown: true }).record('a')).resolves.toBeUndefined()
  })

  test('writes each of many entries at once exactly once', async () => {
    const { record, written } = aSink()
    const ids = Array.from({ length: 500 }, (_, index) => `request ${index}`)
    await record(...ids)
    expect(written).toEqual(ids)
  })

  test('drops the oldest beyond a thousand, and says how many; each of them is a line in the log', async () => {
    const { record, written, lines, state } = aSink({ isDown: true })
    const ids = Array.from({ length: 1_010 }, (_, index) => `request ${index}`)
    for (const id of ids) await record(id)
    state.isDown = false
    await record('last')
    expect(written).toEqual([...ids.slice(10), 'last'])
    const dropped = lines.map((line) => ('dropped' in line ? Number(line.dropped) : 0))
    expect(dropped.reduce((sum, each) => sum + each, 0)).toBe(10)
    expect(lines.filter((line) => 'audit' in line)).toHaveLength(1_011)
  })
})
