import { describe, expect, test } from 'vitest'
import type { Onset } from '../../src/clinical/facts.ts'
import { assessed } from '../support/assessed.ts'
import {
  atTheLatest,
  augmentation,
  care,
  daysAgo,
  diagnosis,
  factsOfRecord,
  mri,
  painScore,
  statedOnset,
} from '../support/facts.ts'

/** L1, cemented so many days ago for a fracture of 160 days, and an MRI of a later day that shows an acute one with edema. */
function cemented(daysSince: number, mriDaysAgo: number, onset: Onset = statedOnset(daysAgo(160))) {
  return assessed(
    factsOfRecord(
      {
        diagnoses: [diagnosis({ level: 'L1', onset, diagnosedOn: daysAgo(158) })],
        imaging: [mri({ level: 'L1', date: daysAgo(mriDaysAgo) })],
      },
      {
        augmentations: [augmentation(['L1'], daysAgo(daysSince))],
        pain: [painScore(8, daysAgo(2))],
        nonSurgicalCare: [care('opioid', daysAgo(4))],
      },
    ),
  )
}

const statusesOf = ({ current, notCurrent }: ReturnType<typeof assessed>) =>
  [...current, ...notCurrent].map(({ fracture, status }) => [fracture.level, status])

describe.each([
  ['a stated old onset', statedOnset(daysAgo(160))],
  ['an onset known only by its record', atTheLatest(daysAgo(158))],
])('an augmented vertebra with %s', (_words, onset) => {
  test('that an MRI of 4 days ago shows acute, 96 days after the cement, is current and not settled', () => {
    const answer = cemented(100, 4, onset)
    expect(answer.current.map(({ fracture, status }) => [fracture.level, status])).toContainEqual(['L1', 'current'])
    expect(['refer-now', 'complete-workup']).toContain(answer.outcome)
  })

  test.each([
    [83, 'settled-by-augmentation'],
    [84, 'settled-by-augmentation'],
    [85, 'current'],
  ])('that an MRI shows acute %d days after the cement is %s', (daysAfter, status) => {
    expect(statusesOf(cemented(daysAfter + 4, 4, onset))).toContainEqual(['L1', status])
  })

  test('that an MRI shows acute within 84 days after the cement is no reason to refer', () => {
    expect(cemented(50, 4, onset)).toMatchObject({ outcome: 'not-indicated', current: [] })
  })
})
