import { addDays } from './calendar.ts'
import type { Fracture, PatientFacts, PlannedCare } from './facts.ts'
import { ours } from './sources.ts'

export const ORDERED_BEFORE = ours(
  'ordered-before',
  84,
  'd',
  'an order counts for a fracture without a stated onset when it is at most 12 weeks older than the first record of it',
)

/** What is ordered or arranged already: orders count for a fracture when they are not older than it. */
export function plannedFor(
  { onset, diagnosedOn }: Fracture,
  { plannedCare }: PatientFacts,
): ReadonlySet<PlannedCare['kind']> {
  const named = diagnosedOn ?? onset?.latest ?? null
  const since = onset?.earliest ?? (named === null ? null : addDays(named, -ORDERED_BEFORE.value))
  const counting = plannedCare.filter(({ date }) => since === null || date === null || date >= since)
  return new Set(counting.map(({ kind }) => kind))
}
