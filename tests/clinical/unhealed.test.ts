import { describe, expect, test } from 'vitest'
import type { FractureCase } from '../../src/clinical/criterion.ts'
import type { ImagingFinding, Modality, PatientFacts } from '../../src/clinical/facts.ts'
import { newestFirst } from '../../src/clinical/newest-first.ts'
import { readPain } from '../../src/clinical/pain.ts'
import { judgeAdvancedImaging, judgeUnhealed } from '../../src/clinical/unhealed.ts'
import { ASSESSED_ON, daysAgo, facts, fracture, mri, radiograph } from '../support/facts.ts'

function caseOf(imaging: readonly ImagingFinding[], change: Partial<PatientFacts> = {}): FractureCase {
  const shown = fracture({ imaging: newestFirst(imaging) })
  const given = facts({ fractures: [shown], imaging, ...change })
  const pain = readPain(given.pain, shown.onset, ASSESSED_ON)
  return {
    facts: given,
    fracture: shown,
    assessedOn: ASSESSED_ON,
    status: 'current',
    because: '',
    pain,
    augmentation: null,
  }
}

function unhealed(...imaging: readonly ImagingFinding[]) {
  return judgeUnhealed(caseOf(imaging))
}

function advanced(...imaging: readonly ImagingFinding[]) {
  return judgeAdvancedImaging(caseOf(imaging))
}

/** A report that speaks about edema and does not call the fracture acute or old. */
function edema(
  marrowEdema: ImagingFinding['marrowEdema'],
  modality: Modality = 'MR',
  days = 3,
  change: Partial<ImagingFinding> = {},
): ImagingFinding {
  return mri({ marrowEdema, modality, date: daysAgo(days), acuity: 'unknown', ...change })
}

/** A report that tells the age of the fracture and does not speak about edema. */
function called(acuity: ImagingFinding['acuity'], modality: Modality, days: number): ImagingFinding {
  return mri({ marrowEdema: 'unknown', modality, date: daysAgo(days), acuity })
}

describe('edema or uptake', () => {
  test.each<[Modality, string, string]>([
    ['MR', 'met', 'not-met'],
    ['NM', 'met', 'not-met'],
    ['PT', 'met', 'not-met'],
    ['unknown', 'met', 'unknown'],
    ['CT', 'unknown', 'unknown'],
    ['XR', 'unknown', 'unknown'],
    ['DXA', 'unknown', 'unknown'],
  ])('on %s: yes is %s, no is %s', (modality, yes, no) => {
    expect(unhealed(edema('yes', modality)).finding).toBe(yes)
    expect(unhealed(edema('no', modality)).finding).toBe(no)
  })

  test.each([
    [83, 'met', 'not-met'],
    [84, 'met', 'not-met'],
    [85, 'unknown', 'unknown'],
  ])('%i days old: yes is %s, no is %s', (days, yes, no) => {
    expect(unhealed(edema('yes', 'MR', days)).finding).toBe(yes)
    expect(unhealed(edema('no', 'MR', days)).finding).toBe(no)
  })

  test('an undated study is not known to be of today', () => {
    expect(unhealed(mri({ date: null })).finding).toBe('unknown')
  })

  test.each([
    ['a study that could not tell', [edema('unreliable')]],
    ['a radiograph only', [radiograph()]],
    ['CT that calls it acute only', [called('acute', 'CT', 3)]],
    ['CT that calls it old only', [called('old', 'CT', 3)]],
    ['MRI that says nothing about edema', [edema('unknown')]],
    ['no imaging at all', []],
  ])('%s asks for MRI', (_, imaging) => {
    expect(unhealed(...imaging)).toMatchObject({ finding: 'unknown', missing: { id: 'mri' } })
  })

  test.each([
    ['no edema after edema', [edema('yes', 'MR', 40), edema('no', 'MR', 3)], 'not-met'],
    ['edema after no edema', [edema('no', 'MR', 20), edema('yes', 'MR', 3)], 'met'],
    ['a study that could not tell after edema', [edema('yes', 'MR', 40), edema('unreliable', 'MR', 3)], 'met'],
    ['a study that could not tell after no edema', [edema('no', 'MR', 40), edema('unreliable', 'MR', 3)], 'not-met'],
    ['a bone scan without uptake after edema', [edema('yes', 'MR', 40), edema('no', 'NM', 3)], 'not-met'],
    ['PET without uptake after edema', [edema('yes', 'MR', 40), edema('no', 'PT', 3)], 'not-met'],
    ['a radiograph after edema', [edema('yes', 'MR', 20), radiograph({ date: daysAgo(3) })], 'met'],
  ])('%s: the newest study that can tell decides', (_, imaging, expected) => {
    expect(unhealed(...imaging).finding).toBe(expected)
  })

  test('edema of an MRI is not current any more once a later CT calls the fracture old', () => {
    expect(unhealed(edema('yes', 'MR', 40), called('old', 'CT', 3)).finding).toBe('unknown')
  })

  test('the reason names the study and its day, and the evidence is that study', () => {
    const study = edema('yes')
    const { because, evidence } = unhealed(study)
    expect(because).toMatch(/MR 2026-11-19/)
    expect(evidence).toEqual([study.evidence])
  })

  test('"nothing found" is not said where the reports could not be read', () => {
    const unread = judgeUnhealed(caseOf([], { couldNotLook: ['imagingReports'] }))
    expect(unread.finding).toBe('unknown')
    expect(unread.because).not.toBe(unhealed().because)
  })
})

