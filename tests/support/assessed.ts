import { assess } from '../../src/clinical/assess.ts'
import type { Assessment, PolicyRow } from '../../src/clinical/assessment.ts'
import type { AssessedCriterion } from '../../src/clinical/criterion.ts'
import type { PatientFacts } from '../../src/clinical/facts.ts'
import type { AssessedGate } from '../../src/clinical/gates/index.ts'
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

export function clinicRow(facts: PatientFacts): PolicyRow {
  const row = assessed(facts).policies.get('clinic')
  if (!row) throw new Error('There is no clinic row')
  return row
}

export function criterionOf(facts: PatientFacts, id: string): AssessedCriterion {
  const criterion = clinicRow(facts).criteria.find((each) => each.id === id)
  if (!criterion) throw new Error(`There is no criterion ${id}`)
  return criterion
}
