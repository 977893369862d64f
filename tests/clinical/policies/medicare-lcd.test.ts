import { describe, expect, test } from 'vitest'
import type { Fracture, FractureCause, ImagingFinding, PatientFacts, Setting } from '../../../src/clinical/facts.ts'
import { criterionOf, outcomeOf, rowOf } from '../../support/assessed.ts'
import {
  daysAgo,
  examination,
  facts,
  fracture,
  lab,
  mri,
  painScore,
  radiograph,
  rolandMorris,
  safety,
  statedOnset,
} from '../../support/facts.ts'

const on = '2026-11-20'
const WEEK_BEFORE = '2026-11-13'

const row = (given: PatientFacts) => rowOf(given, 'medicare-lcd')
const findingOf = (given: PatientFacts, id: string) => criterionOf(given, id, 'medicare-lcd').finding

const NOTHING_UNFAVOURABLE = {
  heightLossPercent: 20,
  heightLossProgressed: 'no',
  kyphoticDeformity: 'no',
} as const satisfies Partial<ImagingFinding>
const TWO_CONDITIONS = { ...NOTHING_UNFAVOURABLE, heightLossPercent: 30, kyphoticDeformity: 'yes' } as const
const STEADY = [painScore(8, WEEK_BEFORE), painScore(8, on)]

interface Change extends Partial<PatientFacts> {
  readonly of?: Partial<Fracture>
  readonly shown?: Partial<ImagingFinding>
}

/** Outside the hospital, steady pain of 8 under an opioid, edema, and two of the four conditions: covered. */
function covered({ of = {}, shown = TWO_CONDITIONS, ...change }: Change = {}): PatientFacts {
  const found = fracture({ imaging: [mri(shown)], ...of })
  const impact = [rolandMorris(10, on)]
  return facts({ fractures: [found], imaging: [...found.imaging], pain: STEADY, function: impact, ...change })
}

/** Everything of the branch outside the hospital is surely refused but the pain. */
function refusedOutside(change: Change = {}): PatientFacts {
  return covered({ shown: NOTHING_UNFAVOURABLE, ...change })
}

const scored = (score: number) => [painScore(score, WEEK_BEFORE), painScore(score, on)]

describe('the patient outside the hospital', () => {
  test('with pain despite treatment and two conditions is covered', () => {
    expect(row(covered()).outcome).toBe('refer-now')
  })

  test('with worsening pain needs no condition', () => {
    const worse = refusedOutside({ pain: [painScore(5, WEEK_BEFORE), painScore(8, on)] })
    expect(row(worse).outcome).toBe('refer-now')
    expect(row(worse).restsOn).toContain('worsening-pain')
    expect(row(worse).restsOn).not.toContain('kyphotic-deformity')
  })

  test('with steady pain and no condition is refused', () => {
    expect(row(refusedOutside()).outcome).toBe('not-indicated')
  })

  test.each<[string, Change, string]>([
    ['pain of 5', { pain: scored(5) }, 'refer-now'],
    ['pain of 4.9', { pain: scored(4.9) }, 'not-indicated'],
    ['no pain score', { pain: [] }, 'complete-workup'],
    ['no treatment documented', { nonSurgicalCare: [] }, 'complete-workup'],
    ['no edema on MRI', { shown: { ...TWO_CONDITIONS, marrowEdema: 'no', acuity: 'unknown' } }, 'not-indicated'],
    ['radiograph only', { of: { imaging: [radiograph(TWO_CONDITIONS)] } }, 'complete-workup'],
    ['MRI that could not tell', { shown: { ...TWO_CONDITIONS, marrowEdema: 'unreliable' } }, 'complete-workup'],
    ['a fracture of 85 days', { of: { onset: statedOnset(daysAgo(85)) } }, 'not-indicated'],
    ['a fracture that is only suspected', { of: { certainty: 'suspected' } }, 'complete-workup'],
    ['pain from elsewhere on examination', { examinations: [examination(false, on)] }, 'not-indicated'],
  ])('with %s', (_, change, expected) => {
    expect(row(covered(change)).outcome).toBe(expected)
  })

  test.each<[string, Partial<ImagingFinding>, number | null, string]>([
    ['progression and height loss', { heightLossPercent: 26, heightLossProgressed: 'yes' }, 10, 'refer-now'],
    ['progression and Roland-Morris 18', { heightLossProgressed: 'yes' }, 18, 'refer-now'],
    ['kyphosis and Roland-Morris 18', { kyphoticDeformity: 'yes' }, 18, 'refer-now'],
    ['kyphosis and Roland-Morris 17', { kyphoticDeformity: 'yes' }, 17, 'not-indicated'],
    ['kyphosis and height loss of 25', { kyphoticDeformity: 'yes', heightLossPercent: 25 }, 10, 'not-indicated'],
    ['kyphosis, the rest refused', { kyphoticDeformity: 'yes' }, 10, 'not-indicated'],
    ['kyphosis and no Roland-Morris score', { kyphoticDeformity: 'yes' }, null, 'complete-workup'],
    ['nothing but no Roland-Morris score', {}, null, 'not-indicated'],
    ['two not known, two refused', { kyphoticDeformity: 'unknown' }, null, 'complete-workup'],
  ])('two of four are needed: %s', (_, shown, score, expected) => {
    const given = refusedOutside({
      shown: { ...NOTHING_UNFAVOURABLE, ...shown },
      function: score === null ? [] : [rolandMorris(score, on)],
    })
    expect(row(given).outcome).toBe(expected)
  })

  test('one met and one unknown ask for the unknown one, and for the course of pain where it is not known', () => {
    const open = { shown: { ...NOTHING_UNFAVOURABLE, kyphoticDeformity: 'yes' as const }, function: [] }
    expect(row(refusedOutside(open)).waitsFor).toEqual(['roland-morris-over-17'])
    const single = refusedOutside({ ...open, pain: [painScore(8, on)] })
    expect(row(single).waitsFor).toEqual(['worsening-pain', 'roland-morris-over-17'])
  })
})

