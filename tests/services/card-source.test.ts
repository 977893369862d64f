import { describe, expect, test } from 'vitest'
import { assess } from '../../src/clinical/assess.ts'
import type { PatientFacts } from '../../src/clinical/facts.ts'
import type { PolicyId } from '../../src/clinical/policies/policy.ts'
import { MEDICARE_LCD, SOURCE_PRACTICE } from '../../src/clinical/sources.ts'
import { decideAdvice } from '../../src/services/advice-card.ts'
import { toCard } from '../../src/services/card.ts'
import { ASSESSED_ON, facts, fracture, mri, painScore, safety } from '../support/facts.ts'
import { aRequest } from './a-request.ts'

async function sourceOf(policy: PolicyId, record: PatientFacts) {
  const assessment = assess(record, { assessedOn: ASSESSED_ON, policy })
  const decision = decideAdvice(assessment, aRequest(), { boneHealthCards: true })
  if (!decision.speak) throw new Error(`silent: ${decision.because}`)
  const { source } = await toCard(decision.draft, { uuid: 'card', uuidOf: async (id) => id })
  return { kind: decision.draft.kind, source }
}

const imaging = [mri({ heightLossPercent: 35, kyphoticDeformity: 'yes' })]
const collapsed = facts({ fractures: [fracture({ imaging })], imaging })

const CARDS = [
  ['refer-now', collapsed],
  ['complete-workup', { ...collapsed, pain: [] }],
  ['other-route', { ...collapsed, safety: [safety('neurological-deficit', '2026-11-18')] }],
  ['bone-health', { ...collapsed, pain: [painScore(2, '2026-11-20')] }],
] as const

describe.each(CARDS)('the source of a card of kind %s', (kind, record) => {
  test('is Medicare where Medicare decides', async () => {
    const card = await sourceOf('medicare-lcd', record)
    expect(card.kind).toBe(kind)
    expect(card.source.label).toContain('L34106')
    expect(card.source.label).toContain(MEDICARE_LCD.title)
    expect(card.source.label).not.toContain(SOURCE_PRACTICE.title)
  })

  test('is the practice where the clinic policy decides', async () => {
    const card = await sourceOf('clinic', record)
    expect(card.kind).toBe(kind)
    expect(card.source.label).toContain(SOURCE_PRACTICE.title)
  })

  test('keeps its topic whatever policy decides', async () => {
    const topics = await Promise.all([sourceOf('clinic', record), sourceOf('medicare-lcd', record)])
    expect(topics[0]?.source.topic).toEqual(topics[1]?.source.topic)
  })
})
