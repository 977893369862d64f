import { assess } from '../../src/clinical/assess.ts'
import type { Assessment } from '../../src/clinical/assessment.ts'
import type { AssessedCriterion } from '../../src/clinical/criterion.ts'
import type { PatientFacts } from '../../src/clinical/facts.ts'
import type { AssessedGate } from '../../src/clinical/gates/index.ts'
import type { PolicyId } from '../../src/clinical/policies/policy.ts'
import { ASSESSED_ON } from './facts.ts'

export function assessed(facts: PatientFacts, assessedOn: string = ASSESSED_ON): Assessment {
  return assess(facts, { assessedOn, policy: 'clinic' })
}

export function outcomeOf(facts: PatientFacts) {
  return assessed(facts).outcome
}

export function gateOf(facts: PatientFacts, id: string): AssessedGate {
  const gate = assessed(facts).gates.find((each) => each.id === id)
  if (!gate) throw new Error(`There is no gate ${id}`)
  return gate
}

/** One policy's answer about its most actionable fracture. */
export function rowOf(facts: PatientFacts, policy: PolicyId) {
  const row = assessed(facts).policies.get(policy)
  if (!row) throw new Error(`There is no policy ${policy}`)
  const { outcome, first } = row
  return {
    outcome,
    standing: first?.standing ?? null,
    criteria: first?.criteria ?? [],
    restsOn: first?.restsOn ?? [],
    waitsFor: first?.waitsFor ?? [],
  }
}

export function clinicRow(facts: PatientFacts) {
  return rowOf(facts, 'clinic')
}

export function criterionOf(facts: PatientFacts, id: string, policy: PolicyId = 'clinic'): AssessedCriterion {
  const criterion = rowOf(facts, policy).criteria.find((each) => each.id === id)
  if (!criterion) throw new Error(`There is no criterion ${id}`)
  return criterion
}