describe('the branch by setting and score', () => {
  test.each<[Setting, number | null, string, string]>([
    ['inpatient', 8, 'met', 'not-met'],
    ['inpatient', 7.9, 'not-met', 'unknown'],
    ['inpatient', 5, 'not-met', 'unknown'],
    ['inpatient', 4.9, 'not-met', 'not-met'],
    ['inpatient', null, 'unknown', 'unknown'],
    ['outpatient', 8, 'not-met', 'met'],
    ['outpatient', 5, 'not-met', 'met'],
    ['outpatient', 4.9, 'not-met', 'not-met'],
    ['outpatient', null, 'not-met', 'unknown'],
    ['observation', 8, 'not-met', 'met'],
    ['observation', 4.9, 'not-met', 'not-met'],
    ['emergency', 8, 'not-met', 'met'],
    ['emergency', 4.9, 'not-met', 'not-met'],
    ['unknown', 8, 'unknown', 'met'],
    ['unknown', 7.9, 'not-met', 'met'],
    ['unknown', 5, 'not-met', 'met'],
    ['unknown', 4.9, 'not-met', 'not-met'],
    ['unknown', null, 'unknown', 'unknown'],
  ])('%s with %s: hospitalised %s, outside the hospital %s', (setting, score, hospitalised, outside) => {
    const given = covered({ setting, pain: score === null ? [] : scored(score) })
    expect(findingOf(given, 'hospitalised-pain')).toBe(hospitalised)
    expect(findingOf(given, 'non-hospitalised-pain')).toBe(outside)
  })

  test.each([
    [8, 'refer-now'],
    [7.9, 'complete-workup'],
    [5, 'complete-workup'],
    [4.9, 'not-indicated'],
  ])('an inpatient with %s, also when the branch outside the hospital is surely refused', (score, expected) => {
    const pain = scored(score)
    expect(row(refusedOutside({ setting: 'inpatient', pain })).outcome).toBe(expected)
    expect(row(covered({ setting: 'inpatient', pain })).outcome).toBe(expected)
  })

  test('an inpatient at 5-7 whose pain is worsening is asked about as well', () => {
    const pain = [painScore(5, WEEK_BEFORE), painScore(7, on)]
    expect(row(covered({ setting: 'inpatient', pain })).outcome).toBe('complete-workup')
  })

  test('an inpatient with 8 needs neither treatment nor conditions, and the answer rests on that branch alone', () => {
    const given = refusedOutside({ setting: 'inpatient', nonSurgicalCare: [] })
    expect(row(given).outcome).toBe('refer-now')
    expect(row(given).restsOn).toContain('hospitalised-pain')
    expect(row(given).restsOn).not.toContain('despite-treatment')
    expect(row(given).restsOn).not.toContain('non-hospitalised-pain')
  })

  test('an unknown setting counts as outside the hospital', () => {
    expect(row(covered({ setting: 'unknown' })).outcome).toBe('refer-now')
  })

  test('an unknown setting with 8 asks for the setting where the branch outside is refused, not with 7.9', () => {
    const eight = refusedOutside({ setting: 'unknown' })
    expect(row(eight)).toMatchObject({ outcome: 'complete-workup', waitsFor: ['hospitalised-pain'] })
    expect(criterionOf(eight, 'hospitalised-pain', 'medicare-lcd').missing?.id).toBe('setting')
    expect(row(refusedOutside({ setting: 'unknown', pain: scored(7.9) })).outcome).toBe('not-indicated')
  })

  test('an unknown setting with 8 names both branches while both are open', () => {
    const { outcome, waitsFor } = row(covered({ setting: 'unknown', nonSurgicalCare: [] }))
    expect(outcome).toBe('complete-workup')
    expect(waitsFor).toEqual(expect.arrayContaining(['hospitalised-pain', 'despite-treatment']))
  })
})

