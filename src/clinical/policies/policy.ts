import type { Citation } from '../citation.ts'
import type { AssessedCriterion, Criterion, FractureCase } from '../criterion.ts'

export type Outcome = 'refer-now' | 'complete-workup' | 'not-indicated' | 'other-route' | 'out-of-scope'

export type PolicyId = 'clinic' | 'medicare-lcd' | 'nice-ta279' | 'rand-2018' | 'acr-2018'

/** A published set of criteria. Gates and preconditions are shared and stand outside of it. */
export interface Policy {
  readonly id: PolicyId
  readonly title: string
  readonly citation: Citation
  /** Only some policies may decide what a card says; the others inform. */
  readonly mayDecide: boolean
  readonly criteria: readonly Criterion[]
  /** Whether the source speaks about this fracture at all. */
  readonly isInScope: (fractureCase: FractureCase) => boolean
  /** What its criteria come to, before the gates. */
  readonly decide: (criteria: readonly AssessedCriterion[]) => Outcome
}
