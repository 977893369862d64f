import type { CalendarDate } from './calendar.ts'
import type { AssessedCompanion } from './companions.ts'
import type { AssessedCriterion } from './criterion.ts'
import type { FractureStanding } from './current-fractures.ts'
import type { PatientFacts } from './facts.ts'
import type { AssessedGate } from './gates/index.ts'
import type { Outcome, PolicyId } from './policies/policy.ts'
import type { Choice } from './rule-choice.ts'

/** One policy's answer about one fracture, gates included. */
export interface FractureRow {
  readonly outcome: Outcome
  readonly standing: FractureStanding
  readonly criteria: readonly AssessedCriterion[]
  /** Ids of the criteria the answer rests on. */
  readonly restsOn: readonly string[]
  /** Ids of the criteria that are told to the reader and decide nothing. */
  readonly tells: readonly string[]
  /** Ids of the criteria it waits for; what they miss is what to ask for. */
  readonly waitsFor: readonly string[]
  /** Those of them of which only some are needed. */
  readonly choices: readonly Choice[]
  /** The gate that sends elsewhere, excludes, or holds a referral back until something is cleared, if one does. */
  readonly gate: AssessedGate | null
}

/** One policy's answer: about its most actionable fracture first, then about the others. */
export interface PolicyRow {
  readonly outcome: Outcome
  /** Null when there is no current fracture to speak about. */
  readonly first: FractureRow | null
  readonly others: readonly FractureRow[]
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
