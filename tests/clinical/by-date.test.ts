import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { datedWithin, firstAfter } from '../../src/clinical/by-date.ts'

const day = fc.integer({ min: 10, max: 28 }).map((number) => `2026-11-${number}`)
const dayOrNone = fc.option(day)

describe('datedWithin', () => {
  test('keeps what a plain comparison of every date keeps', () => {
    fc.assert(
      fc.property(fc.array(dayOrNone), dayOrNone, dayOrNone, (dates, since, until) => {
        const newestFirst = dates.map((date) => ({ date })).sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? 1 : -1))
        const plain = newestFirst.filter(
          ({ date }) => date === null || ((since === null || date >= since) && (until === null || date < until)),
        )
        expect(datedWithin(newestFirst, since, until)).toEqual(plain)
      }),
      { seed: 1 },
    )
  })
})

describe('firstAfter', () => {
  test('is the first later day, and none after the last', () => {
    expect(firstAfter(['2026-11-01', '2026-11-05', '2026-11-09'], '2026-11-05')).toBe('2026-11-09')
    expect(firstAfter(['2026-11-01', '2026-11-05'], '2026-11-05')).toBeNull()
    expect(firstAfter([], '2026-11-05')).toBeNull()
  })
})
