import { describe, expect, test } from 'vitest'
import type { FractureCause, PatientFacts } from '../../src/clinical/facts.ts'
import { decideAdvice } from '../../src/services/advice-card.ts'
import type { CardDraft } from '../../src/services/card-draft.ts'
import { assessed } from '../support/assessed.ts'
import {
  boneDensity,
  boneHealth,
  diagnosis,
  facts,
  factsOfRecord,
  fracture,
  mri,
  painScore,
  patient,
  safety,
  statedOnset,
} from '../support/facts.ts'
import { aRequest } from './a-request.ts'
import { order } from './order.ts'

/** A fracture of T12 that hurts 2/10: nobody is referred for it. */
const painless = (change: Partial<PatientFacts> = {}) => facts({ pain: [painScore(2, '2026-11-20')], ...change })

function cardOf(record: PatientFacts, boneHealthCards = true): CardDraft | null {
  const decision = decideAdvice(assessed(record), aRequest(), { boneHealthCards })
  return decision.speak ? decision.draft : null
}

const recentDxa = [boneDensity('lumbar-spine', -3.1, '2026-05-02')]
const treated = [boneHealth('anti-osteoporosis-drug', '2026-06-01')]

describe('a card about bone health alone', () => {
  test('is shown where a tenant wants it and nothing else is to be said', () => {
    expect(cardOf(painless())).toMatchObject({ kind: 'bone-health' })
  })

  test('is not shown where the tenant did not ask for it', () => {
    expect(cardOf(painless(), false)).toBeNull()
    const decision = decideAdvice(assessed(painless()), aRequest())
    expect(decision).toEqual({ speak: false, because: 'not-indicated' })
  })

  test.each(['augmentation-referral', 'declined'] as const)('is shown beside a %s', (kind) => {
    expect(cardOf(facts({ plannedCare: [order(kind)] }))).toMatchObject({ kind: 'bone-health' })
  })

  test('names the levels from the top of the spine down', () => {
    const levels = ['L3', 'T12', 'L1', 'T9'] as const
    const { summary } = cardOf(painless({ fractures: levels.map((level) => fracture({ level })) })) ?? { summary: '' }
    expect(summary).toContain('T9, T12, L1, L3')
  })

  test.each<[string, Partial<PatientFacts>, readonly string[]]>([
    ['nothing is known', {}, ['bone-density']],
    ['bone density is known', { boneDensity: recentDxa }, ['bone-health-referral']],
    ['bone density is ordered', { plannedCare: [order('bone-density')] }, ['bone-health-referral']],
    ['a medicine is taken', { boneHealthCare: treated }, ['bone-density']],
  ])('suggests one thing where %s', (_words, change, suggested) => {
    expect(cardOf(painless(change))?.suggestions.map(({ id }) => id)).toEqual(suggested)
  })
})

describe('no card about bone health', () => {
  test.each<[string, Partial<PatientFacts>]>([
    ['both are done', { boneDensity: recentDxa, boneHealthCare: treated }],
    ['the study is ordered and a medicine is taken', { plannedCare: [order('bone-density')], boneHealthCare: treated }],
    ['the referral is made', { boneDensity: recentDxa, plannedCare: [order('bone-health-referral')] }],
    ['both are ordered', { plannedCare: [order('bone-density'), order('bone-health-referral')] }],
    ['comfort is the goal', { safety: [safety('comfort-care', '2026-11-01')] }],
    ['the patient has died', { patient: patient({ deceased: true }) }],
    ['there is no fracture', { fractures: [] }],
  ])('where %s', (_words, change) => {
    expect(cardOf(painless(change))).toBeNull()
  })

  test.each<FractureCause>(['neoplastic', 'traumatic', 'infectious'])('for a %s fracture', (cause) => {
    const record = painless({ fractures: [fracture({ cause })] })
    expect(cardOf(record)?.kind).not.toBe('bone-health')
  })

  test('for a suspected fracture whose MRI is ordered', () => {
    const suspected = factsOfRecord({ diagnoses: [diagnosis({ certainty: 'suspected' })] })
    expect(cardOf({ ...suspected, plannedCare: [order('spine-mri')] })).toBeNull()
    expect(cardOf({ ...suspected, pain: [painScore(2, '2026-11-20')] })?.kind).not.toBe('bone-health')
  })

  test.each([
    ['49', '1976-10-21', false],
    ['50', '1976-10-20', true],
  ])('for a fracture at %s, and one from 50 on', (_age, born, shown) => {
    const record = painless({ patient: patient({ bornEarliest: born, bornLatest: born }) })
    expect(cardOf(record) !== null).toBe(shown)
  })

  test('for a fracture in youth of somebody who is old now', () => {
    const young = fracture({ onset: statedOnset('1990-05-01'), diagnosedOn: '1990-05-02', acuity: 'old', imaging: [] })
    expect(cardOf(painless({ fractures: [young], imaging: [] }))).toBeNull()
  })

  test.each<[string, PatientFacts, CardDraft['kind']]>([
    ['refers', facts(), 'refer-now'],
    ['asks for what is missing', facts({ pain: [] }), 'complete-workup'],
    ['names a danger', facts({ safety: [safety('neurological-deficit', '2026-11-18')] }), 'other-route'],
    ['looks for a new fracture beside', factsOfRecord({ diagnoses: [diagnosis()], imaging: [mri()] }), 'refer-now'],
  ])('where another card %s', (_words, record, kind) => {
    expect(cardOf(record)).toEqual(cardOf(record, false))
    expect(cardOf(record)?.kind).toBe(kind)
  })
})
