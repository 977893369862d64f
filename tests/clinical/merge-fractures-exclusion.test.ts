import { describe, expect, test } from 'vitest'
import { mergeFractures } from '../../src/clinical/merge-fractures.ts'
import {
  atTheLatest,
  diagnosis,
  mri,
  noAcuteFractureOnMri,
  noFractureOnMri,
  radiograph,
  type SpineRecord,
} from '../support/facts.ts'

function merged({ diagnoses = [], imaging = [], studies = [] }: SpineRecord) {
  return mergeFractures({ diagnoses, imaging, studies })
}

function levelsOf(record: SpineRecord) {
  return merged(record)
    .map(({ level, region }) => level ?? region ?? 'somewhere')
    .sort()
}

describe('refuted diagnoses', () => {
  const refuted = diagnosis({ certainty: 'refuted', diagnosedOn: '2026-10-25' })

  test('a refuted diagnosis is no fracture', () => {
    expect(levelsOf({ diagnoses: [refuted] })).toEqual([])
  })

  test('one of another level is ignored', () => {
    const elsewhere = diagnosis({ certainty: 'refuted', level: 'L1', diagnosedOn: '2026-10-25' })
    expect(merged({ diagnoses: [diagnosis(), elsewhere] })).toEqual(merged({ diagnoses: [diagnosis()] }))
  })

  test('one before a confirmed diagnosis of the same level is ignored', () => {
    const before = diagnosis({ certainty: 'refuted', diagnosedOn: '2026-10-01' })
    expect(merged({ diagnoses: [before, diagnosis()] })).toEqual(merged({ diagnoses: [diagnosis()] }))
  })

  test('one without a date is ignored beside a confirmed diagnosis', () => {
    const undated = diagnosis({ certainty: 'refuted', onset: null, diagnosedOn: null })
    expect(merged({ diagnoses: [undated, diagnosis()] })).toEqual(merged({ diagnoses: [diagnosis()] }))
  })

  test('one after a confirmed diagnosis of the same level is ignored too: only imaging excludes', () => {
    expect(merged({ diagnoses: [diagnosis(), refuted] })).toEqual(merged({ diagnoses: [diagnosis()] }))
  })

  test('one never removes what imaging shows later', () => {
    expect(levelsOf({ diagnoses: [refuted], imaging: [mri()] })).toEqual(['T12'])
  })
})

describe('fractures that imaging excludes', () => {
  test.each([
    ['MRI after the diagnosis', noFractureOnMri('2026-10-25'), []],
    ['CT after the diagnosis', noFractureOnMri('2026-10-25', { modality: 'CT' }), []],
    ['a radiograph after the diagnosis', noFractureOnMri('2026-10-25', { modality: 'XR' }), ['T12']],
    ['MRI before the diagnosis', noFractureOnMri('2026-10-01'), ['T12']],
    ['an undated MRI', noFractureOnMri(null), ['T12']],
    ['MRI of another region', noFractureOnMri('2026-10-25', { region: 'lumbar' }), ['T12']],
    ['MRI of another vertebra', noFractureOnMri('2026-10-25', { region: null, level: 'L1' }), ['T12']],
    ['MRI of the same vertebra', noFractureOnMri('2026-10-25', { region: null, level: 'T12' }), []],
  ])('%s', (_, negative, expected) => {
    expect(levelsOf({ diagnoses: [diagnosis()], imaging: [negative] })).toEqual(expected)
  })

  test('an undated diagnosis may be newer than the MRI and stays', () => {
    const undated = diagnosis({ onset: null, diagnosedOn: null })
    expect(levelsOf({ diagnoses: [undated], imaging: [noFractureOnMri('2026-10-25')] })).toEqual(['T12'])
  })

  test('a fracture on a radiograph that MRI does not confirm is excluded', () => {
    expect(levelsOf({ imaging: [radiograph(), noFractureOnMri('2026-10-25')] })).toEqual([])
  })

  test('a fracture that a later MRI shows again is there', () => {
    expect(levelsOf({ diagnoses: [diagnosis()], imaging: [noFractureOnMri('2026-10-25'), mri()] })).toEqual(['T12'])
  })

  test('a diagnosis made after the MRI stands, also where an older entry names the same vertebra', () => {
    const older = diagnosis({ onset: atTheLatest('2025-01-10'), diagnosedOn: '2025-01-10' })
    const newer = diagnosis({ onset: atTheLatest('2026-11-10'), diagnosedOn: '2026-11-10' })
    expect(levelsOf({ diagnoses: [older, newer], imaging: [noFractureOnMri('2025-06-01')] })).toEqual(['T12'])
  })

  test('a report that names T12 and finds no other fracture does not exclude T12', () => {
    const report = mri()
    const rest = noFractureOnMri('2026-11-19', { evidence: report.evidence })
    expect(levelsOf({ diagnoses: [diagnosis()], imaging: [report, rest] })).toEqual(['T12'])
  })

  test('MRI that excludes L1 leaves T12', () => {
    const noL1 = noFractureOnMri('2026-10-25', { region: null, level: 'L1' })
    expect(levelsOf({ diagnoses: [diagnosis(), diagnosis({ level: 'L1' })], imaging: [noL1] })).toEqual(['T12'])
  })
})