describe('positive advanced imaging', () => {
  test.each<[Modality, string]>([
    ['MR', 'met'],
    ['CT', 'met'],
    ['NM', 'met'],
    ['PT', 'met'],
    ['XR', 'unknown'],
    ['unknown', 'unknown'],
  ])('called acute by %s is %s', (modality, expected) => {
    expect(advanced(called('acute', modality, 3)).finding).toBe(expected)
  })

  test.each([
    [84, 'met'],
    [85, 'unknown'],
  ])('CT that calls it acute %i days ago is %s', (days, expected) => {
    expect(advanced(called('acute', 'CT', days)).finding).toBe(expected)
  })

  test.each<[Modality, string]>([
    ['MR', 'not-met'],
    ['NM', 'not-met'],
    ['PT', 'not-met'],
    ['CT', 'unknown'],
    ['XR', 'unknown'],
  ])('called old by %s is %s', (modality, expected) => {
    expect(advanced(called('old', modality, 3)).finding).toBe(expected)
  })

  test.each<[Modality, string]>([
    ['MR', 'not-met'],
    ['NM', 'not-met'],
    ['PT', 'not-met'],
  ])('%s without edema or uptake is %s', (modality, expected) => {
    expect(advanced(edema('no', modality)).finding).toBe(expected)
  })

  test('edema or uptake is enough without the word acute', () => {
    expect(advanced(edema('yes')).finding).toBe('met')
  })

  test.each([
    ['CT calls it acute after MRI without edema', [edema('no', 'MR', 40), called('acute', 'CT', 3)], 'met'],
    ['MRI without edema after CT that called it acute', [called('acute', 'CT', 30), edema('no', 'MR', 3)], 'not-met'],
    ['MRI calls it old after CT that called it acute', [called('acute', 'CT', 30), called('old', 'MR', 3)], 'not-met'],
  ])('%s: the newest advanced study decides', (_, imaging, expected) => {
    expect(advanced(...imaging).finding).toBe(expected)
  })

  test.each([
    ['a radiograph', [radiograph({ acuity: 'acute' })]],
    ['CT that says nothing about its age', [called('unknown', 'CT', 3)]],
    ['no imaging at all', []],
  ])('%s asks for MRI', (_, imaging) => {
    expect(advanced(...imaging)).toMatchObject({ finding: 'unknown', missing: { id: 'mri' } })
  })
})
