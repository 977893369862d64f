import type { CalendarDate } from './calendar.ts'
import type { Citation, Threshold } from './citation.ts'
import type { FractureStanding } from './current-fractures.ts'
import type { PatientFacts } from './facts.ts'
import type { Judgement } from './finding.ts'

/** What a criterion looks at: one current fracture of one patient on one day. A fact of another level never counts for it. */
export interface FractureCase extends FractureStanding {
  readonly facts: PatientFacts
  readonly assessedOn: CalendarDate
}

export interface Criterion {
  readonly id: string
  /** In plain language, as the policy page shows it. */
  readonly statement: string
  readonly citation: Citation
  /** The source's own words, where a threshold does not carry them. */
  readonly says: string
  readonly thresholds: readonly Threshold[]
  readonly assess: (fractureCase: FractureCase) => Judgement
}

export interface AssessedCriterion extends Judgement {
  readonly id: string
  readonly statement: string
  readonly citation: string
}

/** Every criterion is assessed: an early "no" must not take away the explanation of the others. */
export function assessCriteria(
  criteria: readonly Criterion[],
  fractureCase: FractureCase,
): readonly AssessedCriterion[] {
  return criteria.map(({ id, statement, citation, assess }) => ({
    id,
    statement,
    citation: citation.title,
    ...assess(fractureCase),
  }))
}
