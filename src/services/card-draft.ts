import type { ServiceRequest } from '@medplum/fhirtypes'
import type { PolicyId } from '../clinical/policies/policy.ts'

/** What a card can offer. */
export const SUGGESTION_IDS = ['referral', 'mri', 'bone-density', 'bone-health-referral'] as const
export type SuggestionId = (typeof SUGGESTION_IDS)[number]

/** One suggestion before it gets its uuid: one draft order that a click would create. */
export interface SuggestionDraft {
  readonly id: SuggestionId
  readonly label: string
  readonly resource: ServiceRequest
}

/** A card before it gets its uuids, and the facts that make it new. */
export interface CardDraft {
  readonly kind: 'refer-now' | 'complete-workup' | 'other-route' | 'bone-health' | 'coverage'
  /** The policy it speaks for. */
  readonly policy: PolicyId
  /** Left out: information. A warning only where an order that is being signed meets what stands against it. */
  readonly indicator?: 'warning'
  readonly summary: string
  readonly detail: string
  readonly suggestions: readonly SuggestionDraft[]
  /** Stands for the facts behind the card: two drafts with the same key tell the same news. */
  readonly newsKey: string
}
