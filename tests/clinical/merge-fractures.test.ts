import { describe, expect, test } from 'vitest'
import { mergeFractures } from '../../src/clinical/merge-fractures.ts'
import { atTheLatest, diagnosis, mri, radiograph, type SpineRecord, statedOnset, study } from '../support/facts.ts'

function merged({ diagnoses = [], imaging = [], studies = [] }: SpineRecord) {
  return mergeFractures({ diagnoses, imaging, studies })
}

function levelsOf(record: SpineRecord) {
  return merged(record)
    .map(({ level, region }) => level ?? region ?? 'somewhere')
    .sort()
}

/** ICD-10-CM M80.08X-: an osteoporotic fracture of a vertebra, without its level. */
const unlevelled = diagnosis({ level: null, region: null })

describe('several mentions of one fracture are one fracture', () => {
  const mentions: Required<SpineRecord> = {
    diagnoses: [
      diagnosis({ cause: 'not-documented', onset: atTheLatest('2026-10-25'), diagnosedOn: '2026-10-25' }),
      diagnosis(),
      unlevelled,
    ],
    imaging: [radiograph(), mri()],
    studies: [study(), study({ modality: 'MR', date: '2026-11-19' })],
  }

  test('five mentions of T12 are one fracture with what each of them knows', () => {
    expect(merged(mentions)).toEqual([
      {
        level: 'T12',
        region: null,
        cause: 'osteoporotic',
        certainty: 'confirmed',
        acuity: 'acute',
        onset: statedOnset('2026-10-20'),
        diagnosedOn: '2026-10-21',
        diagnosed: true,
        imaging: [mri(), radiograph()],
        studies: [study({ modality: 'MR', date: '2026-11-19' }), study()],
        evidence: expect.any(Array),
      },
    ])
  })

  test('each mention stands once in the evidence', () => {
    const references = merged(mentions).flatMap(({ evidence }) => evidence.map(({ reference }) => reference))
    const expected = [...mentions.diagnoses, ...mentions.imaging].map(({ evidence }) => evidence.reference)
    expect([...references].sort()).toEqual([...expected].sort())
  })

  test('the same mention twice changes nothing but is one', () => {
    const once = merged({ diagnoses: [diagnosis()], imaging: [mri()] })
    const [twice, ...others] = merged({ diagnoses: [diagnosis(), diagnosis()], imaging: [mri()] })
    expect(others).toEqual([])
    expect([twice]).toEqual(once)
  })

  test('imaging alone is a fracture that nobody has diagnosed', () => {
    const [only, ...others] = merged({ imaging: [mri()] })
    expect(others).toEqual([])
    expect(only).toMatchObject({ level: 'T12', diagnosed: false, certainty: 'confirmed', cause: 'not-documented' })
  })

  test('an empty record has none', () => {
    expect(merged({})).toEqual([])
  })

  test('a study proves that it was made, not that there is a fracture', () => {
    expect(merged({ studies: [study()] })).toEqual([])
  })
})

describe('different vertebrae are different fractures', () => {
  test('four levels are four', () => {
    const diagnoses = (['T11', 'T12', 'L1', 'L2'] as const).map((level) => diagnosis({ level }))
    expect(levelsOf({ diagnoses })).toEqual(['L1', 'L2', 'T11', 'T12'])
  })

  test('a finding and a study of another level are not part of this one', () => {
    const [t12] = merged({
      diagnoses: [diagnosis()],
      imaging: [mri(), mri({ level: 'L3', heightLossPercent: 40 })],
      studies: [study({ region: 'lumbar' }), study({ region: 'thoracic' })],
    }).filter(({ level }) => level === 'T12')
    expect(t12?.imaging).toEqual([mri()])
    expect(t12?.studies).toEqual([study({ region: 'thoracic' })])
  })

  test('the evidence of one is not the evidence of the other', () => {
    const [t12] = merged({ diagnoses: [diagnosis(), diagnosis({ level: 'L1' })] }).filter(
      ({ level }) => level === 'T12',
    )
    expect(t12?.evidence).toEqual([diagnosis().evidence])
  })

  test('a study of the neck is none of a fracture somewhere in T1-L5', () => {
    const somewhere = diagnosis({ level: null, region: null })
    const studies = [study({ modality: 'MR', region: 'cervical' })]
    expect(merged({ diagnoses: [somewhere], studies })[0]?.studies).toEqual([])
  })

  test('a study without a region counts for none', () => {
    expect(merged({ diagnoses: [diagnosis()], studies: [study({ region: null })] })[0]?.studies).toEqual([])
  })
})

