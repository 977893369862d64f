import { describe, expect, test } from 'vitest'
import { clinicRow, outcomeOf } from '../support/assessed.ts'
import {
  augmentation,
  diagnosis,
  facts,
  factsOfRecord,
  fracture,
  mri,
  painScore,
  radiograph,
  safety,
  statedOnset,
} from '../support/facts.ts'

const on = '2026-11-20'

describe('augmentation', () => {
  const treated = {
    diagnoses: [diagnosis()],
    imaging: [mri({ date: '2026-10-21' })],
  }

  test('settles a fracture', () => {
    const done = factsOfRecord(treated, { augmentations: [augmentation(['T12'], '2026-11-01')], pain: [] })
    expect(outcomeOf(done)).toBe('not-indicated')
  })

  test('and new pain of 5 without imaging since asks for MRI', () => {
    const pain = [painScore(5, on)]
    const done = factsOfRecord(treated, { augmentations: [augmentation(['T12'], '2026-11-01')], pain })
    expect(outcomeOf(done)).toBe('complete-workup')
  })

  test('is not repeated because an MRI after it still shows edema', () => {
    const record = { diagnoses: [diagnosis()], imaging: [mri({ date: '2026-11-18' })] }
    expect(outcomeOf(factsOfRecord(record, { augmentations: [augmentation(['T12'], '2026-11-10')] }))).not.toBe(
      'refer-now',
    )
  })

  test('of an old fracture leaves a new one beside it alone', () => {
    const old = diagnosis({ level: 'L1', onset: statedOnset('2024-02-01'), diagnosedOn: '2024-02-02' })
    const both = factsOfRecord(
      { diagnoses: [old, diagnosis()], imaging: [mri()] },
      { augmentations: [augmentation(['L1'], '2024-02-10')] },
    )
    expect(outcomeOf(both)).toBe('refer-now')
    expect(clinicRow(both).standing?.fracture.level).toBe('T12')
  })
})

describe('several fractures', () => {
  test('the most actionable one makes the row', () => {
    const withoutImaging = diagnosis({ level: 'L3', onset: statedOnset('2026-11-01'), diagnosedOn: '2026-11-01' })
    const both = factsOfRecord({ diagnoses: [withoutImaging, diagnosis()], imaging: [mri()] })
    expect(outcomeOf(both)).toBe('refer-now')
    expect(clinicRow(both).standing?.fracture.level).toBe('T12')
  })

  test('of equals the one that happened last makes the row, in whatever order they are listed', () => {
    const earlier = fracture({ level: 'L1', onset: statedOnset('2026-10-10') })
    for (const fractures of [
      [earlier, fracture()],
      [fracture(), earlier],
    ]) {
      expect(clinicRow(facts({ fractures })).standing?.fracture.level).toBe('T12')
    }
  })

  test('the most actionable one makes the row also while something holds all of them back', () => {
    const old = mri({ level: 'L2', acuity: 'old', marrowEdema: 'no' })
    const held = factsOfRecord(
      { diagnoses: [diagnosis()], imaging: [mri(), old] },
      { safety: [safety('comfort-care', on)] },
    )
    expect(outcomeOf(held)).toBe('complete-workup')
    expect(clinicRow(held).standing?.fracture.level).toBe('T12')
  })

  test('of two of one day the row does not depend on the order they are listed in', () => {
    const levels = [
      [fracture({ level: 'L1' }), fracture()],
      [fracture(), fracture({ level: 'L1' })],
    ].map((fractures) => clinicRow(facts({ fractures })).standing?.fracture.level)
    expect(levels[0]).toBe(levels[1])
  })

  test('edema of one does not make another recent', () => {
    const old = diagnosis({ onset: statedOnset('2026-06-01'), diagnosedOn: '2026-06-01' })
    const both = factsOfRecord({
      diagnoses: [old],
      imaging: [radiograph({ date: '2026-06-01' }), mri({ level: 'L4', fracture: 'absent', acuity: 'unknown' })],
    })
    expect(outcomeOf(both)).toBe('complete-workup')
  })
})
