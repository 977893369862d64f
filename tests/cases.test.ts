import { describe, expect, test } from 'vitest'
import { createApp } from '../src/app.ts'
import { createIdentityKeys } from '../src/storage/identity-keys.ts'
import { createMemoryAuditLog } from '../src/storage/memory-audit-log.ts'
import { createMemoryCardMemory } from '../src/storage/memory-card-memory.ts'
import { type ExpectedCard, type GoldenCase, goldenCases, patientIdOf, prefetchFor } from './support/golden-cases.ts'

/** The day the synthetic patients are written for, in the middle of a day in Chicago. */
const NOW = new Date('2026-11-22T18:00:00Z')

function app() {
  return createApp({
    config: { environment: 'development', allowedOrigins: '*', sandboxFhirUrl: undefined, timeZone: 'America/Chicago' },
    fetch: () => Promise.reject(new Error('a golden case reads no FHIR server')),
    now: () => NOW,
    cardMemory: createMemoryCardMemory(),
    auditLog: createMemoryAuditLog(),
    identityKeys: createIdentityKeys({ id: 'test', key: 'test' }),
    logFailure: () => undefined,
  })
}

function post(path: string, golden: GoldenCase) {
  const context = { userId: 'Practitioner/golden', patientId: patientIdOf(golden), encounterId: golden.encounterId }
  const body = { hook: 'patient-view', hookInstance: 'golden', context, prefetch: prefetchFor(golden) }
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

interface SentCard {
  readonly summary: string
  readonly detail: string
  readonly suggestions?: readonly { readonly label: string }[]
}

function expectCard(card: SentCard | undefined, expected: ExpectedCard) {
  expect(card?.summary).toMatch(KIND_WORDS[expected.kind] ?? /no such kind/)
  for (const words of expected.summaryIncludes ?? []) expect(card?.summary).toContain(words)
  for (const words of expected.detailIncludes ?? []) expect(card?.detail).toContain(words)
  for (const id of expected.missingIds ?? []) expect(card?.detail).toContain(MISSING_WORDS[id] ?? `no words for ${id}`)
  for (const words of expected.neverIncludes ?? []) expect(JSON.stringify(card)).not.toContain(words)
  if (expected.suggestions) {
    const labels = (card?.suggestions ?? []).map(({ label }) => label)
    const wanted = expected.suggestions.map((id) =>
      expect.stringContaining(SUGGESTION_WORDS[id] ?? `no words for ${id}`),
    )
    expect(labels).toEqual(wanted)
  }
}

function byId(items: readonly { readonly id: string; readonly finding: string }[]) {
  return Object.fromEntries(items.map(({ id, finding }) => [id, finding]))
}

describe('golden cases, as a person wrote them', () => {
  test.each(goldenCases())('$name: $why', async (golden) => {
    const { status, outcome, card, fractures = [], findings = {}, gates = {}, couldNotLook = [] } = golden.expect
    const [answer, assessed] = await Promise.all([
      post('/cds-services/vcf-patient-view', golden),
      post('/assessments', golden),
    ])
    expect([answer.status, assessed.status]).toEqual([status, status])
    if (status !== 200) return

    const assessment = await assessed.json()
    expect(assessment).toMatchObject({ outcome })
    expect(byId(assessment.policies.clinic.criteria)).toMatchObject(findings)
    expect(byId(assessment.gates)).toMatchObject(gates)
    expect(assessment.couldNotLook).toEqual(expect.arrayContaining([...couldNotLook]))
    expect(assessment.fractures).toEqual(
      expect.arrayContaining(fractures.map((fracture) => expect.objectContaining(fracture))),
    )

    const { cards } = await answer.json()
    if (card === null) expect(cards).toEqual([])
    if (card) expectCard(cards[0], card)
  })
})
