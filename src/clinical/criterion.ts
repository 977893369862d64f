import type { CalendarDate } from './calendar.ts'
import type { Citation, Threshold } from './citation.ts'
import { orCouldNotLook } from './could-not-look.ts'
import type { FractureStanding } from './current-fractures.ts'
import type { PatientFacts, Source } from './facts.ts'
import type { Judgement } from './finding.ts'

/** What a criterion looks at: one current fracture of one patient on one day. A fact of another level never counts for it. */
export interface FractureCase extends FractureStanding {
  readonly facts: PatientFacts
  readonly assessedOn: CalendarDate
}

/** The kinds of facts a criterion or a gate reads; the policy pages list the codes behind each of them. */
export type FactKind =
  | 'fracture'
  | 'imaging'
  | 'pain'
  | 'function'
  | 'treatment'
  | 'examination'
  | 'setting'
  | 'patient'
  | 'safety'
  | 'laboratory'
  | 'bone-density'
  | 'bone-health'

export interface Criterion {
  readonly id: string
  /** In plain language, as the policy page shows it. */
  readonly statement: string
  /** As few words as a card has room for ("Severe pain"). */
  readonly name: string
  readonly citation: Citation
  /** The source's own words, where a threshold does not carry them. */
  readonly says: string
  readonly thresholds: readonly Threshold[]
  readonly reads: readonly FactKind[]
  readonly assess: (fractureCase: FractureCase) => Judgement
}

export interface AssessedCriterion extends Judgement {
  readonly id: string
  readonly statement: string
  readonly name: string
  readonly citation: string
}

/** Where each kind of fact is looked for. */
const LOOKED_FOR_IN: Readonly<Record<FactKind, readonly Source[]>> = {
  fracture: ['conditions', 'imagingReports'],
  imaging: ['imagingReports'],
  pain: ['observations'],
  function: ['observations', 'conditions'],
  treatment: ['medications', 'procedures', 'serviceRequests'],
  examination: ['observations'],
  setting: ['encounter'],
  patient: ['patient'],
  safety: ['conditions'],
  laboratory: ['observations'],
  'bone-density': ['observations', 'imagingReports'],
  'bone-health': ['medications', 'serviceRequests'],
}

/**
 * Assesses criteria of one case. Every criterion is assessed: an early "no" must not take away the explanation of the
 * others. Policies ask the same thing under ids of their own, and what was judged for one of them is not judged again.
 */
export function createAssessor(
  fractureCase: FractureCase,
): (criteria: readonly Criterion[]) => readonly AssessedCriterion[] {
  const judged = new Map<Criterion['assess'], Judgement>()
  const judge = (assess: Criterion['assess']) => {
    const judgement = judged.get(assess) ?? assess(fractureCase)
    judged.set(assess, judgement)
    return judgement
  }
  return (criteria) =>
    criteria.map(({ id, statement, name, citation, reads, assess }) => {
      const sources = reads.flatMap((kind) => LOOKED_FOR_IN[kind])
      const judgement = orCouldNotLook(judge(assess), sources, fractureCase.facts)
      return { id, statement, name, citation: citation.title, ...judgement }
    })
}
