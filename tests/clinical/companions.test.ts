import { describe, expect, test } from 'vitest'
import { assessCompanions } from '../../src/clinical/companions.ts'
import type { PatientFacts } from '../../src/clinical/facts.ts'
import { outcomeOf } from '../support/assessed.ts'
import { ASSESSED_ON, boneDensity, boneHealth, facts } from '../support/facts.ts'

function companionOf(id: string, change: Partial<PatientFacts>) {
  const companion = assessCompanions(facts(change), ASSESSED_ON).find((each) => each.id === id)
  if (!companion) throw new Error(`There is no companion ${id}`)
  return companion
}

describe('bone-density-evaluation', () => {
  const ID = 'bone-density-evaluation'
  test.each([
    ['two years less a day ago', '2024-11-23', 'met'],
    ['two years ago', '2024-11-22', 'met'],
    ['two years and a day ago', '2024-11-21', 'unknown'],
    ['undated', null, 'unknown'],
  ])('measured %s', (_, date, expected) => {
    expect(companionOf(ID, { boneDensity: [boneDensity('lumbar-spine', -3.1, date)] }).finding).toBe(expected)
    expect(companionOf(ID, { boneHealthCare: [boneHealth('bone-density-study', date)] }).finding).toBe(expected)
  })

  test.each([
    ['lumbar-spine', 'met'],
    ['hip', 'met'],
    ['femoral-neck', 'met'],
    ['forearm', 'unknown'],
    ['heel', 'unknown'],
    ['unknown', 'unknown'],
  ] as const)('at %s', (site, expected) => {
    expect(companionOf(ID, { boneDensity: [boneDensity(site, -3.1, '2026-05-02')] }).finding).toBe(expected)
  })

  test('nothing found is unknown and names the study', () => {
    expect(companionOf(ID, {})).toMatchObject({ finding: 'unknown', missing: { id: 'bone-density' } })
  })

  test('"none found" is not said when measurements could not be read', () => {
    const couldNotLook = companionOf(ID, { couldNotLook: ['observations'] })
    expect(couldNotLook.because).not.toBe(companionOf(ID, {}).because)
  })
})

describe('osteoporosis-treatment', () => {
  const ID = 'osteoporosis-treatment'
  test.each([
    ['a drug', boneHealth('anti-osteoporosis-drug', '2026-05-02'), 'met'],
    ['an undated drug', boneHealth('anti-osteoporosis-drug', null), 'met'],
    ['a bone-health referral alone', boneHealth('bone-health-referral', '2026-11-01'), 'unknown'],
    ['a bone density study alone', boneHealth('bone-density-study', '2026-11-01'), 'unknown'],
  ])('%s', (_, found, expected) => {
    expect(companionOf(ID, { boneHealthCare: [found] }).finding).toBe(expected)
  })

  test('nothing found is unknown and names what is missing', () => {
    expect(companionOf(ID, {})).toMatchObject({ finding: 'unknown', missing: { id: 'bone-health' } })
  })

  test('"none found" is not said when medicines could not be read', () => {
    const couldNotLook = companionOf(ID, { couldNotLook: ['medications'] })
    expect(couldNotLook.because).not.toBe(companionOf(ID, {}).because)
  })
})

test('companions decide nothing', () => {
  const treated = facts({
    boneDensity: [boneDensity('hip', -1, '2026-05-02')],
    boneHealthCare: [boneHealth('anti-osteoporosis-drug', '2026-05-02')],
  })
  expect([outcomeOf(treated), outcomeOf(facts())]).toEqual(['refer-now', 'refer-now'])
})
