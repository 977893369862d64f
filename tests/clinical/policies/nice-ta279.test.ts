import { describe, expect, test } from 'vitest'
import type { Fracture, FractureCause, PatientFacts } from '../../../src/clinical/facts.ts'
import { criterionOf, rowOf } from '../../support/assessed.ts'
import {
  care,
  daysAgo,
  examination,
  facts,
  fracture,
  mri,
  painScore,
  radiograph,
  rolandMorris,
  statedOnset,
} from '../../support/facts.ts'

const on = '2026-11-20'

interface Change extends Partial<PatientFacts> {
  readonly of?: Partial<Fracture>
}

/** Severe pain under an opioid, edema on MRI, and the examiner confirms the level. */
function recommended({ of = {}, ...change }: Change = {}): PatientFacts {
  return facts({ fractures: [fracture(of)], examinations: [examination(true, on)], ...change })
}

const row = (change: Change = {}) => rowOf(recommended(change), 'nice-ta279')
const criterion = (id: string, change: Change = {}) => criterionOf(recommended(change), id, 'nice-ta279')

describe('all of its criteria', () => {
  test('met: it refers and waits for nothing', () => {
    expect(row()).toMatchObject({ outcome: 'refer-now', waitsFor: [] })
  })

  test.each<[string, string, Change, string, string]>([
    ['severe-ongoing-pain', 'no score', { pain: [] }, 'unknown', 'complete-workup'],
    ['severe-ongoing-pain', '6/10 without impact', { pain: [painScore(6, on)] }, 'unknown', 'complete-workup'],
    [
      'severe-ongoing-pain',
      '5/10 with impact',
      { pain: [painScore(5, on)], function: [rolandMorris(18, on)] },
      'met',
      'refer-now',
    ],
    ['severe-ongoing-pain', '4.9/10', { pain: [painScore(4.9, on)] }, 'not-met', 'not-indicated'],
    [
      'recent-unhealed-fracture',
      'a radiograph only',
      { of: { imaging: [radiograph()] } },
      'unknown',
      'complete-workup',
    ],
    [
      'recent-unhealed-fracture',
      'CT that calls it acute',
      { of: { imaging: [mri({ modality: 'CT', marrowEdema: 'unknown' })] } },
      'unknown',
      'complete-workup',
    ],
    [
      'recent-unhealed-fracture',
      'MRI without edema',
      { of: { imaging: [mri({ marrowEdema: 'no', acuity: 'unknown' })] } },
      'not-met',
      'not-indicated',
    ],
    ['optimal-pain-management', 'no treatment documented', { nonSurgicalCare: [] }, 'unknown', 'complete-workup'],
    [
      'optimal-pain-management',
      'treatment begun on the day of the score',
      { nonSurgicalCare: [care('opioid', on)] },
      'unknown',
      'complete-workup',
    ],
    ['examination-confirms-level', 'no examination found', { examinations: [] }, 'unknown', 'complete-workup'],
    [
      'examination-confirms-level',
      'an examination from before the fracture',
      { examinations: [examination(true, '2026-10-19')] },
      'unknown',
      'complete-workup',
    ],
    [
      'examination-confirms-level',
      'the pain is elsewhere',
      { examinations: [examination(false, on)] },
      'not-met',
      'not-indicated',
    ],
    [
      'imaging-confirms-level',
      'no level named',
      { of: { level: null, region: 'lumbar', imaging: [mri({ level: null, region: 'lumbar' })] } },
      'unknown',
      'complete-workup',
    ],
    [
      'imaging-confirms-level',
      'imaging that is not certain',
      { of: { imaging: [mri({ fracture: 'uncertain' })] } },
      'unknown',
      'complete-workup',
    ],
  ])('%s with %s', (id, _, change, finding, outcome) => {
    expect(criterion(id, change).finding).toBe(finding)
    expect(row(change).outcome).toBe(outcome)
  })

  test('pain that is under control after treatment is not pain despite it', () => {
    expect(criterion('optimal-pain-management', { pain: [painScore(4.9, on)] }).finding).toBe('not-met')
  })

  test('an examination that was not found is asked for', () => {
    expect(criterion('examination-confirms-level', { examinations: [] }).missing?.id).toBe('examination')
    expect(row({ examinations: [] }).waitsFor).toEqual(['examination-confirms-level'])
  })
})

test.each([85, 200])('there is no limit in weeks: a fracture of %i days with edema is unhealed', (days) => {
  expect(row({ of: { onset: statedOnset(daysAgo(days)), diagnosedOn: daysAgo(days) } }).outcome).toBe('refer-now')
})

describe('whom it speaks about', () => {
  test.each<[FractureCause, string, string]>([
    ['osteoporotic', 'met', 'refer-now'],
    ['not-documented', 'unknown', 'refer-now'],
    ['traumatic', 'not-met', 'out-of-scope'],
    ['neoplastic', 'not-met', 'out-of-scope'],
    ['other-pathologic', 'not-met', 'out-of-scope'],
  ])('a fracture documented as %s is %s', (cause, finding, outcome) => {
    expect(criterion('osteoporotic-fracture', { of: { cause } }).finding).toBe(finding)
    expect(row({ of: { cause } }).outcome).toBe(outcome)
  })
})
