import type { Assessment } from '../clinical/assessment.ts'
import type { CalendarDate } from '../clinical/calendar.ts'
import type { Coverage } from '../clinical/coverage.ts'
import { policyOf } from '../clinical/policies/index.ts'
import type { PolicyId } from '../clinical/policies/policy.ts'

/** Something documented that stands against an order. */
export interface Conflict {
  readonly id: string
  /** As few words as a summary has room for. */
  readonly name: string
  readonly because: string
  readonly date: CalendarDate | null
}

/**
 * Gates that are met, and exclusions of the payer that are documented. A gate that only asks for something counts where a
 * finding stands behind it: "nobody wrote down whether" is no conflict.
 */
export function conflictsOf(
  { gates }: Assessment,
  payerPolicy: PolicyId,
  coverage: Coverage | null,
): readonly Conflict[] {
  const { excludedBy } = policyOf(payerPolicy)
  const met = gates.filter(
    ({ id, action, finding, evidence }) =>
      finding === 'met' &&
      (action === 'other-route' || excludedBy.has(id) || (action === 'complete-workup' && evidence.length > 0)),
  )
  const ids = new Set(met.map(({ id }) => id))
  const excluding = (coverage?.exclusions ?? []).filter(({ id, status }) => status === 'contradicts' && !ids.has(id))
  return [
    ...met.map(({ id, name, because, evidence }) => ({ id, name, because, date: newestIn(evidence) })),
    ...excluding.map(({ id, because, evidence }) => ({
      id,
      name: EXCLUSION_NAMES[id] ?? because,
      because,
      date: newestIn(evidence),
    })),
  ]
}

/** Criteria carry the name of what they ask for; here the answer was no. */
const EXCLUSION_NAMES: Readonly<Record<string, string>> = {
  'pain-from-this-fracture': 'pain is not from the fracture level',
}

function newestIn(evidence: readonly { readonly date: CalendarDate | null }[]): CalendarDate | null {
  return evidence.find(({ date }) => date !== null)?.date ?? null
}
