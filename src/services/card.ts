import { OVERRIDE_REASONS } from '../cds-hooks/override-reasons.ts'
import type { Card } from '../cds-hooks/response.ts'
import { policyOf } from '../clinical/policies/index.ts'
import type { CardDraft } from './card-draft.ts'

/** Constant: clients key the lock-out of a kind of advice on it, so it never changes. Letters only, for Epic. */
const TOPIC = {
  system: 'urn:kyphoplasty-cds:topic',
  code: 'VCFKyphoplastyReferral',
  display: 'Kyphoplasty referral',
} as const

/** Gives a draft its identity: the same news for the same user gets the same uuids, so that feedback finds its card. */
export async function toCard(draft: CardDraft, uuidOf: (parts: readonly string[]) => Promise<string>): Promise<Card> {
  const suggestions = await Promise.all(
    draft.suggestions.map(async ({ id, label, resource }) => ({
      label,
      uuid: await uuidOf([draft.newsKey, id]),
      actions: [
        {
          type: 'create' as const,
          description: label,
          resource: { ...resource, resourceType: 'ServiceRequest' as const, status: 'draft' as const },
        },
      ],
    })),
  )
  return {
    uuid: await uuidOf([draft.newsKey]),
    summary: draft.summary,
    detail: draft.detail,
    indicator: 'info',
    source: { label: `Kyphoplasty CDS: ${policyOf(draft.policy).citation.title}`, topic: TOPIC },
    ...(suggestions.length === 0 ? {} : { suggestions, selectionBehavior: 'any' as const }),
    overrideReasons: [...OVERRIDE_REASONS],
  }
}
