import { describe, expect, test } from 'vitest'
import type { CardMemory } from '../../../src/storage/card-memory.ts'
import { createMemoryCardMemory } from '../../../src/storage/memory-card-memory.ts'
import { figuresOf } from '../../../src/tools/simulate/figures.ts'
import { pageOf } from '../../../src/tools/simulate/page.ts'
import { reportOf } from '../../../src/tools/simulate/report.ts'
import { createSimulatedService } from '../../../src/tools/simulate/service.ts'
import { simulateYear } from '../../../src/tools/simulate/year.ts'

const SMALL = { patients: 120, users: 6, days: 150 }

function year(seed: number, memory?: CardMemory) {
  return simulateYear({ ...SMALL, seed }, createSimulatedService(memory))
}

describe('a simulated year', { timeout: 60_000 }, () => {
  test('repeats nothing, takes no card away within its sitting, and raises no false alarm', async () => {
    const tally = await year(1)
    expect(tally.repeats).toEqual([])
    expect(tally.vanished).toEqual([])
    expect(figuresOf(tally).falseAlarms).toBe(0)
    expect(figuresOf(tally).firstTellings).toBeGreaterThan(20)
  })

  test('is the same for the same seed, and another for another', async () => {
    const [one, again, other] = await Promise.all([year(2), year(2), year(3)])
    expect(reportOf(again)).toBe(reportOf(one))
    expect(reportOf(other)).not.toBe(reportOf(one))
  })

  test('every call is counted once, as a card or as a silence with its reason', async () => {
    const tally = await year(4)
    const { calls, cards } = figuresOf(tally)
    const silent = [...tally.silentBecause.values()].reduce((sum, count) => sum + count, 0)
    expect(cards + silent).toBe(calls)
    expect(tally.silentBecause.has('not recorded')).toBe(false)
    expect(tally.months.reduce((sum, month) => sum + month.calls, 0)).toBe(calls)
  })

  test('a memory that forgets what was answered is found out', async () => {
    const forgetful = { ...createMemoryCardMemory(), answer: async () => undefined }
    const { repeats } = await year(1, forgetful)
    expect(repeats.map(({ what }) => what)).toContain('shown although it was answered')
  })

  test('a memory that gives every showing another uuid is found out', async () => {
    let count = 0
    const memory = createMemoryCardMemory()
    const restless: CardMemory = {
      ...memory,
      show: async () => {
        count += 1
        const cardUuid = `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`
        return { shown: true, cardUuid, because: 'first-telling' }
      },
    }
    const { repeats } = await year(1, restless)
    expect(repeats.map(({ what }) => what)).toContain('another uuid without a new fact')
  })

  test('a memory that never tires of a card is found out', async () => {
    const uuids = new Map<string, string>()
    const insistent: CardMemory = {
      ...createMemoryCardMemory(),
      show: async ({ patientKey }, { userKey, news, cardUuid }) => {
        const told = [patientKey, userKey, ...news.facts].join()
        uuids.set(told, uuids.get(told) ?? cardUuid)
        return { shown: true, cardUuid: uuids.get(told) ?? cardUuid, because: 'another-sitting' }
      },
    }
    const { repeats } = await year(1, insistent)
    expect(repeats.length).toBeGreaterThan(0)
  })

  test('a memory that shows a card once only is found out', async () => {
    const memory = createMemoryCardMemory()
    const shy: CardMemory = {
      ...memory,
      show: async (patient, sighting) => {
        const showing = await memory.show(patient, sighting)
        return showing.shown && showing.because === 'same-sitting' ? { shown: false, because: 'told-before' } : showing
      },
    }
    expect((await year(1, shy)).vanished.length).toBeGreaterThan(0)
  })
})

describe('the page of a year', () => {
  test('needs nothing from elsewhere, and escapes what it shows', async () => {
    const tally = await simulateYear({ patients: 20, users: 2, days: 60, seed: 5 }, createSimulatedService())
    const page = await pageOf({ ...tally, reasons: new Map([['<script>', 1]]) })
    expect(page.match(/<svg/g)).toHaveLength(5)
    expect(page).not.toMatch(/<script|(?:src|href)="/)
  })
})
