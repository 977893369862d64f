import { describe, expect, test } from 'vitest'
import type { AuditEntry } from '../../src/storage/audit-log.ts'
import { createBufferedAuditLog } from '../../src/storage/buffered-audit-log.ts'
import { anEntry } from './audit-entry.ts'

/** A place for entries that is down until it is told otherwise. */
function aSink({ isDown = false } = {}) {
  const written: string[] = []
  const lines: object[] = []
  const state = { isDown, hangs: false, seconds: 0 }
  const write = async (entries: readonly AuditEntry[]) => {
    await Promise.resolve()
    if (state.hangs) await new Promise(() => undefined)
    if (state.isDown) throw new Error('down')
    written.push(...entries.map(({ requestId }) => requestId))
  }
  const log = createBufferedAuditLog(
    { write },
    { writeLine: (line) => lines.push(line), now: () => new Date(state.seconds * 1_000) },
  )
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

  describe('when a write never ends, because its request was cancelled', () => {
    test('keeps no other call waiting', async () => {
      const { record, state } = aSink()
      state.hangs = true
      record('a').catch(() => undefined)
      await expect(record('b')).resolves.toBeUndefined()
    })

    test('writes it again with the first call after ten seconds, and what came meanwhile, in order', async () => {
      const { record, written, state } = aSink()
      state.hangs = true
      record('a').catch(() => undefined)
      await record('b')
      state.hangs = false
      state.seconds = 9
      await record('c')
      expect(written).toEqual([])
      state.seconds = 10
      await record('d')
      await record('e')
      expect(written).toEqual(['a', 'b', 'c', 'd', 'e'])
    })

    test('keeps no more than a thousand, and says how many it drops', async () => {
      const { record, written, lines, state } = aSink()
      state.hangs = true
      record('first').catch(() => undefined)
      const ids = Array.from({ length: 1_005 }, (_, index) => `request ${index}`)
      await record(...ids)
      state.hangs = false
      state.seconds = 10
      await record('last')
      expect(written).toEqual([...ids.slice(5), 'last'])
      expect(lines.filter((line) => 'dropped' in line && line.dropped === 1)).toHaveLength(6)
    })
  })
})