describe('a code without a level', () => {
  test('joins the vertebra that a report names', () => {
    expect(levelsOf({ diagnoses: [unlevelled], imaging: [mri()] })).toEqual(['T12'])
  })

  test('joins the vertebra that another diagnosis names', () => {
    expect(levelsOf({ diagnoses: [unlevelled, diagnosis({ level: 'L1' })] })).toEqual(['L1'])
  })

  test('brings its cause with it', () => {
    const [only] = merged({ diagnoses: [unlevelled], imaging: [mri()] })
    expect(only).toMatchObject({ level: 'T12', cause: 'osteoporotic', diagnosed: true })
  })

  test('of another region stays a fracture of its own', () => {
    const lumbar = diagnosis({ level: null, region: 'lumbar' })
    expect(levelsOf({ diagnoses: [lumbar], imaging: [mri()] })).toEqual(['T12', 'lumbar'])
  })

  test('of the same region joins', () => {
    expect(levelsOf({ diagnoses: [diagnosis({ level: null, region: 'thoracic' })], imaging: [mri()] })).toEqual(['T12'])
  })

  test('with a later onset does not join a vertebra where only an old fracture was seen before', () => {
    const oldL1 = mri({ level: 'L1', date: '2020-03-01', acuity: 'old', marrowEdema: 'no' })
    expect(levelsOf({ diagnoses: [unlevelled], imaging: [oldL1] })).toEqual(['L1', 'somewhere'])
  })

  test('that happened eleven years after the only diagnosed vertebra does not make that vertebra break again', () => {
    const longAgo = diagnosis({ level: 'L1', onset: statedOnset('2015-03-01'), diagnosedOn: '2015-03-02' })
    expect(levelsOf({ diagnoses: [unlevelled, longAgo] })).toEqual(['L1', 'somewhere'])
  })

  test('and nothing else known is one fracture somewhere in the spine', () => {
    expect(levelsOf({ diagnoses: [unlevelled, unlevelled] })).toEqual(['somewhere'])
  })

  test('a report that names a fracture without a level joins a diagnosis in its region', () => {
    const named = radiograph({ level: null, region: 'thoracic' })
    expect(levelsOf({ diagnoses: [diagnosis()], imaging: [named] })).toEqual(['T12'])
  })

  test('a report that names a fracture without a level in a region of its own is a fracture there', () => {
    const named = radiograph({ level: null, region: 'lumbar' })
    expect(levelsOf({ diagnoses: [diagnosis()], imaging: [named] })).toEqual(['T12', 'lumbar'])
  })
})

describe('two episodes at one level', () => {
  const earlier = diagnosis({ onset: statedOnset('2024-02-01'), diagnosedOn: '2024-02-02' })

  test('two stated onsets years apart are two fractures', () => {
    const onsets = merged({ diagnoses: [earlier, diagnosis()] }).map(({ onset }) => onset?.latest)
    expect([...onsets].sort()).toEqual(['2024-02-01', '2026-10-20'])
  })

  test('an onset and a copy of it a few days off are one', () => {
    const copy = diagnosis({ onset: statedOnset('2026-10-24'), diagnosedOn: '2026-10-24' })
    expect(merged({ diagnoses: [copy, diagnosis()] })).toHaveLength(1)
  })

  test.each([
    ['83 days', '2026-07-29', 1],
    ['84 days', '2026-07-28', 1],
    ['85 days', '2026-07-27', 2],
  ])('two stated onsets %s apart: as long as healing takes they are one', (_, day, expected) => {
    const before = diagnosis({ onset: statedOnset(day), diagnosedOn: day })
    expect(merged({ diagnoses: [before, diagnosis()] })).toHaveLength(expected)
    expect(merged({ diagnoses: [diagnosis(), before] })).toHaveLength(expected)
  })

  test('an onset that ends before it begins is a slip of the record, not the end of the service', () => {
    const slip = diagnosis({ onset: { earliest: '2026-11-20', latest: '2026-01-01', basis: 'onsetPeriod' } })
    expect(merged({ diagnoses: [slip] })).toHaveLength(1)
  })

  test('the study of the second is not evidence for the first, nor the other way round', () => {
    const then = radiograph({ date: '2024-02-02' })
    const both = merged({ diagnoses: [earlier, diagnosis()], imaging: [then, mri()] })
    expect(both.find(({ onset }) => onset?.latest === '2024-02-01')?.imaging).toEqual([then])
    expect(both.find(({ onset }) => onset?.latest === '2026-10-20')?.imaging).toEqual([mri()])
  })

  test('a resolved entry of the first and an active one of the second are one current fracture with its own onset', () => {
    const resolved = diagnosis({ status: 'old', onset: statedOnset('2024-02-01'), diagnosedOn: '2024-02-02' })
    expect(merged({ diagnoses: [resolved, diagnosis()] })).toMatchObject([
      { level: 'T12', diagnosed: true, onset: statedOnset('2026-10-20') },
    ])
  })
})

describe('the cause', () => {
  test.each([
    ['nobody documented one', ['not-documented'], 'not-documented'],
    ['a documented one beats an undocumented one', ['not-documented', 'osteoporotic'], 'osteoporotic'],
    ['a tumour beats osteoporosis', ['osteoporotic', 'neoplastic'], 'neoplastic'],
    ['an infection beats osteoporosis', ['osteoporotic', 'infectious'], 'infectious'],
  ] as const)('%s', (_, causes, expected) => {
    const diagnoses = causes.map((cause) => diagnosis({ cause }))
    expect(merged({ diagnoses })[0]?.cause).toBe(expected)
    expect(merged({ diagnoses: [...diagnoses].reverse() })[0]?.cause).toBe(expected)
  })
})
