import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  daysBetween,
  earliestOf,
  isCalendarDate,
  latestOf,
  yearsBetween,
} from '../../src/clinical/calendar.ts'

/** Any day from 1900 to 2199, as the text of a record. */
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('a calendar date', () => {
  test.each([
    ['an ordinary day', '2026-11-22', true],
    ['29 February of a leap year', '2028-02-29', true],
    ['29 February of another year', '2026-02-29', false],
    ['29 February of a century year', '2100-02-29', false],
    ['30 February', '2026-02-30', false],
    ['31 April', '2026-04-31', false],
    ['month 13', '2026-13-01', false],
    ['month 0', '2026-00-10', false],
    ['a month alone', '2026-11', false],
    ['a year alone', '2026', false],
    ['a moment', '2026-11-22T08:00:00Z', false],
    ['nothing', '', false],
    ['a word', 'yesterday', false],
    ['a property name', '__proto__', false],
    ['a date with a line end', '2026-11-22\n', false],
  ])('%s is recognised for what it is', (_, text, expected) => {
    expect(isCalendarDate(text)).toBe(expected)
  })

  test('any text is answered with yes or no', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof isCalendarDate(text) === 'boolean'))
  })
})

describe('days between two dates', () => {
  test.each([
    ['the same day', '2026-11-22', '2026-11-22', 0],
    ['the next day', '2026-11-22', '2026-11-23', 1],
    ['the day before', '2026-11-22', '2026-11-21', -1],
    ['twelve weeks', '2026-08-30', '2026-11-22', 84],
    ['across the change of the clocks in Chicago', '2026-10-31', '2026-11-02', 2],
    ['across a leap day', '2028-02-28', '2028-03-01', 2],
    ['a year', '2025-11-22', '2026-11-22', 365],
  ])('%s', (_, earlier, later, expected) => {
    expect(daysBetween(earlier, later)).toBe(expected)
  })

  test('a text that is no date is refused', () => {
    expect(() => daysBetween('2026-02-30', '2026-11-22')).toThrow(RangeError)
    expect(() => daysBetween('2026-11-22', '')).toThrow(RangeError)
  })

  test('adding days and counting them are inverse', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -40_000, max: 40_000 }), (from, days) => {
        expect(daysBetween(from, addDays(from, days))).toBe(days)
      }),
    )
  })
})

describe('adding months', () => {
  test.each([
    ['two months', '2026-09-22', 2, '2026-11-22'],
    ['over the end of the year', '2026-11-22', 2, '2027-01-22'],
    ['to a shorter month', '2027-01-31', 1, '2027-02-28'],
    ['to February of a leap year', '2027-12-31', 2, '2028-02-29'],
    ['from a leap day by a year', '2028-02-29', 12, '2029-02-28'],
    ['backwards', '2026-03-31', -1, '2026-02-28'],
    ['none', '2026-11-22', 0, '2026-11-22'],
  ])('%s', (_, date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected)
  })

  test('a text that is no date is refused', () => {
    expect(() => addMonths('2026-02-30', 1)).toThrow(RangeError)
    expect(() => addDays('soon', 1)).toThrow(RangeError)
  })

  test('the result lies in the month that is so many months later', () => {
    const monthNumber = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))
    fc.assert(
      fc.property(day, fc.integer({ min: -600, max: 600 }), (date, months) => {
        expect(monthNumber(addMonths(date, months)) - monthNumber(date)).toBe(months)
      }),
    )
  })

  test('a date of the first century, a slip of the pen that FHIR allows, stays in its century', () => {
    expect(addMonths('0026-01-31', 1)).toBe('0026-02-28')
  })
})

describe('completed years', () => {
  test.each([
    ['the day before the birthday', '2008-11-23', '2026-11-22', 17],
    ['the birthday', '2008-11-22', '2026-11-22', 18],
    ['the day after the birthday', '2008-11-21', '2026-11-22', 18],
    ['born on a leap day, 28 February of an ordinary year', '2008-02-29', '2026-02-28', 17],
    ['born on a leap day, 1 March of an ordinary year', '2008-02-29', '2026-03-01', 18],
    ['born today', '2026-11-22', '2026-11-22', 0],
  ])('%s', (_, born, today, expected) => {
    expect(yearsBetween(born, today)).toBe(expected)
  })
})

describe('the earlier and the later of two dates', () => {
  test.each([
    ['two dates', '2026-10-20', '2026-11-19', '2026-10-20', '2026-11-19'],
    ['the first missing', null, '2026-11-19', '2026-11-19', '2026-11-19'],
    ['the second missing', '2026-10-20', null, '2026-10-20', '2026-10-20'],
    ['both missing', null, null, null, null],
  ])('%s', (_, a, b, earlier, later) => {
    expect([earliestOf(a, b), latestOf(a, b)]).toEqual([earlier, later])
    expect([earliestOf(b, a), latestOf(b, a)]).toEqual([earlier, later])
  })
})
