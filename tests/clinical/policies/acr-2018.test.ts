import { describe, expect, test } from 'vitest'
import type { Fracture, FractureCause, ImagingFinding, Modality, PatientFacts } from '../../../src/clinical/facts.ts'
import { criterionOf, rowOf } from '../../support/assessed.ts'
import {
  atTheLatest,
  facts,
  fracture,
  mri,
  painScore,
  radiograph,
  safety,
  statedOnset,
  study,
} from '../../support/facts.ts'

const on = '2026-11-20'

interface Change extends Partial<PatientFacts> {
  readonly of?: Partial<Fracture>
}

function imaged({ of = {}, ...change }: Change = {}): PatientFacts {
  return facts({ fractures: [fracture(of)], ...change })
}

const shownBy = (...imaging: readonly ImagingFinding[]): Change => ({ of: { imaging } })
const row = (change: Change = {}) => rowOf(imaged(change), 'acr-2018')
const criterion = (id: string, change: Change = {}) => criterionOf(imaged(change), id, 'acr-2018')

describe('MRI or bone scan of the fracture', () => {
  test.each<[Modality, string, string]>([
    ['MR', 'met', 'refer-now'],
    ['NM', 'met', 'refer-now'],
    ['PT', 'met', 'refer-now'],
    ['CT', 'unknown', 'complete-workup'],
    ['XR', 'unknown', 'complete-workup'],
  ])('%s alone is %s', (modality, finding, outcome) => {
    expect(criterion('advanced-imaging', shownBy(mri({ modality }))).finding).toBe(finding)
    expect(row(shownBy(mri({ modality }))).outcome).toBe(outcome)
  })

  test('with a radiograph only, MRI is asked for', () => {
    expect(criterion('advanced-imaging', shownBy(radiograph())).missing?.id).toBe('mri')
    expect(row(shownBy(radiograph())).waitsFor).toEqual(['advanced-imaging'])
  })

  test.each(['yes', 'no', 'unknown'] as const)('edema makes no difference: %s', (marrowEdema) => {
    expect(row(shownBy(mri({ marrowEdema, acuity: 'unknown' }))).outcome).toBe('refer-now')
  })

  test.each([
    ['since the fracture', study({ modality: 'MR', date: '2026-11-01' }), 'met'],
    ['from before the fracture', study({ modality: 'MR', date: '2026-10-19' }), 'unknown'],
  ])('an MRI study %s whose report was not found', (_, made, expected) => {
    const found = { of: { imaging: [radiograph()], studies: [made] } }
    expect(criterion('advanced-imaging', found).finding).toBe(expected)
  })

  test.each([
    [84, '2026-08-09', 'met'],
    [85, '2026-08-08', 'unknown'],
  ])('an MRI study %i days before the first record of the fracture', (_, date, expected) => {
    const onset = atTheLatest('2026-11-01')
    const found = { of: { onset, imaging: [radiograph()], studies: [study({ modality: 'MR', date })] } }
    expect(criterion('advanced-imaging', found).finding).toBe(expected)
  })

  test('"none found" is not said where the reports could not be read', () => {
    const unread = criterion('advanced-imaging', { ...shownBy(radiograph()), couldNotLook: ['imagingReports'] })
    expect(unread.because).not.toBe(criterion('advanced-imaging', shownBy(radiograph())).because)
  })
})

describe('a pathological fracture', () => {
  test.each<[FractureCause, string, string]>([
    ['osteoporotic', 'met', 'refer-now'],
    ['not-documented', 'met', 'refer-now'],
    ['traumatic', 'unknown', 'complete-workup'],
    ['neoplastic', 'unknown', 'complete-workup'],
    ['other-pathologic', 'unknown', 'complete-workup'],
  ])('documented as %s: not pathological is %s', (cause, finding, outcome) => {
    expect(criterion('not-pathological', { of: { cause } }).finding).toBe(finding)
    expect(row({ of: { cause } }).outcome).toBe(outcome)
  })

  test('a malignant pattern on imaging asks first, whatever the cause is coded as', () => {
    const malignant = shownBy(mri({ malignantPattern: 'yes' }))
    expect(criterion('not-pathological', malignant).finding).toBe('unknown')
    expect(row(malignant).outcome).toBe('complete-workup')
  })

  test('radiation oncology and spine surgery are named', () => {
    const { missing } = criterion('not-pathological', { of: { cause: 'neoplastic' } })
    expect(missing?.text).toMatch(/radiation oncology/)
    expect(missing?.text).toMatch(/spine/)
  })
})

describe('what it does not ask', () => {
  test.each<[string, Change]>([
    ['no pain score', { pain: [] }],
    ['pain of 3 that is steady', { pain: [painScore(3, '2026-11-13'), painScore(3, on)] }],
    ['no treatment', { nonSurgicalCare: [] }],
    ['a fracture of 200 days', { of: { onset: statedOnset('2026-05-06') } }],
  ])('%s holds nothing back', (_, change) => {
    expect(row(change).outcome).toBe('refer-now')
  })
})

test.each<[string, Change, string]>([
  ['pregnancy', { safety: [safety('pregnancy', on)] }, 'other-route'],
  ['a spinal infection', { safety: [safety('spinal-infection', on)] }, 'other-route'],
  ['comfort care', { safety: [safety('comfort-care', on)] }, 'complete-workup'],
])('a contraindication has the outcome of its gate: %s', (_, change, expected) => {
  expect(row(change).outcome).toBe(expected)
})
