import type { Assessment, FractureRow } from './assessment.ts'
import type { AssessedCriterion } from './criterion.ts'
import type { Evidence } from './evidence.ts'
import type { Finding } from './finding.ts'
import type { AssessedGate } from './gates/index.ts'
import { policyOf } from './policies/index.ts'
import { criteriaOf, type Outcome, type Policy, type PolicyId } from './policies/policy.ts'
import { refusingIn } from './rule.ts'
import { OURS } from './sources.ts'

/**
 * What a reviewer of a payer finds in the record: the item and where it stands, nothing, or the opposite. `not-needed` = an
 * item of a branch that this patient does not take.
 */
export type CoverageStatus = 'documented' | 'missing' | 'contradicts' | 'not-needed'

export interface CoverageItem {
  readonly id: string
  readonly statement: string
  readonly status: CoverageStatus
  readonly because: string
  /** Where it stands in the record. */
  readonly evidence: readonly Evidence[]
  /** What to add to the record, in words; null when nothing is missing. */
  readonly ask: string | null
  /** Whether the answer rests on this item: of two branches only one must be documented. */
  readonly decides: boolean
}

/** A policy's items as the record documents them, for one fracture: the same criteria, in the order of the policy. */
export interface Coverage {
  readonly policy: PolicyId
  readonly outcome: Outcome
  readonly requirements: readonly CoverageItem[]
  /** Documented here means: documented as absent. */
  readonly exclusions: readonly CoverageItem[]
  /** Follow-up the policy asks for; it decides nothing. */
  readonly followUp: readonly CoverageItem[]
}

const STATUS: Readonly<Record<Finding, CoverageStatus>> = {
  met: 'documented',
  unknown: 'missing',
  'not-met': 'contradicts',
}

/** An exclusion that is met speaks against the order; one that nobody looked at is missing, not absent. */
const EXCLUSION_STATUS: Readonly<Record<Finding, CoverageStatus>> = {
  met: 'contradicts',
  unknown: 'missing',
  'not-met': 'documented',
}

/**
 * The coverage view of an order or referral; null when there is no current fracture to order anything for. `row`: the
 * policy's answer about the fracture it is ordered for, where that is not the most actionable one.
 */
export function coverageOf(
  assessment: Assessment,
  policyId: PolicyId,
  row: FractureRow | null = assessment.policies.get(policyId)?.first ?? null,
): Coverage | null {
  if (!row) return null
  const policy = policyOf(policyId)
  return {
    policy: policyId,
    outcome: row.outcome,
    requirements: requirementsOf(row, policy),
    exclusions: [...criteriaThatExclude(row, policy), ...gatesThatExclude(row, policy, assessment.gates)],
    followUp: assessment.companions.map((companion) => itemOf(companion, STATUS, false)),
  }
}

type Judged = Pick<AssessedCriterion, 'id' | 'statement' | 'finding' | 'because' | 'evidence' | 'missing'>

function itemOf(judged: Judged, statusOf: Readonly<Record<Finding, CoverageStatus>>, decides: boolean): CoverageItem {
  const { id, statement, finding, because, evidence, missing } = judged
  const status = statusOf[finding]
  return {
    id,
    statement,
    status,
    because,
    evidence,
    ask: status === 'missing' ? (missing?.text ?? null) : null,
    decides,
  }
}

/** What the source requires; what only refuses stands among the exclusions. */
function requirementsOf({ criteria, restsOn, gate }: FractureRow, policy: Policy): readonly CoverageItem[] {
  const refusing = new Set(refusingIn(policy.rule))
  const isAsked = ({ id, finding }: AssessedCriterion) =>
    restsOn.includes(id) || finding === 'met' || id === policy.scope?.id
  const asked = criteria.filter((criterion) => !refusing.has(criterion.id) && isAsked(criterion))
  const closed = closedBranches(asked, policy)
  return criteria
    .filter(({ id }) => !refusing.has(id))
    .map((criterion) => {
      const item = itemOf(criterion, STATUS, restsOn.includes(criterion.id) && gate === null)
      const isNeeded = asked.includes(criterion) && !closed.has(criterion.id)
      return isNeeded ? item : { ...item, status: 'not-needed', ask: null, decides: false }
    })
}

/**
 * To be no inpatient contradicts nothing, though it closes a branch: where something in the record stands against what the
 * source itself asks, that alone is the contradiction.
 */
function closedBranches(asked: readonly AssessedCriterion[], policy: Policy): ReadonlySet<string> {
  const ownReadings = new Set(criteriaOf(policy).flatMap(({ id, citation }) => (citation.id === OURS.id ? [id] : [])))
  const refused = asked.filter(({ id, finding }) => finding === 'not-met' && id !== policy.scope?.id)
  const closed = refused.filter(({ id, evidence }) => evidence.length === 0 || ownReadings.has(id))
  return new Set(closed.length < refused.length ? closed.map(({ id }) => id) : [])
}

/** "The pain does not come from this fracture": said by the source itself, not by our own reading. */
function criteriaThatExclude({ criteria, restsOn, gate }: FractureRow, policy: Policy): readonly CoverageItem[] {
  const refusing = new Set(refusingIn(policy.rule))
  const ownOfSource = criteriaOf(policy).filter(({ id, citation }) => refusing.has(id) && citation.id !== OURS.id)
  return ownOfSource.flatMap(({ id }) => {
    const criterion = criteria.find((each) => each.id === id)
    return criterion ? [itemOf(criterion, STATUS, restsOn.includes(id) && gate === null)] : []
  })
}

/** The source's own, and a danger that sends elsewhere whatever the source says. */
function gatesThatExclude(row: FractureRow, policy: Policy, gates: readonly AssessedGate[]): readonly CoverageItem[] {
  return gates
    .filter(({ id }) => policy.excludedBy.has(id) || row.gate?.id === id)
    .map((gate) => {
      const missing = gate.missing ?? { id: gate.id, text: `a statement that there is none: ${gate.name}` }
      return itemOf({ ...gate, missing }, EXCLUSION_STATUS, gate.finding === 'met' && row.gate !== null)
    })
}
