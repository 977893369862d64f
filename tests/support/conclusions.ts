import type { Assessment } from '../../src/clinical/assessment.ts'
import { toFacts, type WholeRecord } from './any-record.ts'
import { assessed } from './assessed.ts'

export function assessmentOf(record: WholeRecord): Assessment {
  return assessed(toFacts(record))
}

/** How far an outcome goes towards cement. */
export function permissiveness({ outcome }: Assessment): number {
  if (outcome === 'refer-now') return 2
  return outcome === 'complete-workup' ? 1 : 0
}

/** Outcome and every finding, without words and evidence. */
export function conclusions({ outcome, gates, policies, companions }: Assessment) {
  return {
    outcome,
    gates: gates.map(({ id, finding }) => [id, finding]),
    rows: [...policies].map(([id, row]) => [id, row.outcome, row.criteria.map(({ finding }) => finding)]),
    companions: companions.map(({ finding }) => finding),
  }
}

/** The criteria of the clinic row that were unknown before and are met after, if both rows are about one level. */
export function unknownBecomeMet(before: Assessment, after: Assessment): readonly string[] {
  const [then, now] = [before.policies.get('clinic'), after.policies.get('clinic')]
  if (then?.standing?.fracture.level !== now?.standing?.fracture.level) return []
  const wasUnknown = new Set(then?.criteria.filter(({ finding }) => finding === 'unknown').map(({ id }) => id))
  return (now?.criteria ?? []).filter(({ id, finding }) => finding === 'met' && wasUnknown.has(id)).map(({ id }) => id)
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
