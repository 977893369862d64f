import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween, isCalendarDate } from '../../src/clinical/calendar.ts'
import { dayOf, firstDate, firstDay, readDate } from '../../src/fhir/record-date.ts'

describe('readDate', () => {
  test.each([
    ['a day', '2026-10-20', '2026-10-20', '2026-10-20'],
    ['a month, which can be any of its days', '2026-10', '2026-10-01', '2026-10-31'],
    ['February of a leap year', '2028-02', '2028-02-01', '2028-02-29'],
    ['December', '2026-12', '2026-12-01', '2026-12-31'],
    ['a year, which can be any of its days', '2026', '2026-01-01', '2026-12-31'],
    [
      'a moment late in the evening west of Greenwich, by its own calendar',
      '2026-10-20T23:30:00-05:00',
      '2026-10-20',
      '2026-10-20',
    ],
    [
      'a moment early in the morning east of Greenwich, by its own calendar',
      '2026-10-21T00:30:00+09:00',
      '2026-10-21',
      '2026-10-21',
    ],
    ['a moment with milliseconds', '2026-10-20T08:15:30.123Z', '2026-10-20', '2026-10-20'],
    ['a moment without a zone', '2026-10-20T08:15:30', '2026-10-20', '2026-10-20'],
  ])('reads %s', (_name, text, earliest, latest) => {
    expect(readDate(text)).toMatchObject({ earliest, latest })
  })

  test.each([
    ['words', 'about three weeks ago'],
    ['an American date', '10/20/2026'],
    ['a day that does not exist', '2026-02-30'],
    ['a month that does not exist', '2026-13'],
    ['a day without dashes', '20261020'],
    ['a day with more behind it', '2026-10-20; see note'],
    ['an empty text', ''],
    ['a number', 20261020],
    ['null', null],
    ['an object', { start: '2026-10-20' }],
    ['a text of a megabyte', '2026-10-20'.repeat(100_000)],
  ])('does not read %s', (_name, value) => {
    expect(readDate(value)).toBeUndefined()
  })

  test('gives the moment where the record gives time and zone', () => {
    expect(readDate('2026-10-20T23:30:00-05:00')?.at).toBe(Date.UTC(2026, 9, 21, 4, 30))
    expect(readDate('2026-10-20T08:15:30.5Z')?.at).toBe(Date.UTC(2026, 9, 20, 8, 15, 30, 500))
  })

  test.each([['2026-10-20'], ['2026-10'], ['2026-10-20T08:15:30']])('gives no moment for %s', (text) => {
    expect(readDate(text)?.at).toBeNull()
  })

  test.each([['9999'], ['9999-12'], ['9999-12-31'], ['0001-01-01'], ['0000']])(
    'is no exception for the placeholder %s, and leaves sums over its days possible',
    (text) => {
      const date = readDate(text)
      if (date === undefined) return
      expect(() => daysBetween(addDays(date.earliest, -400), addDays(date.latest, 400))).not.toThrow()
    },
  )

  test('whatever it reads is two real days in their order', () => {
    const digits = fc.stringMatching(/^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})?)?)?)?$/)
    fc.assert(
      fc.property(fc.oneof(digits, fc.string(), fc.jsonValue()), (value) => {
        const date = readDate(value)
        if (date === undefined) return
        expect(isCalendarDate(date.earliest)).toBe(true)
        expect(isCalendarDate(date.latest)).toBe(true)
        expect(date.earliest <= date.latest).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

describe('dayOf', () => {
  test('names a day only where the record names one', () => {
    expect(dayOf(readDate('2026-10-20T23:30:00-05:00'))).toBe('2026-10-20')
    expect(dayOf(readDate('2026-10'))).toBeNull()
    expect(dayOf(readDate('2026'))).toBeNull()
    expect(dayOf(readDate(undefined))).toBeNull()
  })
})

describe('firstDay and firstDate', () => {
  const names = ['effectiveDateTime', 'effectivePeriod', 'issued']

  test('take the first field that names a day', () => {
    expect(firstDay({ effectiveDateTime: '2026-10-20', issued: '2026-10-22T08:00:00Z' }, names)).toBe('2026-10-20')
    expect(firstDay({ issued: '2026-10-22T08:00:00Z' }, names)).toBe('2026-10-22')
  })

  test('take the start of a period, and its end where it has no start', () => {
    expect(firstDay({ effectivePeriod: { start: '2026-10-19', end: '2026-10-21' } }, names)).toBe('2026-10-19')
    expect(firstDay({ effectivePeriod: { end: '2026-10-21' } }, names)).toBe('2026-10-21')
  })

  test('pass over a field that names no day', () => {
    expect(firstDay({ effectiveDateTime: '2026', issued: '2026-10-22T08:00:00Z' }, names)).toBe('2026-10-22')
    expect(firstDay({ effectiveDateTime: 'unknown' }, names)).toBeNull()
    expect(firstDay({}, names)).toBeNull()
  })

  test('keep the moment of the field that was taken', () => {
    expect(firstDate({ issued: '2026-10-22T08:00:00Z' }, names)).toEqual({
      earliest: '2026-10-22',
      latest: '2026-10-22',
      at: Date.UTC(2026, 9, 22, 8),
    })
  })
})
