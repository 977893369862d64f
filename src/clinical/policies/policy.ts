import type { Citation } from '../citation.ts'
import type { Criterion } from '../criterion.ts'
import { criteriaIn, type Rule } from '../rule.ts'

export type Outcome = 'refer-now' | 'complete-workup' | 'not-indicated' | 'other-route' | 'out-of-scope'

export type PolicyId = 'clinic' | 'medicare-lcd' | 'nice-ta279' | 'rand-2018' | 'acr-2018'

/** A published set of criteria. The gates are shared and stand outside of it. */
export interface Policy {
  readonly id: PolicyId
  readonly title: string
  readonly citation: Citation
  /** For the reader of the policy page: whom the source speaks about and what was not available of it. */
  readonly about: string
  /** Only some policies may decide what a card says; the others inform. */
  readonly mayDecide: boolean
  /** Whether the source speaks about this fracture at all: not met = out of scope, unknown = nobody says otherwise. */
  readonly scope: Criterion | null
  readonly rule: Rule
  /** Gates, by id, that the source lists as exclusions: they exclude here also where elsewhere they only ask for something first. */
  readonly excludedBy: ReadonlySet<string>
}

/** Every criterion of a policy: its scope first, then its rule in the order in which it is written. */
export function criteriaOf({ scope, rule }: Policy): readonly Criterion[] {
  return scope === null ? criteriaIn(rule) : [scope, ...criteriaIn(rule)]
}
