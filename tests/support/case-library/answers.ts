import { z } from 'zod'
import { createApp } from '../../../src/app.ts'
import { createIdentityKeys } from '../../../src/storage/identity-keys.ts'
import { createMemoryAuditLog } from '../../../src/storage/memory-audit-log.ts'
import { createMemoryCardMemory } from '../../../src/storage/memory-card-memory.ts'
import { createMemoryFeedbackStore } from '../../../src/storage/memory-feedback-store.ts'
import type { Form, LibraryCase } from './format.ts'
import { requestBodyOf } from './request.ts'

/** The middle of the day of assessment in Chicago. */
const NOW = new Date('2026-11-22T18:00:00Z')

const found = z.array(z.looseObject({ id: z.string(), finding: z.string() }))
const assessed = z.looseObject({
  outcome: z.string(),
  fractures: z.array(z.looseObject({ status: z.string(), onsetBasis: z.string() })),
  otherFractures: z.array(z.looseObject({ status: z.string(), onsetBasis: z.string() })),
  policies: z.record(z.string(), z.looseObject({ outcome: z.string(), criteria: found })),
  gates: z.array(z.looseObject({ id: z.string(), finding: z.string(), couldNotLook: z.array(z.string()) })),
  companions: found,
})
const answered = z.object({ cards: z.array(z.looseObject({ summary: z.string() })) })

/** What both routes answered to one form of a case. */
export interface Answers {
  readonly assessment: z.infer<typeof assessed>
  readonly cards: z.infer<typeof answered>['cards']
}

export type Ask = (one: LibraryCase, form: Form) => Promise<Answers>

/** One app for the whole library; each case and form is asked once. */
export function createAsk(): Ask {
  const app = createApp({
    config: { environment: 'development', allowedOrigins: '*', sandboxFhirUrl: undefined, timeZone: 'America/Chicago' },
    fetch: () => Promise.reject(new Error('the case library reads no FHIR server')),
    now: () => NOW,
    cardMemory: createMemoryCardMemory(),
    feedbackStore: createMemoryFeedbackStore(),
    auditLog: createMemoryAuditLog(),
    identityKeys: createIdentityKeys({ id: 'test', key: 'test' }),
    logFailure: () => undefined,
  })
  const answers = new Map<string, Promise<Answers>>()
  const post = async (path: string, body: string): Promise<unknown> => {
    const answer = await app.request(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
  const ask: Ask = async (one, form) => {
    const body = JSON.stringify(requestBodyOf(one, form))
    const [assessment, cards] = await Promise.all([
      post('/assessments', body),
      post('/cds-services/vcf-patient-view', body),
    ])
    return { assessment: assessed.parse(assessment), cards: answered.parse(cards).cards }
  }
  return (one, form) => {
    const key = `${one.name} ${form}`
    const answer = answers.get(key) ?? ask(one, form)
    answers.set(key, answer)
    return answer
  }
}

/** The part of an answer that `expect` of a case speaks about, in the shape it is written in. */
export function summaryOf({ assessment }: Answers) {
  const { outcome, policies, gates, companions } = assessment
  const rows = Object.entries(policies)
  return {
    outcome,
    policies: Object.fromEntries(rows.map(([id, row]) => [id, row.outcome])),
    findings: Object.fromEntries(rows.map(([id, row]) => [id, byId(row.criteria)])),
    gates: Object.fromEntries(
      gates.map(({ id, finding, couldNotLook }) => [
        id,
        finding === 'unknown' && couldNotLook.length > 0 ? 'could-not-look' : finding,
      ]),
    ),
    companions: byId(companions),
  }
}

function byId(items: readonly { readonly id: string; readonly finding: string }[]) {
  return Object.fromEntries(items.map(({ id, finding }) => [id, finding]))
}

/** Where the two forms of a record may differ: in what they point to and in how a reason is worded. */
const OF_THE_FORM: ReadonlySet<string> = new Set(['evidence', 'basis', 'because', 'reference'])

/** An answer without that, every list in one order: the readers list what came from different resources differently. */
export function withoutForm(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(withoutForm)
    return items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  }
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([key]) => !OF_THE_FORM.has(key))
  return Object.fromEntries(kept.map(([key, each]) => [key, withoutForm(each)]))
}
