import { describe, expect, test } from 'vitest'
import type { FractureCause, FunctionFact } from '../../../src/clinical/facts.ts'
import { clinicRow, criterionOf, outcomeOf } from '../../support/assessed.ts'
import {
  atTheLatest,
  care,
  diagnosis,
  facts,
  factsOfRecord,
  fracture,
  mobility,
  mri,
  painScore,
  radiograph,
  rolandMorris,
  statedOnset,
  study,
} from '../../support/facts.ts'

const on = '2026-11-20'

describe('fracture-shown', () => {
  const ID = 'fracture-shown'

  test.each(['MR', 'CT', 'XR'] as const)('a fracture on %s is shown', (modality) => {
    expect(criterionOf(factsOfRecord({ imaging: [mri({ modality })] }), ID).finding).toBe('met')
  })

  test('a diagnosis without any imaging behind it asks for imaging', () => {
    const found = factsOfRecord({ diagnoses: [diagnosis()] })
    expect(criterionOf(found, ID)).toMatchObject({ finding: 'unknown', missing: { id: 'mri' } })
    expect(outcomeOf(found)).toBe('complete-workup')
  })

  test('an active diagnosis with a spine study behind it is enough', () => {
    const found = factsOfRecord({ diagnoses: [diagnosis()], studies: [study()] })
    expect(criterionOf(found, ID).finding).toBe('met')
    expect(outcomeOf(found)).toBe('refer-now')
  })

  test('a bone density scan is no imaging of a fracture', () => {
    const found = factsOfRecord({ diagnoses: [diagnosis()], studies: [study({ modality: 'DXA' })] })
    expect(criterionOf(found, ID).finding).toBe('unknown')
  })

  test('a study of another region is no imaging of the fracture', () => {
    const found = factsOfRecord({ diagnoses: [diagnosis()], studies: [study({ region: 'lumbar' })] })
    expect(criterionOf(found, ID).finding).toBe('unknown')
  })

  test('a study before the stated onset is no imaging of the fracture', () => {
    const before = factsOfRecord({ diagnoses: [diagnosis()], studies: [study({ date: '2026-10-19' })] })
    const since = factsOfRecord({ diagnoses: [diagnosis()], studies: [study({ date: '2026-10-20' })] })
    expect([criterionOf(before, ID).finding, criterionOf(since, ID).finding]).toEqual(['unknown', 'met'])
  })

  test.each([
    ['83 days', '2026-08-10', 'met'],
    ['84 days', '2026-08-09', 'met'],
    ['85 days', '2026-08-08', 'unknown'],
    ['an unknown time', null, 'unknown'],
  ])('a study %s before a diagnosis of which only recordedDate is known', (_, date, expected) => {
    const recorded = diagnosis({ onset: atTheLatest('2026-11-01'), diagnosedOn: '2026-11-01' })
    const found = factsOfRecord({ diagnoses: [recorded], studies: [study({ date })] })
    expect(criterionOf(found, ID).finding).toBe(expected)
  })

  test('a resolved diagnosis with a study is not an active diagnosis with imaging', () => {
    const resolved = factsOfRecord({ diagnoses: [diagnosis({ status: 'old' })], studies: [study()] })
    expect(outcomeOf(resolved)).toBe('not-indicated')
  })

  test('a study whose report was read and names no fracture is not behind the diagnosis, nor is its ImagingStudy', () => {
    const read = study({ isSilent: true })
    expect(criterionOf(factsOfRecord({ diagnoses: [diagnosis()], studies: [read, study()] }), ID).finding).toBe(
      'unknown',
    )
  })

  test('a suspected fracture asks for imaging', () => {
    const found = factsOfRecord({ diagnoses: [diagnosis({ certainty: 'suspected' })] })
    expect(criterionOf(found, ID)).toMatchObject({ finding: 'unknown', missing: { id: 'mri' } })
    expect(outcomeOf(found)).toBe('complete-workup')
  })

  test.each([
    ['T12', 'T12', null, 'met'],
    ['the lumbar spine', null, 'lumbar', 'met'],
    ['no place at all', null, null, 'unknown'],
  ] as const)('a fracture of %s', (_, level, region, expected) => {
    const placed = fracture({ level, region, imaging: [mri({ level, region })] })
    expect(criterionOf(facts({ fractures: [placed] }), ID).finding).toBe(expected)
  })

  test('a finding of another level shows nothing about this one', () => {
    const found = factsOfRecord({ diagnoses: [diagnosis()], imaging: [radiograph({ level: 'L3', acuity: 'old' })] })
    const t12 = facts({ ...found, fractures: found.fractures.filter(({ level }) => level === 'T12') })
    expect(criterionOf(t12, ID).finding).toBe('unknown')
  })

  test('"no imaging found" is not said when the reports could not be read', () => {
    const found = factsOfRecord({ diagnoses: [diagnosis()] })
    const couldNotLook = criterionOf({ ...found, couldNotLook: ['imagingReports'] }, ID)
    expect(couldNotLook.finding).toBe('unknown')
    expect(couldNotLook.because).not.toBe(criterionOf(found, ID).because)
  })
})

