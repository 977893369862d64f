import { describe, expect, test } from 'vitest'
import type { ImagingFinding, Onset } from '../../../src/clinical/facts.ts'
import { criterionOf } from '../../support/assessed.ts'
import { atTheLatest, daysAgo, facts, fracture, mri, radiograph, statedOnset } from '../../support/facts.ts'

const on = '2026-11-20'

describe('acute or subacute by the onset of symptoms', () => {
  const assessedFor = (onset: Onset | null, imaging: readonly ImagingFinding[]) =>
    criterionOf(began(onset, imaging), 'acute-or-subacute', 'medicare-lcd')
  const began = (onset: Onset | null, imaging: readonly ImagingFinding[]) =>
    facts({ fractures: [fracture({ onset, diagnosedOn: null, imaging })] })
  const EDEMA = [mri()]
  const NO_EDEMA = [radiograph({ date: on })]
  const between = (from: number, to: number): Onset => ({
    earliest: daysAgo(from),
    latest: daysAgo(to),
    basis: 'onsetPeriod',
  })

  test.each([
    [0, 'met'],
    [83, 'met'],
    [84, 'met'],
    [85, 'not-met'],
  ])('%i days ago is %s, with edema or without', (days, expected) => {
    expect(assessedFor(statedOnset(daysAgo(days)), EDEMA).finding).toBe(expected)
    expect(assessedFor(statedOnset(daysAgo(days)), NO_EDEMA).finding).toBe(expected)
  })

  test.each([
    [41, /\bAcute\b/],
    [42, /\bSubacute\b/],
    [84, /\bSubacute\b/],
  ])('day %i is named', (days, words) => {
    expect(assessedFor(statedOnset(daysAgo(days)), EDEMA).because).toMatch(words)
  })

  test.each<[string, Onset | null, string, string]>([
    ['between 84 and 60 days ago', between(84, 60), 'met', 'met'],
    ['between 85 and 84 days ago', between(85, 84), 'met', 'unknown'],
    ['between 100 and 85 days ago', between(100, 85), 'not-met', 'not-met'],
    ['known since 30 days, no lower end', atTheLatest(daysAgo(30)), 'met', 'unknown'],
    ['known since 85 days, no lower end', atTheLatest(daysAgo(85)), 'not-met', 'not-met'],
    ['without a date', null, 'met', 'unknown'],
  ])('%s: %s with current edema, %s without', (_, onset, withEdema, without) => {
    expect(assessedFor(onset, EDEMA).finding).toBe(withEdema)
    expect(assessedFor(onset, NO_EDEMA).finding).toBe(without)
  })

  test('an unknown onset is asked for', () => {
    expect(assessedFor(null, NO_EDEMA).missing?.id).toBe('onset')
  })
})
