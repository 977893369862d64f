import { describe, expect, test } from 'vitest'
import { assess } from '../../src/clinical/assess.ts'
import type { PatientFacts } from '../../src/clinical/facts.ts'
import type { PolicyId } from '../../src/clinical/policies/policy.ts'
import { decideAdvice } from '../../src/services/advice-card.ts'
import type { CardDraft } from '../../src/services/card-draft.ts'
import {
  ASSESSED_ON,
  atTheLatest,
  care,
  daysAgo,
  diagnosis,
  factsOfRecord,
  mri,
  painScore,
  radiograph,
  statedOnset,
  study,
} from '../support/facts.ts'
import { aRequest } from './a-request.ts'

function cardUnder(policy: PolicyId, record: PatientFacts): CardDraft {
  const decision = decideAdvice(assess(record, { assessedOn: ASSESSED_ON, policy }), aRequest())
  if (!decision.speak) throw new Error(`silent: ${decision.because}`)
  return decision.draft
}

const cardFor = (record: PatientFacts) => cardUnder('clinic', record)
const idsOf = ({ suggestions }: CardDraft) => suggestions.map(({ id }) => id)
/** What the card asks for: the line that opens it. */
const missingIn = ({ detail }: CardDraft) => /\*\*Missing:\*\*[^\n]*/.exec(detail)?.[0] ?? ''

describe('an MRI without edema and pain that goes on', () => {
  const WITHOUT_EDEMA = { marrowEdema: 'no', acuity: 'unknown' } as const
  const hurting = (mriDaysAgo: number, onset = statedOnset(daysAgo(150)), change = {}) =>
    factsOfRecord(
      {
        diagnoses: [diagnosis({ onset, diagnosedOn: daysAgo(150) })],
        imaging: [mri({ ...WITHOUT_EDEMA, date: daysAgo(mriDaysAgo), ...change })],
      },
      { pain: [painScore(8, daysAgo(2))], nonSurgicalCare: [care('opioid', daysAgo(60))] },
    )

  test.each([
    ['3 days', hurting(3)],
    ['84 days', hurting(84)],
    ['3 days, of a fracture dated by its record only', hurting(3, atTheLatest(daysAgo(150)))],
    ['3 days, that calls the fracture old', hurting(3, statedOnset(daysAgo(150)), { acuity: 'old' })],
    ['3 days, of a fracture of 30 days', hurting(3, statedOnset(daysAgo(30)))],
  ])('asks for the examination and for no second MRI: one of %s', (_words, record) => {
    const card = cardFor(record)
    expect(card.kind).toBe('complete-workup')
    expect(missingIn(card)).toMatch(/examination/)
    expect(`${card.summary} ${missingIn(card)}`).not.toMatch(/MRI/)
    expect(idsOf(card)).not.toContain('mri')
  })

  test('asks for an MRI where that one is older than 12 weeks', () => {
    const card = cardFor(hurting(85))
    expect(missingIn(card)).toMatch(/MRI/)
    expect(idsOf(card)).toContain('mri')
  })
})

describe('an MRI that could not tell', () => {
  const unreliable = factsOfRecord({
    diagnoses: [diagnosis()],
    imaging: [mri({ marrowEdema: 'unreliable', acuity: 'unknown' })],
  })

  test('is followed by the advice of another, on a referral', () => {
    const card = cardFor(unreliable)
    expect(card.kind).toBe('refer-now')
    expect(card.detail).toMatch(/MRI[^.]*before any procedure/)
    expect(idsOf(card)[0]).toBe('mri')
  })

  test('needs no other where a newer one could', () => {
    const newer = mri({ date: '2026-11-20' })
    const card = cardFor(factsOfRecord({ diagnoses: [diagnosis()], imaging: [newer, ...unreliable.imaging] }))
    expect(idsOf(card)).not.toContain('mri')
  })
})

describe('an MRI in the archive without a report', () => {
  const archived = study({ modality: 'MR', region: 'thoracolumbar', date: '2026-11-19' })

  test('is asked for its report on a referral, and nothing is ordered', () => {
    const card = cardFor(factsOfRecord({ diagnoses: [diagnosis()], imaging: [radiograph()], studies: [archived] }))
    expect(card.kind).toBe('refer-now')
    expect(card.detail).toMatch(/report of the MRI/)
    expect(card.detail).toContain('2026-11-19')
    expect(idsOf(card)).not.toContain('mri')
  })

  test('is asked for its report where there is no other imaging, and nothing is ordered', () => {
    const card = cardFor(factsOfRecord({ diagnoses: [diagnosis()], studies: [archived] }))
    expect(card.detail).toMatch(/report of the MRI/)
    expect(idsOf(card)).not.toContain('mri')
  })

  test('is asked for its report where the age of the fracture is open, and nothing is ordered', () => {
    const undated = diagnosis({ onset: atTheLatest('2026-10-21') })
    const card = cardFor(factsOfRecord({ diagnoses: [undated], imaging: [radiograph()], studies: [archived] }))
    expect(card.kind).toBe('complete-workup')
    expect(card.detail).toMatch(/report of the MRI/)
    expect(idsOf(card)).not.toContain('mri')
  })

  test('is asked for its report under Medicare, which asks for edema, and nothing is ordered', () => {
    const record = factsOfRecord({ diagnoses: [diagnosis()], imaging: [radiograph()], studies: [archived] })
    const card = cardUnder('medicare-lcd', record)
    expect(card.kind).toBe('complete-workup')
    expect(card.detail).toMatch(/report of the MRI/)
    expect(idsOf(card)).not.toContain('mri')
  })
})

describe('imaging reports that could not be read', () => {
  const unread = { couldNotLook: ['imagingReports'] } as const

  test.each<[string, PolicyId, PatientFacts]>([
    ['a diagnosis', 'clinic', factsOfRecord({ diagnoses: [diagnosis()] }, unread)],
    ['a diagnosis, under Medicare', 'medicare-lcd', factsOfRecord({ diagnoses: [diagnosis()] }, unread)],
    [
      'a diagnosis dated by its record only',
      'clinic',
      factsOfRecord({ diagnoses: [diagnosis({ onset: atTheLatest('2026-10-21') })] }, unread),
    ],
    [
      'a diagnosis of 150 days',
      'clinic',
      factsOfRecord(
        { diagnoses: [diagnosis({ onset: statedOnset(daysAgo(150)), diagnosedOn: daysAgo(150) })] },
        unread,
      ),
    ],
  ])('are asked for, and no MRI is suggested: %s', (_words, policy, record) => {
    const card = cardUnder(policy, record)
    expect(card.kind).toBe('complete-workup')
    expect(missingIn(card)).toMatch(/imaging reports/)
    expect(missingIn(card)).not.toMatch(/MRI/)
    expect(idsOf(card)).not.toContain('mri')
  })

  test('an MRI is suggested where they were read and hold nothing', () => {
    expect(idsOf(cardFor(factsOfRecord({ diagnoses: [diagnosis()] })))).toContain('mri')
  })
})
