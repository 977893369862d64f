import { describe, expect, test } from 'vitest'
import type {
  Fracture,
  FractureCause,
  FunctionFact,
  ImagingFinding,
  PatientFacts,
} from '../../../src/clinical/facts.ts'
import { assessed, criterionOf, outcomeOf, rowOf } from '../../support/assessed.ts'
import {
  facts,
  fracture,
  mobility,
  mri,
  painScore,
  patient,
  radiograph,
  rolandMorris,
  safety,
} from '../../support/facts.ts'

const on = '2026-11-20'
const WEEK_BEFORE = '2026-11-13'

interface Change extends Partial<PatientFacts> {
  readonly of?: Partial<Fracture>
  readonly shown?: Partial<ImagingFinding>
}

const NONE = {
  heightLossPercent: 20,
  heightLossProgressed: 'no',
  kyphoticDeformity: 'no',
} as const satisfies Partial<ImagingFinding>
const TWO = { ...NONE, heightLossPercent: 30, kyphoticDeformity: 'yes' } as const
const steady = (score: number) => [painScore(score, WEEK_BEFORE), painScore(score, on)]

/** Steady pain of 8, edema on MRI, and two unfavourable conditions; nothing was tried yet. */
function appropriate({ of = {}, shown = TWO, ...change }: Change = {}): PatientFacts {
  const found = fracture({ imaging: [mri(shown)], ...of })
  return facts({ fractures: [found], imaging: [...found.imaging], pain: steady(8), nonSurgicalCare: [], ...change })
}

const row = (change: Change = {}) => rowOf(appropriate(change), 'rand-2018')
const criterion = (id: string, change: Change = {}) => criterionOf(appropriate(change), id, 'rand-2018')

describe('all of its criteria', () => {
  test('met: it refers, and failed treatment is not asked for', () => {
    expect(row()).toMatchObject({ outcome: 'refer-now', waitsFor: [] })
  })

  test.each<[string, string, Change, string, string]>([
    ['pain-at-least-5', '5/10', { pain: steady(5) }, 'met', 'refer-now'],
    ['pain-at-least-5', '4.9/10', { pain: steady(4.9) }, 'not-met', 'not-indicated'],
    ['pain-at-least-5', 'no score', { pain: [] }, 'unknown', 'complete-workup'],
    [
      'positive-advanced-imaging',
      'a radiograph only',
      { of: { imaging: [radiograph(TWO)] } },
      'unknown',
      'complete-workup',
    ],
    [
      'positive-advanced-imaging',
      'CT that calls it acute',
      { shown: { ...TWO, modality: 'CT', marrowEdema: 'unknown' } },
      'met',
      'refer-now',
    ],
    [
      'positive-advanced-imaging',
      'CT that does not tell',
      { shown: { ...TWO, modality: 'CT', marrowEdema: 'unknown', acuity: 'unknown' } },
      'unknown',
      'complete-workup',
    ],
    [
      'positive-advanced-imaging',
      'MRI without edema',
      { shown: { ...TWO, marrowEdema: 'no', acuity: 'unknown' } },
      'not-met',
      'not-indicated',
    ],
    [
      'positive-advanced-imaging',
      'MRI that calls it old',
      { shown: { ...TWO, marrowEdema: 'unknown', acuity: 'old' } },
      'not-met',
      'not-indicated',
    ],
    ['fracture-shown', 'a suspicion only', { of: { certainty: 'suspected' } }, 'unknown', 'complete-workup'],
  ])('%s with %s', (id, _, change, finding, outcome) => {
    expect(criterion(id, change).finding).toBe(finding)
    expect(row(change).outcome).toBe(outcome)
  })
})

