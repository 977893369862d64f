import type { PlannedCare } from '../../src/clinical/facts.ts'
import { evidence } from '../support/facts.ts'

/** An order or referral that stands in the record, or a refusal. */
export function order(kind: PlannedCare['kind'], date: string | null = '2026-11-01'): PlannedCare {
  return { kind, date, evidence: evidence(`ServiceRequest/${kind}`, date) }
}