describe('severe-pain', () => {
  const ID = 'severe-pain'
  const SEVERE: readonly FunctionFact[] = [rolandMorris(18, on)]
  const NOT_SEVERE: readonly FunctionFact[] = [rolandMorris(17, on)]

  test.each<[number, string, readonly FunctionFact[], string, string]>([
    [10, 'nothing else', [], 'met', 'refer-now'],
    [7, 'nothing else', [], 'met', 'refer-now'],
    [6.9, 'nothing else', [], 'unknown', 'complete-workup'],
    [6.9, 'Roland-Morris 17', NOT_SEVERE, 'unknown', 'complete-workup'],
    [6.9, 'Roland-Morris 18', SEVERE, 'met', 'refer-now'],
    [5, 'nothing else', [], 'unknown', 'complete-workup'],
    [5, 'Roland-Morris 17', NOT_SEVERE, 'unknown', 'complete-workup'],
    [5, 'Roland-Morris 18', SEVERE, 'met', 'refer-now'],
    [5, 'bed confinement', [mobility('bed-confined', on)], 'met', 'refer-now'],
    [5, 'not ambulatory', [mobility('not-ambulatory', on)], 'met', 'refer-now'],
    [5, 'reduced mobility', [mobility('reduced-mobility', on)], 'unknown', 'complete-workup'],
    [5, 'Roland-Morris 20 before the fracture', [rolandMorris(20, '2026-10-19')], 'unknown', 'complete-workup'],
    [4.9, 'nothing else', [], 'not-met', 'not-indicated'],
    [4.9, 'Roland-Morris 18', SEVERE, 'not-met', 'not-indicated'],
    [0, 'nothing else', [], 'not-met', 'not-indicated'],
  ])('pain %d/10 and %s', (score, _, found, finding, outcome) => {
    const someone = facts({ pain: [painScore(score, on)], function: found })
    expect(criterionOf(someone, ID).finding).toBe(finding)
    expect(outcomeOf(someone)).toBe(outcome)
  })

  test('pain 5-6 asks for the functional impact', () => {
    expect(criterionOf(facts({ pain: [painScore(6, on)] }), ID).missing?.id).toBe('functional-impact')
  })

  test('a Roland-Morris score of 17 is not called undocumented', () => {
    const nothing = criterionOf(facts({ pain: [painScore(6, on)] }), ID)
    const seventeen = criterionOf(facts({ pain: [painScore(6, on)], function: NOT_SEVERE }), ID)
    expect(seventeen.because).not.toBe(nothing.because)
  })

  test.each([
    ['no score', [], 'unknown'],
    ['30 days old', [painScore(8, '2026-10-23')], 'met'],
    ['31 days old', [painScore(8, '2026-10-22')], 'unknown'],
    ['before the fracture', [painScore(8, '2026-10-19')], 'unknown'],
  ])('%s', (_, pain, expected) => {
    const someone = facts({ fractures: [fracture({ onset: statedOnset('2026-10-20') })], pain })
    expect(criterionOf(someone, ID).finding).toBe(expected)
  })

  test('no score asks for one', () => {
    const none = facts({ pain: [] })
    expect(criterionOf(none, ID).missing?.id).toBe('pain-score')
    expect(outcomeOf(none)).toBe('complete-workup')
  })

  test('"no score found" is not said when measurements could not be read', () => {
    const looked = criterionOf(facts({ pain: [] }), ID)
    const couldNotLook = criterionOf(facts({ pain: [], couldNotLook: ['observations'] }), ID)
    expect(couldNotLook.finding).toBe('unknown')
    expect(couldNotLook.because).not.toBe(looked.because)
  })

  test('below 5 and improving is not indicated', () => {
    expect(outcomeOf(facts({ pain: [painScore(8, '2026-11-10'), painScore(4, on)] }))).toBe('not-indicated')
  })

  test('the score and its date are named', () => {
    expect(criterionOf(facts(), ID).because).toMatch(/8\/10.*2026-11-20/)
  })
})