describe('how old it is, by imaging', () => {
  const acuityOf = (record: SpineRecord) => merged(record)[0]?.acuity

  test('the newest advanced study decides', () => {
    const old = mri({ date: '2026-11-21', acuity: 'old', marrowEdema: 'no' })
    expect(acuityOf({ diagnoses: [diagnosis()], imaging: [mri(), old] })).toBe('old')
    expect(acuityOf({ diagnoses: [diagnosis()], imaging: [{ ...old, date: '2026-11-01' }, mri()] })).toBe('acute')
  })

  test('two studies of one day that disagree are read alike in whatever order they are listed', () => {
    const imaging = [mri(), mri({ modality: 'CT', acuity: 'old', marrowEdema: 'unknown' })]
    expect(acuityOf({ imaging })).toBe(acuityOf({ imaging: [...imaging].reverse() }))
  })

  test('a newer radiograph does not overrule MRI', () => {
    const old = radiograph({ date: '2026-11-21', acuity: 'old' })
    expect(acuityOf({ diagnoses: [diagnosis()], imaging: [mri(), old] })).toBe('acute')
  })

  test('"no acute fracture" makes a diagnosed one old, and keeps it', () => {
    const record = { diagnoses: [diagnosis()], imaging: [noAcuteFractureOnMri('2026-11-19')] }
    expect([levelsOf(record), acuityOf(record)]).toEqual([['T12'], 'old'])
  })

  test('"no acute fracture" alone names no fracture', () => {
    expect(levelsOf({ imaging: [noAcuteFractureOnMri('2026-11-19')] })).toEqual([])
  })

  test('"no other acute fracture" beside an acute T12 in one report leaves T12 acute', () => {
    const report = mri()
    const others = noAcuteFractureOnMri('2026-11-19', { evidence: report.evidence })
    expect(acuityOf({ imaging: [report, others] })).toBe('acute')
  })

  test('"no acute fracture" in the lumbar spine says nothing of T12', () => {
    const lumbar = noAcuteFractureOnMri('2026-11-19', { region: 'lumbar' })
    expect(acuityOf({ diagnoses: [diagnosis()], imaging: [lumbar] })).toBe('unknown')
  })

  test('a study that finds marrow edema and no fracture tells nothing of the age of one diagnosed later', () => {
    const recorded = diagnosis({ onset: atTheLatest('2026-11-01'), diagnosedOn: '2026-11-01' })
    const imaging = [noFractureOnMri('2026-10-25', { marrowEdema: 'yes' })]
    expect(acuityOf({ diagnoses: [recorded], imaging })).toBe('unknown')
  })

  test('a diagnosis without imaging has no known age', () => {
    expect(acuityOf({ diagnoses: [diagnosis()] })).toBe('unknown')
  })

  test('resolved entries, sequela and history codes alone are old and not diagnosed today', () => {
    expect(merged({ diagnoses: [diagnosis({ status: 'old' })] })).toMatchObject([{ acuity: 'old', diagnosed: false }])
  })

  test('a resolved entry beside an active one of the same level leaves it as it is', () => {
    const resolved = diagnosis({ status: 'old' })
    expect(merged({ diagnoses: [resolved, diagnosis()] })).toMatchObject([{ acuity: 'unknown', diagnosed: true }])
  })
})

describe('how sure it is', () => {
  const suspected = diagnosis({ certainty: 'suspected' })
  const certaintyOf = (record: SpineRecord) => merged(record)[0]?.certainty

  test.each([
    ['a suspected diagnosis alone', { diagnoses: [suspected] }, 'suspected'],
    ['a suspected and a confirmed diagnosis', { diagnoses: [suspected, diagnosis()] }, 'confirmed'],
    ['a suspected diagnosis shown by a radiograph', { diagnoses: [suspected], imaging: [radiograph()] }, 'confirmed'],
    [
      'a suspected diagnosis and a report that cannot tell',
      { diagnoses: [suspected], imaging: [mri({ fracture: 'uncertain', acuity: 'unknown', marrowEdema: 'unknown' })] },
      'suspected',
    ],
    [
      'a report that cannot tell',
      { imaging: [mri({ fracture: 'uncertain', acuity: 'unknown', marrowEdema: 'unknown' })] },
      'suspected',
    ],
  ])('%s', (_, record, expected) => {
    expect(certaintyOf(record)).toBe(expected)
  })
})

describe('parts of the spine that are left out', () => {
  test.each([
    ['C7', []],
    ['T1', ['T1']],
    ['L5', ['L5']],
    ['S1', []],
  ] as const)('a fracture of %s', (level, expected) => {
    expect(levelsOf({ diagnoses: [diagnosis({ level })] })).toEqual(expected)
    expect(levelsOf({ imaging: [mri({ level })] })).toEqual(expected)
  })

  test.each([
    ['cervical', []],
    ['sacral', []],
    ['thoracic', ['thoracic']],
    ['lumbar', ['lumbar']],
  ] as const)('a %s fracture without a level', (region, expected) => {
    expect(levelsOf({ diagnoses: [diagnosis({ level: null, region })] })).toEqual(expected)
    expect(levelsOf({ imaging: [mri({ level: null, region })] })).toEqual(expected)
  })

  test('a cervical fracture beside T12 changes nothing', () => {
    expect(merged({ diagnoses: [diagnosis(), diagnosis({ level: 'C5' })] })).toEqual(
      merged({ diagnoses: [diagnosis()] }),
    )
  })
})
