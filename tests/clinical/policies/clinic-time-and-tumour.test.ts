import { describe, expect, test } from 'vitest'
import type { Threshold } from '../../../src/clinical/citation.ts'
import { GATES } from '../../../src/clinical/gates/index.ts'
import { clinic } from '../../../src/clinical/policies/clinic.ts'
import { criteriaOf } from '../../../src/clinical/policies/policy.ts'
import { criterionOf, outcomeOf } from '../../support/assessed.ts'
import {
  atTheLatest,
  diagnosis,
  facts,
  factsOfRecord,
  fracture,
  mri,
  radiograph,
  statedOnset,
  study,
} from '../../support/facts.ts'

describe('time-since-fracture', () => {
  const ID = 'time-since-fracture'
  const shown = (onset: string) =>
    factsOfRecord({
      diagnoses: [diagnosis({ onset: statedOnset(onset), diagnosedOn: onset })],
      imaging: [radiograph({ date: onset })],
    })

  test.each([
    ['83 days', '2026-08-31', 'met', 'refer-now'],
    ['84 days', '2026-08-30', 'met', 'refer-now'],
    ['85 days', '2026-08-29', 'unknown', 'complete-workup'],
  ])('%s without edema', (_, onset, finding, outcome) => {
    expect(criterionOf(shown(onset), ID).finding).toBe(finding)
    expect(outcomeOf(shown(onset))).toBe(outcome)
  })

  test('beyond 12 weeks without edema asks for MRI', () => {
    expect(criterionOf(shown('2026-08-29'), ID).missing?.id).toBe('mri')
  })

  test.each([
    ['MRI with edema', mri({ date: '2026-11-19' }), 'refer-now'],
    ['bone scan with uptake', mri({ modality: 'NM', date: '2026-11-19' }), 'refer-now'],
    ['MRI with edema 84 days ago', mri({ date: '2026-08-30' }), 'refer-now'],
    ['MRI with edema 85 days ago', mri({ date: '2026-08-29' }), 'complete-workup'],
    ['MRI without edema', mri({ acuity: 'old', marrowEdema: 'no' }), 'complete-workup'],
    ['MRI that cannot tell', mri({ acuity: 'unknown', marrowEdema: 'unreliable' }), 'complete-workup'],
    ['MRI with edema of another level', mri({ level: 'T9', acuity: 'unknown' }), 'complete-workup'],
  ])('beyond 12 weeks: %s', (_, finding, expected) => {
    const old = diagnosis({ onset: statedOnset('2026-08-20'), diagnosedOn: '2026-08-20' })
    const all = factsOfRecord({ diagnoses: [old], imaging: [radiograph({ date: '2026-08-20' }), finding] })
    const t12 = { ...all, fractures: all.fractures.filter(({ level }) => level === 'T12') }
    expect(outcomeOf(t12)).toBe(expected)
  })

  test('a recordedDate of 85 days ago shows that the fracture is too old', () => {
    const recorded = (day: string) =>
      factsOfRecord({
        diagnoses: [diagnosis({ onset: atTheLatest(day), diagnosedOn: day })],
        studies: [study({ date: day })],
      })
    expect(criterionOf(recorded('2026-08-29'), ID).finding).toBe('unknown')
    expect(criterionOf(recorded('2026-08-29'), ID).missing?.id).toBe('mri')
  })

  test('a fracture without any date asks for it', () => {
    const undated = facts({ fractures: [fracture({ onset: null, diagnosedOn: null, imaging: [radiograph()] })] })
    expect(criterionOf(undated, ID)).toMatchObject({ finding: 'unknown', missing: { id: 'onset' } })
  })

  test('what imaging calls old is not known to be unhealed, also when it is recent by date', () => {
    const old = [mri({ acuity: 'old', marrowEdema: 'no' })]
    expect(outcomeOf(factsOfRecord({ diagnoses: [diagnosis()], imaging: old }))).toBe('complete-workup')
  })

  test('an MRI that calls it old outweighs the edema of an earlier one', () => {
    const imaging = [mri({ date: '2026-11-10' }), mri({ acuity: 'old', marrowEdema: 'unknown' })]
    const found = factsOfRecord({ diagnoses: [diagnosis()], imaging })
    expect(criterionOf(found, ID).finding).not.toBe('met')
    expect(outcomeOf(found)).toBe('complete-workup')
  })

  test.each([
    ['2 months less a day', '2026-09-23', 'within 2 months'],
    ['2 months', '2026-09-22', 'within 2 months'],
    ['2 months and a day', '2026-09-21', 'beyond 2 months'],
  ])('diagnosed %s ago says so, and still refers while pain persists', (_, day, words) => {
    expect(criterionOf(shown(day), ID).because).toContain(words)
    expect(outcomeOf(shown(day))).toBe('refer-now')
  })

  test('two months are counted from the diagnosis, not from the onset', () => {
    const late = factsOfRecord({
      diagnoses: [diagnosis({ onset: statedOnset('2026-09-01'), diagnosedOn: '2026-10-01' })],
      imaging: [radiograph({ date: '2026-10-01' })],
    })
    expect(criterionOf(late, ID).because).toContain('within 2 months')
  })
})

