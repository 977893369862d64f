import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysBetween, isCalendarDate } from '../../src/clinical/calendar.ts'
import { readOnset } from '../../src/fhir/onset.ts'

const BORN = { bornEarliest: '1950-03-15', bornLatest: '1950-03-15' }
const RECORDED = { encounter: null, recordedDate: '2026-11-01' }

describe('a stated onset', () => {
  test('onsetDateTime names the day', () => {
    const onset = readOnset({ onsetDateTime: '2026-10-20T23:30:00-05:00' }, RECORDED, BORN)
    expect(onset).toEqual({ earliest: '2026-10-20', latest: '2026-10-20', basis: 'onsetDateTime' })
  })

  test('onsetDateTime of a month can be any of its days', () => {
    const onset = readOnset({ onsetDateTime: '2026-10' }, RECORDED, BORN)
    expect(onset).toEqual({ earliest: '2026-10-01', latest: '2026-10-31', basis: 'onsetDateTime' })
  })

  test('onsetDateTime of a year can be any of its days', () => {
    const onset = readOnset({ onsetDateTime: '2025' }, RECORDED, BORN)
    expect(onset).toEqual({ earliest: '2025-01-01', latest: '2025-12-31', basis: 'onsetDateTime' })
  })

  test('onsetPeriod is the time within which it began', () => {
    const onset = readOnset({ onsetPeriod: { start: '2026-08-01', end: '2026-10-01' } }, RECORDED, BORN)
    expect(onset).toEqual({ earliest: '2026-08-01', latest: '2026-10-01', basis: 'onsetPeriod' })
  })

  test('onsetPeriod with a start alone is that start', () => {
    const onset = readOnset({ onsetPeriod: { start: '2026-08-01' } }, RECORDED, BORN)
    expect(onset).toMatchObject({ earliest: '2026-08-01', basis: 'onsetPeriod' })
  })

  test('onsetPeriod with an end alone gives no lower end', () => {
    const onset = readOnset({ onsetPeriod: { end: '2026-10' } }, RECORDED, BORN)
    expect(onset).toEqual({ earliest: null, latest: '2026-10-31', basis: 'onsetPeriod' })
  })

  test('onsetString that is a date is read as one', () => {
    const onset = readOnset({ onsetString: '2026-10-20' }, RECORDED, BORN)
    expect(onset).toEqual({ earliest: '2026-10-20', latest: '2026-10-20', basis: 'onsetString' })
  })

  test.each([
    [{ value: 76, unit: 'years', system: 'http://unitsofmeasure.org', code: 'a' }],
    [{ value: 76, unit: 'years' }],
    [{ value: 76, code: 'a' }],
  ])('onsetAge %j is a year of life', (onsetAge) => {
    const onset = readOnset({ onsetAge }, RECORDED, BORN)
    expect(onset).toEqual({ earliest: '2026-03-15', latest: '2027-03-14', basis: 'onsetAge' })
  })
})

describe('without a stated onset', () => {
  test('onsetAge counts from every day that a partial birth date can mean', () => {
    const birth = { bornEarliest: '1950-01-01', bornLatest: '1950-12-31' }
    expect(readOnset({ onsetAge: { value: 76, code: 'a' } }, RECORDED, birth)).toEqual({
      earliest: '2026-01-01',
      latest: '2027-12-30',
      basis: 'onsetAge',
    })
  })

  test.each([
    ['nothing', {}],
    ['words that are no date', { onsetString: 'about three weeks ago, lifting groceries' }],
    ['an onset that is no date', { onsetDateTime: 'unknown' }],
    ['an empty period', { onsetPeriod: {} }],
    ['an age in months', { onsetAge: { value: 912, code: 'mo' } }],
    ['an age below zero', { onsetAge: { value: -3, code: 'a' } }],
    ['an age that nobody reaches', { onsetAge: { value: 999, code: 'a' } }],
    ['an age in quotes', { onsetAge: { value: '76', code: 'a' } }],
  ])('%s leaves recordedDate as the latest day it can have been', (_name, condition) => {
    expect(readOnset(condition, RECORDED, BORN)).toEqual({
      earliest: null,
      latest: '2026-11-01',
      basis: 'recordedDate',
    })
  })

  test('an age says nothing where the birth date is not known', () => {
    expect(
      readOnset(
        { onsetAge: { value: 76, code: 'a' } },
        { encounter: null, recordedDate: null },
        { bornEarliest: null, bornLatest: null },
      ),
    ).toBeNull()
  })

  test('an encounter is the latest day before recordedDate is', () => {
    expect(readOnset({}, { encounter: '2026-10-21', recordedDate: '2026-11-01' }, BORN)).toEqual({
      earliest: null,
      latest: '2026-10-21',
      basis: 'encounter',
    })
  })

  test('an entry without any date has no onset', () => {
    expect(readOnset({}, { encounter: null, recordedDate: null }, BORN)).toBeNull()
  })
})

test('whatever a Condition holds, its onset is a window of real days that sums can be made with', () => {
  const dates = fc.oneof(
    fc.constantFrom('2026', '2026-10', '2026-10-20', '9999-12-31', '9999', '0000-01-01', '1850-01-01', 'soon'),
    fc.jsonValue(),
  )
  const conditions = fc.record(
    {
      onsetDateTime: dates,
      onsetPeriod: fc.oneof(fc.record({ start: dates, end: dates }, { requiredKeys: [] }), fc.jsonValue()),
      onsetString: dates,
      onsetAge: fc.oneof(
        fc.record({ value: fc.oneof(fc.integer(), fc.double()), code: fc.constant('a') }),
        fc.jsonValue(),
      ),
    },
    { requiredKeys: [] },
  )
  const born = fc.constantFrom(null, '1950-03-15', '1948-02-29', '2026-11-22')
  fc.assert(
    fc.property(conditions, fc.constantFrom(null, '2026-11-01'), born, (condition, recordedDate, day) => {
      const birth = { bornEarliest: day, bornLatest: day }
      const onset = readOnset(condition, { encounter: null, recordedDate }, birth)
      if (onset === null) return
      expect(isCalendarDate(onset.latest)).toBe(true)
      if (onset.earliest === null) return
      expect(daysBetween(onset.earliest, onset.latest)).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 500 },
  )
})
