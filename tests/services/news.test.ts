import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PatientFacts } from '../../src/clinical/facts.ts'
import { levelsOf, newsKeyOf, painBehind, subjectOf } from '../../src/services/news.ts'
import { assessed } from '../support/assessed.ts'
import {
  atTheLatest,
  boneDensity,
  care,
  diagnosis,
  evidence,
  facts,
  factsOfRecord,
  lab,
  mri,
  painScore,
  patient,
  radiograph,
  safety,
  study,
} from '../support/facts.ts'

function newsOf(record: PatientFacts, assessedOn?: string): string {
  return newsKeyOf(assessed(record, assessedOn))
}

const base = factsOfRecord({ diagnoses: [diagnosis()], imaging: [mri()] })

describe('news', () => {
  test.each<[string, PatientFacts]>([
    ['another outcome', { ...base, pain: [] }],
    ['another level', factsOfRecord({ diagnoses: [diagnosis({ level: 'L1' })], imaging: [mri({ level: 'L1' })] })],
    [
      'one more level',
      factsOfRecord({
        diagnoses: [diagnosis(), diagnosis({ level: 'L1' })],
        imaging: [mri(), mri({ level: 'L1' })],
      }),
    ],
    ['a newer MRI', factsOfRecord({ diagnoses: [diagnosis()], imaging: [mri(), mri({ date: '2026-11-21' })] })],
    [
      'a first CT after a radiograph',
      factsOfRecord({ diagnoses: [diagnosis()], imaging: [radiograph(), radiograph({ modality: 'CT' })] }),
    ],
    ['a gate that is met', { ...base, safety: [safety('neurological-deficit', '2026-11-18')] }],
    ['a gate that holds back', { ...base, labs: [lab('inr', 2.2, '2026-11-18')] }],
    ['a gate that is only named', { ...base, safety: [safety('anticoagulant', '2026-06-01')] }],
  ])('%s is news', (_words, record) => {
    expect(newsOf(record)).not.toBe(newsOf(base))
  })

  test('another missing item is news', () => {
    const noScore = newsOf({ ...base, pain: [] })
    expect(newsOf({ ...base, pain: [], nonSurgicalCare: [] })).not.toBe(noScore)
  })

  test('a source that decides and could no longer be read is news', () => {
    expect(newsOf({ ...base, couldNotLook: ['imagingReports'] })).not.toBe(newsOf(base))
  })
})

