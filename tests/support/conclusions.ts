import type { Assessment } from '../../src/clinical/assessment.ts'
import type { Outcome } from '../../src/clinical/policies/policy.ts'
import { toFacts, type WholeRecord } from './any-record.ts'
import { assessed } from './assessed.ts'

export function assessmentOf(record: WholeRecord): Assessment {
  return assessed(toFacts(record))
}

/** How far an outcome goes towards cement. */
export function permissiveness({ outcome }: { readonly outcome: Outcome }): number {
  if (outcome === 'refer-now') return 2
  return outcome === 'complete-workup' ? 1 : 0
}

/** What went further towards cement: the overall outcome, or the row of a policy. */
export function morePermissive(before: Assessment, after: Assessment): readonly string[] {
  const rows = [...before.policies].filter(([id, row]) => {
    const now = after.policies.get(id)
    return now !== undefined && permissiveness(now) > permissiveness(row)
  })
  return [...(permissiveness(after) > permissiveness(before) ? ['overall'] : []), ...rows.map(([id]) => id)]
}

/** Outcome and every finding, without words and evidence. */
export function conclusions({ outcome, gates, policies, companions }: Assessment) {
  return {
    outcome,
    gates: gates.map(({ id, finding }) => [id, finding]),
    rows: [...policies].map(([id, row]) => [id, row.outcome, row.first?.criteria.map(({ finding }) => finding)]),
    companions: companions.map(({ finding }) => finding),
  }
}

/** The criteria of any policy that were unknown before and are met after, if both rows are about one level. */
export function unknownBecomeMet(before: Assessment, after: Assessment): readonly string[] {
  return [...before.policies].flatMap(([id, { first: then }]) => {
    const now = after.policies.get(id)?.first
    if (!then || !now || then.standing.fracture.level !== now.standing.fracture.level) return []
    const wasUnknown = new Set(then.criteria.filter(({ finding }) => finding === 'unknown').map((each) => each.id))
    return now.criteria
      .filter((each) => each.finding === 'met' && wasUnknown.has(each.id))
      .map((each) => `${id}/${each.id}`)
  })
}

/** The whole assessment as JSON, lists as sets: two evidences may stand in either order, nothing else may differ. */
export function wholeOf(assessment: Assessment): string {
  return JSON.stringify(sorted({ ...assessment, policies: [...assessment.policies] }))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sorted(inner)]))
}
