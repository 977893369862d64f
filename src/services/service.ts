import type { ServiceDefinition } from '../cds-hooks/discovery.ts'
import type { CdsRequest } from '../cds-hooks/request.ts'
import type { Assessment } from '../clinical/assessment.ts'
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

/** What a tenant wants of its cards. */
export interface CardWishes {
  /** Bone-health advice as a card of its own where there is no other; else it is a line on the one card only. */
  readonly boneHealthCards: boolean
}

/** One CDS service: one hook, one URL. It decides when to speak and which card; it does no I/O. */
export interface CdsService {
  readonly definition: ServiceDefinition
  readonly decide: (assessment: Assessment, request: CdsRequest, wishes: CardWishes) => Decision
}