describe('whom the source speaks about', () => {
  test.each<[FractureCause, string, string]>([
    ['osteoporotic', 'met', 'refer-now'],
    ['not-documented', 'unknown', 'refer-now'],
    ['traumatic', 'not-met', 'out-of-scope'],
    ['neoplastic', 'not-met', 'out-of-scope'],
    ['other-pathologic', 'not-met', 'out-of-scope'],
    ['osteogenesis-imperfecta', 'not-met', 'out-of-scope'],
    ['infectious', 'not-met', 'out-of-scope'],
  ])('a fracture documented as %s is %s', (cause, finding, outcome) => {
    const given = covered({ of: { cause } })
    expect(findingOf(given, 'osteoporotic-fracture')).toBe(finding)
    expect(row(given).outcome).toBe(outcome)
  })

  test('a malignancy elsewhere is no cause', () => {
    expect(row(covered({ safety: [safety('malignancy', on)] })).outcome).toBe('refer-now')
  })
})

describe('the relative exclusions exclude under this policy', () => {
  const four = (shown: Partial<ImagingFinding>) =>
    (['T11', 'T12', 'L1', 'L2'] as const).map((level) => fracture({ level, imaging: [mri({ ...shown, level })] }))
  type Exclude = (shown: Partial<ImagingFinding>) => Change
  const EXCLUSIONS: readonly (readonly [string, Exclude, string])[] = [
    ['more than three levels', (shown) => ({ fractures: four(shown) }), 'complete-workup'],
    ['contrast allergy', () => ({ safety: [safety('contrast-allergy', on)] }), 'refer-now'],
    ['INR above the limit', () => ({ labs: [lab('inr', 2.4, on)] }), 'complete-workup'],
    ['low platelets', () => ({ labs: [lab('platelets', 30, on)] }), 'complete-workup'],
    ['retropulsion', (shown) => ({ shown: { ...shown, retropulsion: 'yes' } }), 'complete-workup'],
  ]

  test.each(EXCLUSIONS)('%s: other-route here, but not by the clinic', (_, exclude, byClinic) => {
    const given = covered(exclude(TWO_CONDITIONS))
    expect(row(given).outcome).toBe('other-route')
    expect(outcomeOf(given)).toBe(byClinic)
  })

  test.each(EXCLUSIONS)('%s: other-route where the row would otherwise ask', (_, exclude) => {
    expect(row(covered({ ...exclude(TWO_CONDITIONS), nonSurgicalCare: [] })).outcome).toBe('other-route')
  })

  test.each(EXCLUSIONS)('%s: not indicated stays not indicated', (_, exclude) => {
    expect(row(refusedOutside(exclude(NOTHING_UNFAVOURABLE))).outcome).toBe('not-indicated')
  })

  test.each(EXCLUSIONS.slice(1))('%s: out of scope stays out of scope', (_, exclude) => {
    expect(row(covered({ ...exclude(TWO_CONDITIONS), of: { cause: 'traumatic' } })).outcome).toBe('out-of-scope')
  })
})
