import type { Resource } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { shiftDates } from '../../src/sandbox/shift-dates.ts'

function shifted(resource: object, days: number) {
  // Only the shape of a resource matters here.
  return shiftDates([resource as Resource], days)[0]
}

describe('shifting the dates of synthetic patients', () => {
  test.each([
    ['a date', { recordedDate: '2026-11-20' }, { recordedDate: '2026-11-23' }],
    [
      'a dateTime, with its time and zone',
      { onsetDateTime: '2026-11-30T10:15:00-06:00' },
      { onsetDateTime: '2026-12-03T10:15:00-06:00' },
    ],
    [
      'dates inside lists and periods',
      { a: [{ period: { start: '2027-02-28' } }] },
      { a: [{ period: { start: '2027-03-03' } }] },
    ],
    ['no birth date: nobody gets younger by being loaded', { birthDate: '1949-03-14' }, { birthDate: '1949-03-14' }],
    ['no month and no year alone', { onsetDateTime: '2026-11', b: '2026' }, { onsetDateTime: '2026-11', b: '2026' }],
    [
      'no text that merely begins with a date',
      { conclusion: '2026-11-20 was a Friday' },
      { conclusion: '2026-11-20 was a Friday' },
    ],
  ])('moves %s', (_, resource, expected) => {
    expect(shifted(resource, 3)).toEqual(expected)
  })

  test('by no day leaves everything as it is', () => {
    const resource = { recordedDate: '2026-11-20', n: 1, b: true, none: null }
    expect(shifted(resource, 0)).toEqual(resource)
  })

  test('there and back is where it began', () => {
    const resource = { recordedDate: '2028-02-29', effectiveDateTime: '2026-01-01T00:00:00Z' }
    expect(shiftDates(shiftDates([resource as unknown as Resource], 400), -400)).toEqual([resource])
  })
})
