import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cdsResponse } from '../../src/cds-hooks/response.ts'
import type { PatientFacts } from '../../src/clinical/facts.ts'
import { ALL_LEVELS } from '../../src/clinical/level.ts'
import { POLICIES } from '../../src/clinical/policies/index.ts'
import type { DraftOrder } from '../../src/fhir/read-draft-order.ts'
import { toCard } from '../../src/services/card.ts'
import { decideCoverage } from '../../src/services/coverage-card.ts'
import { uuidBelow } from '../../src/storage/identity-keys.ts'
import { assessed } from '../support/assessed.ts'
import { facts, lab, painScore, radiograph, safety } from '../support/facts.ts'
import { aRequest } from './a-request.ts'
import { anyAssessment } from './any-assessment.ts'

const AUGMENTATION: DraftOrder = {
  topic: 'augmentation',
  planned: undefined,
  suggestsFracture: true,
  levels: [],
  region: null,
}
const REFERRAL: DraftOrder = { ...AUGMENTATION, topic: 'referral' }
const CARD_UUID = '3efc4fc0-e116-5a22-9db4-e114152bca9a'

function decide(given: PatientFacts, drafts: readonly DraftOrder[] = [AUGMENTATION]) {
  return decideCoverage(assessed(given), aRequest(), { drafts, payerPolicy: 'medicare-lcd' })
}

function draftFor(given: PatientFacts, drafts?: readonly DraftOrder[]) {
  const decision = decide(given, drafts)
  if (!decision.speak) throw new Error(decision.because)
  return decision.draft
}

describe('a warning', () => {
  test('is for a gate that is met', () => {
    expect(draftFor(facts({ safety: [safety('spinal-infection', '2026-11-18')] })).indicator).toBe('warning')
    expect(draftFor(facts({ safety: [safety('comfort-care', '2026-11-18')] })).indicator).toBe('warning')
  })

  test('counts what else stands against the order', () => {
    const both = facts({
      safety: [safety('neurological-deficit', '2026-11-18')],
      labs: [lab('inr', 2.4, '2026-11-18')],
    })
    expect(draftFor(both).summary).toMatch(/neurological deficit \(2026-11-18\), and 1 more\.$/)
  })

  test('is not for what nobody wrote down', () => {
    expect(draftFor(facts({ imaging: [radiograph()], pain: [] })).indicator).toBeUndefined()
    expect(draftFor(facts({ couldNotLook: ['conditions', 'imagingReports'] })).indicator).toBeUndefined()
  })

  test('is not for an anticoagulant, which needs a plan and is no exclusion', () => {
    const decision = decide(facts({ safety: [safety('anticoagulant', '2026-06-01')] }))
    expect(decision.speak ? decision.draft.indicator : undefined).toBeUndefined()
  })
})

test('about a patient who has died there is nothing to say', () => {
  const { patient } = facts()
  expect(decide(facts({ patient: { ...patient, deceased: true } }))).toEqual({ speak: false, because: 'not-indicated' })
})

describe('news about coverage', () => {
  const key = (change: Partial<PatientFacts>) => draftFor(facts(change)).newsKey

  test('is the same for the same gaps, whatever day a score is from', () => {
    expect(key({ pain: [painScore(8, '2026-11-20')] })).toBe(key({ pain: [painScore(8, '2026-11-21')] }))
  })

  test('is other news when a gap is closed, opened, or a danger is documented', () => {
    const keys = [key({}), key({ pain: [] }), key({ safety: [safety('neurological-deficit', '2026-11-18')] })]
    expect(new Set(keys).size).toBe(3)
  })
})

describe('whatever is assessed', () => {
  const anyDraft = fc.record({
    topic: fc.constantFrom<DraftOrder['topic']>('augmentation', 'augmentation', 'referral', 'opioid', null),
    planned: fc.constant(undefined),
    suggestsFracture: fc.boolean(),
    levels: fc.subarray([...ALL_LEVELS], { maxLength: 4 }),
    region: fc.constantFrom(null, 'thoracic' as const, 'lumbar' as const),
  })
  const anyOrders = fc.record({
    drafts: fc.array(anyDraft, { maxLength: 3 }).map((others) => [AUGMENTATION, ...others]),
    payerPolicy: fc.constantFrom(...POLICIES.map(({ id }) => id)),
  })

  test('the card keeps our own schema and at most 120 words', async () => {
    await fc.assert(
      fc.asyncProperty(anyAssessment, anyOrders, async (assessment, signed) => {
        const decision = decideCoverage(assessment, aRequest(), signed)
        if (!decision.speak) return
        for (const renderProfile of ['markdown', 'plain'] as const) {
          const card = await toCard(
            decision.draft,
            { uuid: CARD_UUID, uuidOf: (id) => uuidBelow(CARD_UUID, id) },
            { renderProfile, orderCodes: {}, links: [] },
          )
          expect(cdsResponse.safeParse({ cards: [card] }).error).toBeUndefined()
          expect(card.detail.split(/\s+/).length).toBeLessThanOrEqual(120)
        }
      }),
      { numRuns: 500, seed: 7 },
    )
  })

  test('a danger that is documented is a warning, also beside a referral', () => {
    fc.assert(
      fc.property(anyAssessment, anyOrders, (assessment, signed) => {
        const isDanger = assessment.gates.some(({ action, finding }) => action === 'other-route' && finding === 'met')
        const decision = decideCoverage(assessment, aRequest(), { ...signed, drafts: [...signed.drafts, REFERRAL] })
        if (isDanger) expect(decision).toMatchObject({ speak: true, draft: { indicator: 'warning', suggestions: [] } })
      }),
      { numRuns: 500, seed: 11 },
    )
  })
})
