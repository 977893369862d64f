import { describe, expect, test } from 'vitest'
import { mergeFractures } from '../../src/clinical/merge-fractures.ts'
import {
  atTheLatest,
  diagnosis,
  mri,
  noFractureOnMri,
  radiograph,
  type SpineRecord,
  statedOnset,
} from '../support/facts.ts'

function onlyFracture({ diagnoses = [], imaging = [], studies = [] }: SpineRecord) {
  const [only, ...others] = mergeFractures({ diagnoses, imaging, studies })
  expect(others).toEqual([])
  return only
}

const recordedOnly = diagnosis({ onset: atTheLatest('2026-11-01'), diagnosedOn: '2026-11-01' })
const undated = diagnosis({ onset: null, diagnosedOn: null })

describe('the ladder of onset', () => {
  test('a stated onset wins over recordedDate and over a report', () => {
    const { onset } = onlyFracture({ diagnoses: [recordedOnly, diagnosis()], imaging: [radiograph()] }) ?? {}
    expect(onset).toEqual(statedOnset('2026-10-20'))
  })

  test('recordedDate alone is the latest it can be, without a lower end', () => {
    expect(onlyFracture({ diagnoses: [recordedOnly] })?.onset).toEqual(atTheLatest('2026-11-01'))
  })

  test('a report alone is the latest it can be, without a lower end', () => {
    expect(onlyFracture({ imaging: [radiograph()] })?.onset).toEqual(atTheLatest('2026-10-21', 'report'))
  })

  test('a report before recordedDate narrows the latest day', () => {
    const { onset } = onlyFracture({ diagnoses: [recordedOnly], imaging: [radiograph()] }) ?? {}
    expect(onset).toEqual(atTheLatest('2026-10-21', 'report'))
  })

  test('of several reports the first that shows it counts', () => {
    const { onset } = onlyFracture({ imaging: [mri(), radiograph(), radiograph({ date: '2026-10-25' })] }) ?? {}
    expect(onset).toEqual(atTheLatest('2026-10-21', 'report'))
  })

  test('nothing dated is unknown', () => {
    expect(onlyFracture({ diagnoses: [undated] })?.onset).toBeNull()
    expect(onlyFracture({ imaging: [mri({ date: null })] })?.onset).toBeNull()
  })

  test('of two stated onsets the exact day beats the year', () => {
    const year = diagnosis({ onset: { earliest: '2026-01-01', latest: '2026-12-31', basis: 'onsetAge' } })
    expect(onlyFracture({ diagnoses: [year, diagnosis()] })?.onset).toEqual(statedOnset('2026-10-20'))
    expect(onlyFracture({ diagnoses: [diagnosis(), year] })?.onset).toEqual(statedOnset('2026-10-20'))
  })

  test('a stated month ends no later than the report that already shows the fracture', () => {
    const november = diagnosis({
      onset: { earliest: '2026-11-01', latest: '2026-11-30', basis: 'onsetDateTime' },
      diagnosedOn: '2026-11-19',
    })
    const { onset } = onlyFracture({ diagnoses: [november], imaging: [mri({ date: '2026-11-18' })] }) ?? {}
    expect([onset?.earliest, onset?.latest]).toEqual(['2026-11-01', '2026-11-18'])
  })
})

describe('an earlier study without the fracture', () => {
  test('is a lower end for a fracture that is known only from a report', () => {
    const { onset } = onlyFracture({ imaging: [mri(), noFractureOnMri('2026-09-14')] }) ?? {}
    expect(onset).toEqual({ earliest: '2026-09-15', latest: '2026-11-19', basis: 'report' })
  })

  test('is a lower end for a fracture that is known only from recordedDate', () => {
    const { onset } = onlyFracture({ diagnoses: [recordedOnly], imaging: [noFractureOnMri('2026-09-14')] }) ?? {}
    expect(onset).toEqual({ earliest: '2026-09-15', latest: '2026-11-01', basis: 'recordedDate' })
  })

  test('of several the last one counts', () => {
    const { onset } =
      onlyFracture({ imaging: [mri(), noFractureOnMri('2026-03-01'), noFractureOnMri('2026-09-14')] }) ?? {}
    expect(onset?.earliest).toBe('2026-09-15')
  })

  test('of another region is none', () => {
    const lumbar = noFractureOnMri('2026-09-14', { region: 'lumbar' })
    expect(onlyFracture({ imaging: [mri(), lumbar] })?.onset?.earliest).toBeNull()
  })

  test('of another vertebra is none', () => {
    const l3 = noFractureOnMri('2026-09-14', { level: 'L3', region: null })
    expect(onlyFracture({ imaging: [mri(), l3] })?.onset?.earliest).toBeNull()
  })

  test('without a date is none', () => {
    expect(onlyFracture({ imaging: [mri(), noFractureOnMri(null)] })?.onset?.earliest).toBeNull()
  })

  test('does not move a stated onset', () => {
    const { onset } = onlyFracture({ diagnoses: [diagnosis()], imaging: [noFractureOnMri('2026-09-14')] }) ?? {}
    expect(onset).toEqual(statedOnset('2026-10-20'))
  })
})

describe('a new fracture where an old one was', () => {
  const resolved = diagnosis({ status: 'old', onset: statedOnset('2015-03-01'), diagnosedOn: '2015-03-02' })

  test('an acute MRI does not take its onset from a resolved entry of eleven years ago', () => {
    const { acuity, onset } = onlyFracture({ diagnoses: [resolved], imaging: [mri()] }) ?? {}
    expect(acuity).toBe('acute')
    expect(onset?.latest).toBe('2026-11-19')
  })

  test('an old finding on an earlier study is not the date of the acute one', () => {
    const before = mri({ date: '2020-05-01', acuity: 'old', marrowEdema: 'no' })
    expect(onlyFracture({ imaging: [before, mri()] })?.onset).toEqual(atTheLatest('2026-11-19', 'report'))
  })
})

describe('the day of diagnosis', () => {
  test('is the first day that the record names the fracture', () => {
    expect(onlyFracture({ diagnoses: [recordedOnly], imaging: [radiograph(), mri()] })?.diagnosedOn).toBe('2026-10-21')
    expect(onlyFracture({ diagnoses: [recordedOnly], imaging: [mri()] })?.diagnosedOn).toBe('2026-11-01')
  })

  test('is unknown where nothing is dated', () => {
    expect(onlyFracture({ diagnoses: [undated] })?.diagnosedOn).toBeNull()
  })
})