describe('tumour-imaged-first', () => {
  const ID = 'tumour-imaged-first'
  const onRadiograph = radiograph({ malignantPattern: 'yes' })
  const neoplastic = diagnosis({ cause: 'neoplastic' })

  test('without suspicion it holds nothing back', () => {
    expect(criterionOf(facts(), ID).finding).toBe('met')
  })

  test.each([
    ['a neoplastic diagnosis on radiograph alone', { diagnoses: [neoplastic], imaging: [radiograph()] }],
    ['a malignant pattern on radiograph alone', { diagnoses: [diagnosis()], imaging: [onRadiograph] }],
  ])('%s asks for CT or MRI', (_, record) => {
    const found = factsOfRecord(record)
    expect(criterionOf(found, ID)).toMatchObject({ finding: 'unknown', missing: { id: 'ct-or-mri' } })
    expect(outcomeOf(found)).toBe('complete-workup')
  })

  test.each([
    ['MRI', { diagnoses: [neoplastic], imaging: [radiograph(), mri()] }],
    ['CT', { diagnoses: [diagnosis()], imaging: [onRadiograph, mri({ modality: 'CT', marrowEdema: 'unknown' })] }],
    [
      'an MRI study whose report was not found',
      { diagnoses: [neoplastic], imaging: [radiograph()], studies: [study({ modality: 'MR', date: '2026-11-19' })] },
    ],
  ])('%s that was made refers', (_, record) => {
    expect(outcomeOf(factsOfRecord(record))).toBe('refer-now')
  })

  test('MRI of another region or from before the fracture does not answer it', () => {
    for (const other of [
      study({ modality: 'MR', region: 'lumbar', date: '2026-11-19' }),
      study({ modality: 'MR', date: '2026-10-01' }),
    ]) {
      const found = factsOfRecord({ diagnoses: [neoplastic], imaging: [radiograph()], studies: [other] })
      expect(outcomeOf(found)).toBe('complete-workup')
    }
  })
})

describe('published numbers', () => {
  const published = [...criteriaOf(clinic), ...GATES].flatMap(({ id, thresholds = [] }) =>
    thresholds.map((threshold: Threshold) => ({ ...threshold, id })),
  )

  test.each([
    ['severe-pain', 7, 'ours'],
    ['severe-pain', 5, 'ours'],
    ['severe-pain', 17, 'source'],
    ['other-treatment-failed', 24, 'source'],
    ['time-since-fracture', 2, 'source'],
    ['time-since-fracture', 84, 'source'],
    ['spinal-infection', 38, undefined],
    ['spinal-infection', 10, 'ours'],
    ['spinal-infection', 40, 'ours'],
    ['spinal-infection', 12, 'ours'],
    ['inr-high', 1.8, 'source'],
    ['platelets-low', 50, 'source'],
    ['more-than-three-levels', 3, 'source'],
    ['age-under-18', 18, 'source'],
    ['sins-unstable', 13, 'source'],
    ['sins-potentially-unstable', 7, 'source'],
  ])('%s publishes %d (%s)', (id, value, origin) => {
    const found = published.find((threshold) => threshold.id === id && threshold.value === value)
    expect(found?.value).toBe(value)
    if (origin) expect(found?.origin).toBe(origin)
  })

  test.each(published)('$id: $value $unit says whose number it is', ({ origin, citation, says }) => {
    expect(says).not.toBe('')
    expect(citation.id === 'ours').toBe(origin === 'ours')
  })

  test('the pain window of 30 days is published where the score is judged', () => {
    const values = published.filter(({ id }) => id === 'severe-pain').map(({ value, unit }) => `${value} ${unit}`)
    expect(values).toContain('30 d')
  })
})
