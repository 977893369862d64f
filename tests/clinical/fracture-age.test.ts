import { describe, expect, test } from 'vitest'
import type { Onset } from '../../src/clinical/facts.ts'
import { isOlderThan, readEdema } from '../../src/clinical/fracture-age.ts'
import { ASSESSED_ON, atTheLatest, fracture, mri, radiograph, statedOnset } from '../support/facts.ts'

function olderThan12Weeks(onset: Onset | null) {
  return isOlderThan(84, onset, ASSESSED_ON)
}

describe('older than 12 weeks', () => {
  test.each([
    ['83 days', '2026-08-31', 'not-met'],
    ['84 days', '2026-08-30', 'not-met'],
    ['85 days', '2026-08-29', 'met'],
  ])('a stated onset of %s', (_, day, expected) => {
    expect(olderThan12Weeks(statedOnset(day))).toBe(expected)
  })

  test.each(['recordedDate', 'report', 'encounter'] as const)(
    '%s shows that a fracture is too old, never that it is recent',
    (basis) => {
      expect(olderThan12Weeks(atTheLatest('2026-08-29', basis))).toBe('met')
      expect(olderThan12Weeks(atTheLatest('2026-08-30', basis))).toBe('unknown')
      expect(olderThan12Weeks(atTheLatest('2026-11-21', basis))).toBe('unknown')
    },
  )

  test.each([
    ['both ends within', '2026-09-01', '2026-09-30', 'not-met'],
    ['the early end beyond', '2026-08-01', '2026-08-31', 'unknown'],
    ['both ends beyond', '2026-07-01', '2026-07-31', 'met'],
  ])('a month of onset with %s', (_, earliest, latest, expected) => {
    expect(olderThan12Weeks({ earliest, latest, basis: 'onsetDateTime' })).toBe(expected)
  })

  test('an earlier study without the fracture makes a report date a window with two ends', () => {
    expect(olderThan12Weeks({ earliest: '2026-09-15', latest: '2026-11-19', basis: 'report' })).toBe('not-met')
  })

  test('no date at all is unknown', () => {
    expect(olderThan12Weeks(null)).toBe('unknown')
  })
})

describe('marrow edema or uptake', () => {
  test.each([
    ['83 days old', '2026-08-31', 'yes'],
    ['84 days old', '2026-08-30', 'yes'],
    ['85 days old', '2026-08-29', 'unknown'],
    ['undated', null, 'unknown'],
  ])('on a study that is %s', (_, date, expected) => {
    expect(readEdema(fracture({ imaging: [mri({ date })] }), ASSESSED_ON).edema).toBe(expected)
  })

  test('the newest study that tells decides', () => {
    const gone = mri({ date: '2026-11-19', marrowEdema: 'no', acuity: 'unknown' })
    const there = mri({ date: '2026-10-25' })
    expect(readEdema(fracture({ imaging: [gone, there] }), ASSESSED_ON)).toEqual({ edema: 'no', study: gone })
  })

  test('a newer study that does not mention it takes nothing away', () => {
    const imaging = [radiograph({ date: '2026-11-20' }), mri({ date: '2026-11-10' })]
    expect(readEdema(fracture({ imaging }), ASSESSED_ON).edema).toBe('yes')
  })

  test('what the radiologist calls unreliable is neither yes nor no', () => {
    expect(readEdema(fracture({ imaging: [mri({ marrowEdema: 'unreliable' })] }), ASSESSED_ON).edema).toBe('unreliable')
  })

  test('no study that tells is unknown', () => {
    expect(readEdema(fracture({ imaging: [radiograph()] }), ASSESSED_ON)).toEqual({ edema: 'unknown', study: null })
  })
})
