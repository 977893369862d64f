import type { ServiceDefinition } from '../cds-hooks/discovery.ts'
import type { CdsRequest } from '../cds-hooks/request.ts'
import type { Assessment } from '../clinical/assessment.ts'
import type { PolicyId } from '../clinical/policies/policy.ts'
import type { CardDraft } from './card-draft.ts'

/** What a service makes of an assessment: a card, or silence with its reason (for the audit record and the playground). */
export type Decision =
  | { readonly speak: true; readonly draft: CardDraft }
  | { readonly speak: false; readonly because: SilenceReason }

export type SilenceReason =
  | 'not-indicated'
  | 'out-of-scope'
  | 'already-referred'
  | 'declined'
  | 'work-up-ordered'
  | 'no-fracture'
  | NoBusiness
  | 'not-leaving-hospital'
  | 'covered'

/** Why a call is none of a service's business, told from the call alone. */
export type NoBusiness = 'orders-not-sent' | 'nothing-about-the-spine'

/** What a tenant wants of its cards. */
export interface CardWishes {
  /** Bone-health advice as a card of its own where there is no other; else it is a line on the one card only. */
  readonly boneHealthCards: boolean
  /** The policy that an augmentation order is held against. */
  readonly payerPolicy: PolicyId
}

/** One CDS service: one hook, one URL. It decides when to speak and which card; it does no I/O. */
export interface CdsService {
  readonly definition: ServiceDefinition
  /** Asked before anything is read. A service that has no such reason leaves it out. */
  readonly noBusinessHere?: (request: CdsRequest) => NoBusiness | undefined
  readonly decide: (assessment: Assessment, request: CdsRequest, wishes: CardWishes) => Decision
}
