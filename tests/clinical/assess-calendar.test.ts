import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyRecord, likelyReferral, toFacts, type WholeRecord } from '../support/any-record.ts'
import { assessed } from '../support/assessed.ts'
import { assessmentOf, conclusions } from '../support/conclusions.ts'
import { ASSESSED_ON } from '../support/facts.ts'

const either = fc.oneof(anyRecord, likelyReferral)
const MS_PER_DAY = 86_400_000

/** Every date and moment inside a value, and nothing else, so many days later. */
function shiftDates<T>(value: T, days: number): T
function shiftDates(value: unknown, days: number): unknown {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
    return new Date(Date.parse(value) + days * MS_PER_DAY).toISOString().slice(0, 10)
  }
  if (Array.isArray(value)) return value.map((item) => shiftDates(item, days))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shiftMember(key, inner, days)]))
}

function shiftMember(key: string, inner: unknown, days: number): unknown {
  const isMoment = (key === 'at' || key === 'startedAt') && typeof inner === 'number'
  return isMoment ? inner + days * MS_PER_DAY : shiftDates(inner, days)
}

test('moving every date and the day of assessment by the same number of days changes no conclusion', () => {
  fc.assert(
    fc.property(either, fc.integer({ min: -2000, max: 2000 }), (record, days) => {
      const moved = assessed(shiftDates(toFacts(record), days), shiftDates(ASSESSED_ON, days))
      expect(conclusions(moved)).toEqual(conclusions(assessmentOf(record)))
    }),
    { numRuns: 200 },
  )
})

describe('whatever the facts are', () => {
  const OUTCOMES = ['refer-now', 'complete-workup', 'not-indicated', 'other-route', 'out-of-scope']
  const extremes = fc.constantFrom('0001-01-01', '0099-12-31', '1899-12-31', '2028-02-29', '9999-12-31')

  test('assessing them throws nothing and names an outcome', () => {
    fc.assert(
      fc.property(either, (record) => {
        expect(OUTCOMES).toContain(assessmentOf(record).outcome)
      }),
      { numRuns: 300 },
    )
  })

  test('the ends of the calendar are dates like others', () => {
    fc.assert(
      fc.property(either, extremes, fc.nat(), (record, date, position) => {
        const text = JSON.stringify(record)
        const dates = [...new Set(text.match(/\d{4}-\d{2}-\d{2}/g))]
        // Both ends of a stated onset move together: no reader makes a window that ends before it begins.
        const changed: WholeRecord = JSON.parse(text.replaceAll(dates[position % dates.length] ?? date, date))
        expect(OUTCOMES).toContain(assessmentOf(changed).outcome)
      }),
      { numRuns: 300 },
    )
  })

  test('a day of assessment in any year is a day like others', () => {
    const days = fc.constantFrom('0001-01-01', '1970-01-01', '2028-02-29', '9999-12-31')
    fc.assert(
      fc.property(either, days, (record, day) => {
        expect(OUTCOMES).toContain(assessed(toFacts(record), day).outcome)
      }),
    )
  })

  test('the same facts give the same assessment', () => {
    fc.assert(
      fc.property(either, (record) => {
        expect(assessmentOf(record)).toEqual(assessmentOf(structuredClone(record)))
      }),
    )
  })
})
