import { expect, test } from 'vitest'
import type { Card } from '../../src/cds-hooks/response.ts'
import { SERVICES } from '../../src/services/index.ts'
import { createTestApp, PATIENT_VIEW, ST_ELSEWHERE } from '../support/app.ts'
import { aCall, aFracture } from '../support/fhir.ts'
import { callHook, callHookOf, drafts, MRI } from './a-hook-call.ts'

/** A context for each hook in which its service speaks about the patient whom the service refers now. */
const SPEAKING: Readonly<Record<string, object>> = {
  'patient-view': {},
  'encounter-start': { encounterId: 'e1' },
  'encounter-discharge': { encounterId: 'e1' },
  'order-select': { selections: ['ServiceRequest/mri-draft'], draftOrders: drafts(MRI) },
  'order-sign': { draftOrders: drafts(MRI) },
  'problem-list-item-create': { conditions: { entry: [{ resource: aFracture() }] } },
}
const HOOKS = SERVICES.map(({ definition }) => definition.hook)

test('the same advice through every hook is one card with one uuid', async () => {
  const app = createTestApp()
  const cards: (Card | undefined)[] = []
  for (const hook of HOOKS) cards.push((await callHookOf(app, hook, { context: { ...SPEAKING[hook] } })).card)
  expect(cards.map((card) => card?.summary)).toEqual(HOOKS.map(() => cards[0]?.summary))
  expect(new Set(cards.map((card) => card?.uuid)).size).toBe(1)
})

test('and one piece of news: told through six hooks in one sitting, it is met in two more', async () => {
  let now = new Date('2026-11-20T09:00:00Z')
  const app = createTestApp({ now: () => now })
  const day = async (date: string, hook: string) => {
    now = new Date(`${date}T09:00:00Z`)
    return (await callHookOf(app, hook, { context: { ...SPEAKING[hook], encounterId: date } })).card !== undefined
  }
  for (const hook of HOOKS) expect(await day('2026-11-20', hook)).toBe(true)
  expect(await day('2026-11-22', 'order-select')).toBe(true)
  expect(await day('2026-11-24', 'encounter-start')).toBe(true)
  expect(await day('2026-11-26', 'order-sign')).toBe(false)
  expect(await day('2026-11-26', 'patient-view')).toBe(false)
})

test('a client that shows details as plain text gets them without markdown', async () => {
  const marked = (await callHook('patient-view', {})).card?.detail ?? ''
  const plain = (await callHook('patient-view', {}, { renderProfile: 'plain' })).card?.detail ?? ''
  expect(marked).toMatch(/^- \*\*/m)
  expect(plain).not.toMatch(/\*|^- /m)
  expect(plain).toMatch(/^• Severe pain: met\./m)
  expect(plain.replaceAll('• ', '')).toBe(marked.replaceAll('**', '').replaceAll(/^- /gm, ''))
})

test.each(HOOKS)('%s answers only its own hook', async (hook) => {
  for (const other of HOOKS.filter((each) => each !== hook)) {
    const body = aCall({ hook: other, context: { ...SPEAKING[other] } })
    expect((await createTestApp().post(`/cds-services/vcf-${hook}`, body)).status).toBe(400)
  }
})

test('opening the chart reads drafts that a client sends along, and takes them for planned', async () => {
  const referral = { ...MRI, code: { text: 'Referral to spine surgery' } }
  const app = createTestApp({ client: ST_ELSEWHERE })
  const response = await app.post(PATIENT_VIEW, aCall({ context: { draftOrders: drafts(referral) } }))
  expect(await response.json()).toEqual({ cards: [] })
})
