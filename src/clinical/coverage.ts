import type { Assessment, FractureRow } from './assessment.ts'
import type { Evidence } from './evidence.ts'
import type { Finding } from './finding.ts'
import { policyOf } from './policies/index.ts'
import type { Outcome, PolicyId } from './policies/policy.ts'

/** What a reviewer of a payer finds in the record: the item and where it stands, nothing, or the opposite. */
export type CoverageStatus = 'documented' | 'missing' | 'contradicts'

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

/** The coverage view of an order or referral; null when there is no current fracture to order anything for. */
export function coverageOf({ policies, gates, companions }: Assessment, policyId: PolicyId): Coverage | null {
  const row = policies.get(policyId)?.first
  if (!row) return null
  return {
    policy: policyId,
    outcome: row.outcome,
    requirements: requirementsOf(row),
    exclusions: gates
      .filter(({ id }) => policyOf(policyId).excludedBy.has(id))
      .map(({ id, statement, finding, because, evidence }) => ({
        id,
        statement,
        status: EXCLUSION_STATUS[finding],
        because,
        evidence,
        ask: finding === 'unknown' ? `${statement}: documented as absent` : null,
        decides: row.gate?.id === id,
      })),
    followUp: companions.map(({ id, statement, finding, because, evidence, missing }) => ({
      id,
      statement,
      status: STATUS[finding],
      because,
      evidence,
      ask: missing?.text ?? null,
      decides: false,
    })),
  }
}

function requirementsOf({ criteria, restsOn }: FractureRow): readonly CoverageItem[] {
  return criteria.map(({ id, statement, finding, because, evidence, missing }) => ({
    id,
    statement,
    status: STATUS[finding],
    because,
    evidence,
    ask: missing?.text ?? null,
    decides: restsOn.includes(id),
  }))
}