describe('worsening symptoms or two unfavourable conditions', () => {
  test('worsening alone is enough, and the answer rests on it', () => {
    const worse = row({ shown: NONE, pain: [painScore(5, WEEK_BEFORE), painScore(8, on)] })
    expect(worse.outcome).toBe('refer-now')
    expect(worse.restsOn).toContain('worsening-symptoms')
    expect(worse.restsOn).not.toContain('kyphotic-deformity')
  })

  const SEVERE = [rolandMorris(18, on)]
  test.each<[string, Partial<ImagingFinding>, readonly FunctionFact[], string]>([
    ['height loss of 26 and progression', { heightLossPercent: 26, heightLossProgressed: 'yes' }, [], 'refer-now'],
    ['kyphosis and severe impact', { kyphoticDeformity: 'yes' }, SEVERE, 'refer-now'],
    ['kyphosis and reduced mobility', { kyphoticDeformity: 'yes' }, [mobility('reduced-mobility', on)], 'refer-now'],
    ['kyphosis alone', { kyphoticDeformity: 'yes' }, [], 'complete-workup'],
    ['height loss of 25 beside kyphosis', { heightLossPercent: 25, kyphoticDeformity: 'yes' }, [], 'complete-workup'],
    ['severe impact alone, the others refused', {}, SEVERE, 'complete-workup'],
    ['none, but impact is not known', {}, [], 'complete-workup'],
  ])('%s', (_, shown, functionFacts, expected) => {
    expect(row({ shown: { ...NONE, ...shown }, function: functionFacts }).outcome).toBe(expected)
  })

  test('one condition asks for what is not known of the others and of the course', () => {
    const one = row({ shown: { kyphoticDeformity: 'yes' }, pain: [painScore(8, on)] })
    expect(one.waitsFor.toSorted()).toEqual([
      'height-loss-over-25-percent',
      'height-loss-progression',
      'severe-functional-impact',
      'worsening-symptoms',
    ])
  })

  test.each<[string, readonly FunctionFact[], string]>([
    ['Roland-Morris 18', SEVERE, 'met'],
    ['Roland-Morris 17', [rolandMorris(17, on)], 'unknown'],
    ['reduced mobility', [mobility('reduced-mobility', on)], 'met'],
    ['nothing', [], 'unknown'],
  ])('severe functional impact with %s is never refused', (_, functionFacts, expected) => {
    expect(criterion('severe-functional-impact', { function: functionFacts }).finding).toBe(expected)
  })
})

describe('whom it speaks about', () => {
  test.each<[FractureCause, string]>([
    ['osteoporotic', 'refer-now'],
    ['not-documented', 'refer-now'],
    ['traumatic', 'refer-now'],
    ['neoplastic', 'out-of-scope'],
  ])('a fracture documented as %s', (cause, expected) => {
    expect(row({ of: { cause } }).outcome).toBe(expected)
  })

  test('a cause that nobody documented is in scope and unknown', () => {
    expect(criterion('fragility-fracture', { of: { cause: 'not-documented' } }).finding).toBe('unknown')
  })

  test('a malignant pattern on imaging leaves its scope', () => {
    expect(row({ shown: { ...TWO, malignantPattern: 'yes' } }).outcome).toBe('out-of-scope')
  })

  test('a known malignancy elsewhere does not', () => {
    expect(row({ safety: [safety('malignancy', on)] }).outcome).toBe('refer-now')
  })

  test('documented high-energy trauma leaves its scope, and sends the patient elsewhere in any case', () => {
    const change = { safety: [safety('high-energy-trauma', '2026-10-20')] }
    expect(row(change).outcome).toBe('out-of-scope')
    expect(outcomeOf(appropriate(change))).toBe('other-route')
  })

  test.each([
    ['18 today', '2008-11-22', 'refer-now'],
    ['18 tomorrow', '2008-11-23', 'out-of-scope'],
  ])('a patient who is %s', (_, born, expected) => {
    const change = { patient: patient({ bornEarliest: born, bornLatest: born, sex: 'male' }) }
    expect(row(change).outcome).toBe(expected)
    expect(assessed(appropriate(change)).outcome === 'other-route').toBe(expected === 'out-of-scope')
  })
})