describe('no news', () => {
  test.each<[string, PatientFacts]>([
    [
      'other resource ids',
      factsOfRecord(
        {
          diagnoses: [diagnosis({ evidence: evidence('Condition/other', '2026-10-20') })],
          imaging: [mri({ evidence: { reference: 'DiagnosticReport/v2', date: '2026-11-19', basis: 'text' } })],
        },
        { pain: [{ ...painScore(8, '2026-11-20'), evidence: evidence('Observation/other', '2026-11-20') }] },
      ),
    ],
    ['another pain score: it is held against the one that was told', { ...base, pain: [painScore(10, '2026-11-20')] }],
    ['the same pain score again on a later day', { ...base, pain: [painScore(8, '2026-11-21')] }],
    ['an older, lower score beside it', { ...base, pain: [painScore(8, '2026-11-20'), painScore(6, '2026-11-10')] }],
    ['another radiograph', factsOfRecord({ diagnoses: [diagnosis()], imaging: [mri(), radiograph()] })],
    ['bone density', { ...base, boneDensity: [boneDensity('lumbar-spine', -3.1, '2026-05-02')] }],
    ['one more medicine', { ...base, nonSurgicalCare: [...base.nonSurgicalCare, care('analgesic', '2026-10-26')] }],
    ['another birth date', { ...base, patient: patient({ bornEarliest: '1949-01-01', bornLatest: '1949-01-01' }) }],
    ['allergies that could not be read', { ...base, couldNotLook: ['allergies'] }],
  ])('%s is none', (_words, record) => {
    expect(newsOf(record)).toBe(newsOf(base))
  })

  test('a second entry of the same fracture is none', () => {
    const again = diagnosis({ onset: atTheLatest('2026-11-02'), diagnosedOn: '2026-11-02' })
    expect(newsOf(factsOfRecord({ diagnoses: [diagnosis(), again], imaging: [mri()] }))).toBe(newsOf(base))
  })

  test('days passing are none while nothing else changes', () => {
    for (const day of ['2026-11-22', '2026-11-23', '2026-12-01', '2026-12-15']) {
      expect(newsOf(base, day)).toBe(newsOf(base))
    }
  })

  test('the order of facts is none', () => {
    const pieces = {
      diagnoses: [diagnosis(), diagnosis({ level: 'L1' }), diagnosis({ level: 'L3' })],
      imaging: [mri(), mri({ level: 'L1' }), radiograph({ level: 'L3' })],
      studies: [study(), study({ modality: 'CT', date: '2026-10-30' })],
    }
    const changes = {
      pain: [painScore(8, '2026-11-20'), painScore(7, '2026-11-10'), painScore(8, '2026-11-20')],
      nonSurgicalCare: [care('opioid', '2026-10-25'), care('brace', '2026-10-25')],
      safety: [safety('anticoagulant', '2026-06-01'), safety('contrast-allergy', '2026-06-01')],
    }
    const expected = newsOf(factsOfRecord(pieces, changes))
    const shuffled = <T>(items: readonly T[]) =>
      fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length })
    fc.assert(
      fc.property(
        fc.record({
          diagnoses: shuffled(pieces.diagnoses),
          imaging: shuffled(pieces.imaging),
          studies: shuffled(pieces.studies),
        }),
        fc.record({
          pain: shuffled(changes.pain),
          nonSurgicalCare: shuffled(changes.nonSurgicalCare),
          safety: shuffled(changes.safety),
        }),
        (record, rest) => {
          expect(newsOf(factsOfRecord(record, rest))).toBe(expected)
        },
      ),
    )
  })
})

describe('another route', () => {
  const danger = facts({ safety: [safety('neurological-deficit', '2026-11-18')] })

  test('comes again when another danger is found', () => {
    const both = facts({ safety: [...danger.safety, safety('spinal-infection', '2026-11-19')] })
    expect(newsOf(both)).not.toBe(newsOf(danger))
  })

  test('does not come again for a new pain score, a new MRI or a raised INR', () => {
    const news = newsOf(danger)
    expect(newsOf({ ...danger, pain: [painScore(9, '2026-11-21')] })).toBe(news)
    expect(newsOf({ ...danger, labs: [lab('inr', 2.2, '2026-11-18')] })).toBe(news)
  })
})

describe('beside the news', () => {
  test('stands the pain score that an advice rests on', () => {
    expect(painBehind({ kind: 'refer-now' }, assessed(base))).toBe(8)
    expect(painBehind({ kind: 'complete-workup' }, assessed({ ...base, pain: [] }))).toBeNull()
  })

  test('stands no pain score for a card that does not rest on it', () => {
    for (const kind of ['other-route', 'bone-health'] as const) expect(painBehind({ kind }, assessed(base))).toBeNull()
  })

  test('stands one subject for everything about the referral, and another for bone health', () => {
    const subjects = (['refer-now', 'complete-workup', 'other-route', 'bone-health'] as const).map((kind) =>
      subjectOf({ kind }),
    )
    expect(subjects).toEqual(['referral', 'referral', 'referral', 'bone-health'])
  })

  test('stand the levels in one order', () => {
    const two = (levels: readonly ('T12' | 'L1')[]) =>
      levelsOf(assessed(factsOfRecord({ diagnoses: levels.map((level) => diagnosis({ level })) })))
    expect(two(['T12', 'L1'])).toEqual(two(['L1', 'T12']))
  })
})
