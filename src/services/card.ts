import type { Coding, ServiceRequest } from '@medplum/fhirtypes'
import { OVERRIDE_REASONS } from '../cds-hooks/override-reasons.ts'
import type { Card } from '../cds-hooks/response.ts'
import { policyOf } from '../clinical/policies/index.ts'
import type { CardDraft } from './card-draft.ts'

const TOPIC_SYSTEM = 'urn:kyphoplasty-cds:topic'

/**
 * Constant: clients key the lock-out of a kind of advice on it, so neither ever changes. Letters only, for Epic. Whoever
 * locks out the advice still meets the conflict of an order that is being signed.
 */
const ADVICE_TOPIC = { system: TOPIC_SYSTEM, code: 'VCFKyphoplastyReferral', display: 'Kyphoplasty referral' } as const
const COVERAGE_TOPIC = {
  system: TOPIC_SYSTEM,
  code: 'VCFAugmentationCoverage',
  display: 'Coverage of vertebral augmentation',
} as const

/** By which uuids a card and its suggestions, each by its id, are known to the client. */
export interface CardIdentity {
  readonly uuid: string
  readonly uuidOf: (suggestionId: string) => Promise<string>
}

/** How a client shows cards, what its orders are called, and the pages of its own that stand on each. */
export interface CardProfile {
  readonly renderProfile: 'markdown' | 'plain'
  readonly orderCodes: Readonly<Partial<Record<string, Coding>>>
  readonly links: readonly { readonly label: string; readonly url: string }[]
}

const STANDARD: CardProfile = { renderProfile: 'markdown', orderCodes: {}, links: [] }

/** Gives a draft its identity: the same news for the same user has the same uuids, so that feedback finds its card. */
export async function toCard(
  draft: CardDraft,
  { uuid, uuidOf }: CardIdentity,
  { renderProfile, orderCodes, links }: CardProfile = STANDARD,
): Promise<Card> {
  const suggestions = await Promise.all(
    draft.suggestions.map(async ({ id, label, resource }) => ({
      label,
      uuid: await uuidOf(id),
      actions: [
        {
          type: 'create' as const,
          description: label,
          resource: { ...inCodesOf(orderCodes[id], resource), ...DRAFT },
        },
      ],
    })),
  )
  return {
    uuid,
    summary: draft.summary,
    detail: renderProfile === 'plain' ? withoutMarkdown(draft.detail) : draft.detail,
    indicator: draft.indicator ?? 'info',
    source: {
      label: `Kyphoplasty CDS: ${policyOf(draft.policy).citation.title}`,
      topic: draft.kind === 'coverage' ? COVERAGE_TOPIC : ADVICE_TOPIC,
    },
    ...(suggestions.length === 0 ? {} : { suggestions, selectionBehavior: 'any' as const }),
    overrideReasons: [...OVERRIDE_REASONS],
    ...(links.length === 0 ? {} : { links: links.map((link) => ({ ...link, type: 'absolute' as const })) }),
  }
}

const DRAFT = { resourceType: 'ServiceRequest', status: 'draft' } as const

/** Some EHRs create an order by a code of their own only: it stands first, and the standard one beside it. */
function inCodesOf(own: Coding | undefined, resource: ServiceRequest): ServiceRequest {
  if (own === undefined) return resource
  return { ...resource, code: { ...resource.code, coding: [own, ...(resource.code?.coding ?? [])] } }
}

/** Our details know bold and bullets only. */
function withoutMarkdown(detail: string): string {
  return detail.replaceAll('**', '').replace(/^- /gm, '• ')
}