describe('other-treatment-failed', () => {
  const ID = 'other-treatment-failed'
  test.each([
    ['an opioid for weeks', [care('opioid', '2026-10-25')], 'met', 'refer-now'],
    ['nothing documented', [], 'unknown', 'complete-workup'],
    ['only before the fracture', [care('opioid', '2026-10-19')], 'unknown', 'complete-workup'],
    ['started after the score', [care('opioid', '2026-11-21')], 'unknown', 'complete-workup'],
  ])('%s', (_, nonSurgicalCare, finding, outcome) => {
    const someone = facts({ nonSurgicalCare })
    expect(criterionOf(someone, ID).finding).toBe(finding)
    expect(outcomeOf(someone)).toBe(outcome)
  })

  test('"nothing documented" is not said when medicines could not be read', () => {
    const looked = criterionOf(facts({ nonSurgicalCare: [] }), ID)
    const couldNotLook = criterionOf(facts({ nonSurgicalCare: [], couldNotLook: ['medications'] }), ID)
    expect(couldNotLook.finding).toBe('unknown')
    expect(couldNotLook.because).not.toBe(looked.because)
  })
})

describe('cannot-move-freely', () => {
  const ID = 'cannot-move-freely'
  test.each<[string, readonly FunctionFact[], string]>([
    ['reduced mobility', [mobility('reduced-mobility', on)], 'met'],
    ['Roland-Morris 18', [rolandMorris(18, on)], 'met'],
    ['Roland-Morris 3', [rolandMorris(3, on)], 'unknown'],
    ['nothing', [], 'unknown'],
  ])('%s holds nothing back', (_, found, finding) => {
    const someone = facts({ function: found })
    expect(criterionOf(someone, ID).finding).toBe(finding)
    expect(outcomeOf(someone)).toBe('refer-now')
  })

  test('unknown names what to ask', () => {
    expect(criterionOf(facts(), ID).missing?.id).toBe('mobility')
  })
})

describe('which causes the practice treats', () => {
  test.each<[FractureCause]>([
    ['osteoporotic'],
    ['traumatic'],
    ['osteogenesis-imperfecta'],
    ['other-pathologic'],
    ['not-documented'],
    ['neoplastic'],
  ])('%s is in scope', (cause) => {
    expect(outcomeOf(facts({ fractures: [fracture({ cause })] }))).toBe('refer-now')
  })

  test('an infection is not: the fracture it causes is never referred', () => {
    const infectious = facts({ fractures: [fracture({ cause: 'infectious' })] })
    expect(clinicRow(infectious).outcome).toBe('out-of-scope')
    expect(outcomeOf(infectious)).not.toBe('refer-now')
  })
})
