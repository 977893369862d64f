import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createApp } from '../src/app.ts'
import { createIdentityKeys } from '../src/storage/identity-keys.ts'
import { createMemoryAuditLog } from '../src/storage/memory-audit-log.ts'
import { createMemoryCardMemory } from '../src/storage/memory-card-memory.ts'
import { createMemoryFeedbackStore } from '../src/storage/memory-feedback-store.ts'
import { type ExpectedCard, type GoldenCase, goldenCases, patientIdOf, prefetchFor } from './support/golden-cases.ts'

/** The day the synthetic patients are written for, in the middle of a day in Chicago. */
const NOW = new Date('2026-11-22T18:00:00Z')

function app() {
  return createApp({
    config: { environment: 'development', allowedOrigins: '*', sandboxFhirUrl: undefined, timeZone: 'America/Chicago' },
    fetch: () => Promise.reject(new Error('a golden case reads no FHIR server')),
    now: () => NOW,
    cardMemory: createMemoryCardMemory(),
    feedbackStore: createMemoryFeedbackStore(),
    auditLog: createMemoryAuditLog(),
    identityKeys: createIdentityKeys({ id: 'test', key: 'test' }),
    logFailure: () => undefined,
  })
}

function post(path: string, golden: GoldenCase) {
  const context = {
    ...golden.context,
    userId: 'Practitioner/golden',
    patientId: patientIdOf(golden),
    encounterId: golden.encounterId,
  }
  const body = { hook: golden.hook, hookInstance: 'golden', context, prefetch: prefetchFor(golden) }
  return app().request(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** How each kind of card starts to say what it is. */
const KIND_WORDS: Readonly<Record<string, RegExp>> = {
  'refer-now': /^Consider kyphoplasty referral:/,
  'complete-workup': /before a kyphoplasty decision, missing:/,
  'other-route': /outside this tool, follow your local urgent pathway\.$/,
  coverage:
    /augmentation(?:, .+: (?:not documented|the record contradicts|no current fracture)| conflicts with the record)/,
}

/** The words a card asks for a missing item with. */
const MISSING_WORDS: Readonly<Record<string, string>> = {
  mri: 'MRI of the spine with STIR',
  'ct-or-mri': 'CT or MRI',
  'pain-score': 'a pain score',
  'functional-impact': 'functional impact',
  treatment: 'treatment tried since the fracture',
  level: 'the vertebral level',
  onset: 'when the fracture happened',
  'spine-surgeon': "a spine surgeon's view",
  'unread-conditions': 'the diagnoses',
  'unread-imagingReports': 'the imaging reports',
}

const SUGGESTION_WORDS: Readonly<Record<string, string>> = {
  referral: 'Refer for kyphoplasty evaluation',
  mri: 'Order MRI of the spine with STIR',
  'bone-density': 'Order bone density study',
  'bone-health-referral': 'Refer for osteoporosis treatment',
}

/** What an answer must hold to be compared at all: anything else fails the test with its path. */
const answered = z.object({
  cards: z.array(
    z.object({
      summary: z.string(),
      detail: z.string(),
      indicator: z.string(),
      suggestions: z.array(z.object({ label: z.string() })).optional(),
    }),
  ),
})
const found = z.array(z.object({ id: z.string(), finding: z.string() }))
const assessedShape = z.object({
  outcome: z.string(),
  fractures: z.array(z.looseObject({})),
  gates: found,
  policies: z.object({ clinic: z.object({ criteria: found }) }),
  couldNotLook: z.array(z.string()),
})

type SentCard = z.infer<typeof answered>['cards'][number]

function expectCard(card: SentCard | undefined, expected: ExpectedCard) {
  expect(card?.summary).toMatch(KIND_WORDS[expected.kind] ?? /no such kind/)
  expect(card?.indicator).toBe(expected.indicator ?? 'info')
  expectWords(card?.summary, expected.summaryIncludes)
  expectWords(card?.detail, expected.detailIncludes)
  expectWords(
    card?.detail,
    expected.missingIds?.map((id) => MISSING_WORDS[id] ?? `no words for ${id}`),
  )
  for (const words of expected.neverIncludes ?? []) expect(JSON.stringify(card)).not.toContain(words)
  if (expected.suggestions) expectSuggestions(card, expected.suggestions)
}

function expectWords(text: string | undefined, all: readonly string[] = []) {
  for (const words of all) expect(text).toContain(words)
}

function expectSuggestions(card: SentCard | undefined, ids: readonly string[]) {
  const labels = (card?.suggestions ?? []).map(({ label }) => label)
  expect(labels).toEqual(ids.map((id) => expect.stringContaining(SUGGESTION_WORDS[id] ?? `no words for ${id}`)))
}

function byId(items: readonly { readonly id: string; readonly finding: string }[]) {
  return Object.fromEntries(items.map(({ id, finding }) => [id, finding]))
}

describe('golden cases, as a person wrote them', () => {
  test.each(goldenCases())('$name: $why', async (golden) => {
    const { status, outcome, card, fractures = [], findings = {}, gates = {}, couldNotLook = [] } = golden.expect
    const [answer, assessed] = await Promise.all([
      post(`/cds-services/vcf-${golden.hook}`, golden),
      post('/assessments', golden),
    ])
    expect([answer.status, assessed.status]).toEqual([status, status])
    if (status !== 200) return

    const assessment = assessedShape.parse(await assessed.json())
    expect(assessment).toMatchObject({ outcome })
    expect(byId(assessment.policies.clinic.criteria)).toMatchObject(findings)
    expect(byId(assessment.gates)).toMatchObject(gates)
    expect(assessment.couldNotLook).toEqual(expect.arrayContaining([...couldNotLook]))
    expect(assessment.fractures).toEqual(
      expect.arrayContaining(fractures.map((fracture) => expect.objectContaining(fracture))),
    )

    const { cards } = answered.parse(await answer.json())
    if (card === null) expect(cards).toEqual([])
    if (card) expectCard(cards[0], card)
  })
})
