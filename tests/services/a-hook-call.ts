import type { CdsClient } from '../../src/cds-client.ts'
import type { Card } from '../../src/cds-hooks/response.ts'
import { cardsOf, createTestApp, ST_ELSEWHERE, type TestApp } from '../support/app.ts'
import { aCall, type BodyChanges, PATIENT_ID } from '../support/fhir.ts'

export interface Answered {
  readonly card: Card | undefined
  /** Why there is no card, as it was recorded. */
  readonly silence: string | null
}

/** Calls the service of a hook through HTTP, with everything sent about a patient whom the service refers now. */
export async function callHook(hook: string, body: BodyChanges, changes: Partial<CdsClient> = {}): Promise<Answered> {
  return callHookOf(createTestApp({ client: { ...ST_ELSEWHERE, ...changes } }), hook, body)
}

/** The same through an app that remembers earlier calls. */
export async function callHookOf(app: TestApp, hook: string, body: BodyChanges): Promise<Answered> {
  const [card, ...others] = await cardsOf(await app.post(`/cds-services/vcf-${hook}`, aCall({ hook, ...body })))
  if (others.length > 0) throw new Error('more than one card')
  return { card, silence: app.auditEntries().at(-1)?.silentBecause ?? null }
}

type Fields = Readonly<Record<string, unknown>>

export function aDraft(fields: Fields) {
  return {
    resourceType: 'ServiceRequest',
    id: 'draft',
    status: 'draft',
    intent: 'order',
    subject: { reference: `Patient/${PATIENT_ID}` },
    ...fields,
  }
}

export function drafts(...resources: readonly object[]) {
  return { resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) }
}

export const MRI = aDraft({ id: 'mri-draft', code: { text: 'MRI lumbar spine without contrast' } })
export const KYPHOPLASTY = aDraft({
  id: 'kyphoplasty-draft',
  code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '22513' }] },
})
export const REFERRAL = aDraft({ id: 'referral-draft', code: { text: 'Referral for kyphoplasty evaluation' } })
export const CHEST_XRAY = aDraft({ id: 'chest-draft', code: { text: 'XR chest 2 views' } })
