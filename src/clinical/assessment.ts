import type { CalendarDate } from './calendar.ts'
import type { AssessedCompanion } from './companions.ts'
import type { AssessedCriterion } from './criterion.ts'
import type { FractureStanding } from './current-fractures.ts'
import type { PatientFacts } from './facts.ts'
import type { AssessedGate } from './gates/index.ts'
import type { Outcome, PolicyId } from './policies/policy.ts'

/** One policy's answer about its most actionable fracture, gates included. */
export interface PolicyRow {
  readonly outcome: Outcome
  /** The fracture the row is about; null when there is none to speak about. */
  readonly standing: FractureStanding | null
  readonly criteria: readonly AssessedCriterion[]
}

/** Everything that was found and concluded for one patient at one moment. */
export interface Assessment {
  readonly ruleVersion: string
  readonly assessedOn: CalendarDate
  readonly policy: PolicyId
  readonly outcome: Outcome
  /** Why the outcome is what it is, in one sentence. */
  readonly because: string
  /** The fractures that count today, and those that do not, with the reason. */
  readonly current: readonly FractureStanding[]
  readonly notCurrent: readonly FractureStanding[]
  readonly gates: readonly AssessedGate[]
  readonly policies: ReadonlyMap<PolicyId, PolicyRow>
  readonly companions: readonly AssessedCompanion[]
  readonly facts: PatientFacts
}
