import type { Assessment, PolicyRow } from './assessment.ts'
import { type CalendarDate, latestOf } from './calendar.ts'
import { assessCompanions } from './companions.ts'
import { assessCriteria, type FractureCase } from './criterion.ts'
import { type FractureStanding, isCurrent, standingsOf } from './current-fractures.ts'
import { type NonSurgicalCare, type PatientFacts, SOURCES, type Source } from './facts.ts'
import { type AssessedGate, assessGates } from './gates/index.ts'
import { ALL_LEVELS } from './level.ts'
import { newestFirst } from './newest-first.ts'
import { POLICIES } from './policies/index.ts'
import type { Outcome, Policy, PolicyId } from './policies/policy.ts'
import { RULE_VERSION } from './rule-version.ts'
import { startOf } from './treatment.ts'

export interface AssessOptions {
  readonly assessedOn: CalendarDate
  /** The policy that decides the card. */
  readonly policy: PolicyId
}

/** Facts in, everything that can be said about them out. Pure: the same facts on the same day give the same assessment. */
export function assess(given: PatientFacts, { assessedOn, policy }: AssessOptions): Assessment {
  const facts = inOrder(given)
  const standings = standingsOf(facts, assessedOn)
  const current = facts.patient.deceased ? [] : standings.filter(isCurrent)
  const gates = assessGates({ facts, current, assessedOn })
  const policies = new Map(POLICIES.map((each) => [each.id, rowOf(each, { facts, current, assessedOn, gates })]))
  const outcome = overallOutcome(policies.get(policy)?.outcome ?? 'out-of-scope', current, gates)
  return {
    ruleVersion: RULE_VERSION,
    assessedOn,
    policy,
    outcome,
    because: becauseOf(outcome, { facts, standings, gates, row: policies.get(policy) }),
    current,
    notCurrent: standings.filter((standing) => !current.includes(standing)),
    gates,
    policies,
    companions: assessCompanions(facts, assessedOn),
    facts,
  }
}

/** Newest first, then by reference: two readers of one record must not differ because a server listed it otherwise. */
function inOrder(facts: PatientFacts): PatientFacts {
  return {
    ...facts,
    imaging: newestFirst(facts.imaging),
    boneDensity: newestFirst(facts.boneDensity),
    pain: newestFirst(facts.pain),
    function: newestFirst(facts.function),
    nonSurgicalCare: byStart(facts.nonSurgicalCare),
    examinations: newestFirst(facts.examinations),
    safety: newestFirst(facts.safety),
    labs: newestFirst(facts.labs),
    augmentations: newestFirst(facts.augmentations),
    plannedCare: newestFirst(facts.plannedCare),
    boneHealthCare: newestFirst(facts.boneHealthCare),
    couldNotLook: SOURCES.filter((source) => facts.couldNotLook.includes(source)),
  }
}

function byStart(care: readonly NonSurgicalCare[]): readonly NonSurgicalCare[] {
  return [...care].sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1))
}

interface RowSubject {
  readonly facts: PatientFacts
  readonly current: readonly FractureStanding[]
  readonly assessedOn: CalendarDate
  readonly gates: readonly AssessedGate[]
}

/** The most actionable fracture makes the row; of equals the one that happened last. */
const BY_ACTION: readonly Outcome[] = ['refer-now', 'complete-workup', 'other-route', 'not-indicated', 'out-of-scope']

function rowOf(policy: Policy, { facts, current, assessedOn, gates }: RowSubject): PolicyRow {
  const rows = current.map((standing): PolicyRow => {
    const fractureCase: FractureCase = { ...standing, facts, assessedOn }
    const criteria = assessCriteria(policy.criteria, fractureCase)
    if (!policy.isInScope(fractureCase)) return { outcome: 'out-of-scope', standing, criteria }
    const decided = isPainFromElsewhere(fractureCase) ? 'not-indicated' : policy.decide(criteria)
    return { outcome: afterGates(decided, gates, facts.couldNotLook), standing, criteria }
  })
  const [first] = rows.sort(
    (a, b) =>
      BY_ACTION.indexOf(a.outcome) - BY_ACTION.indexOf(b.outcome) || byNewestOnset(a, b) || placeOf(a) - placeOf(b),
  )
  return first ?? { outcome: 'not-indicated', standing: null, criteria: [] }
}

function byNewestOnset(a: PolicyRow, b: PolicyRow): number {
  const [dayA, dayB] = [a.standing?.fracture.onset?.latest ?? '', b.standing?.fracture.onset?.latest ?? '']
  if (dayA === dayB) return 0
  return dayA < dayB ? 1 : -1
}

/** Equals are told from the top of the spine down. */
function placeOf({ standing }: PolicyRow): number {
  const level = standing?.fracture.level ?? null
  return level === null ? ALL_LEVELS.length : ALL_LEVELS.indexOf(level)
}

/** The examiner's latest answer since the fracture is "no"; two answers of one day that disagree settle nothing. */
function isPainFromElsewhere({ facts, fracture: { onset } }: FractureCase): boolean {
  const since = facts.examinations.filter(({ date }) => onset !== null && date !== null && date >= onset.latest)
  const lastDay = since.reduce<CalendarDate | null>((last, { date }) => latestOf(last, date), null)
  const answers = since.filter(({ date }) => date === lastDay)
  return answers.length > 0 && answers.every(({ painAtFractureLevel }) => !painAtFractureLevel)
}

/** Without these two nobody can say that nothing stands against a referral. */
const MUST_BE_READ: readonly Source[] = ['conditions', 'imagingReports']

function afterGates(decided: Outcome, gates: readonly AssessedGate[], couldNotLook: readonly Source[]): Outcome {
  if (isMet(gates, 'other-route')) return 'other-route'
  if (decided !== 'refer-now') return decided
  const isHeldBack = isMet(gates, 'complete-workup') || MUST_BE_READ.some((source) => couldNotLook.includes(source))
  return isHeldBack ? 'complete-workup' : 'refer-now'
}

function isMet(gates: readonly AssessedGate[], action: AssessedGate['action']): boolean {
  return gates.some((gate) => gate.action === action && gate.finding === 'met')
}

/** A danger is followed also where the deciding policy does not speak about the patient. */
function overallOutcome(row: Outcome, current: readonly FractureStanding[], gates: readonly AssessedGate[]): Outcome {
  return current.length > 0 && isMet(gates, 'other-route') ? 'other-route' : row
}

interface Reasons {
  readonly facts: PatientFacts
  readonly standings: readonly FractureStanding[]
  readonly gates: readonly AssessedGate[]
  readonly row: PolicyRow | undefined
}

function becauseOf(outcome: Outcome, { facts, standings, gates, row }: Reasons): string {
  if (facts.patient.deceased) return 'The patient has died.'
  if (standings.length === 0) return 'No vertebral compression fracture of T1-L5 was found in what could be read.'
  if (!row?.standing)
    return standings.map(({ fracture, because }) => `${fracture.level ?? 'Vertebra'}: ${because}`).join(' ')
  switch (outcome) {
    case 'other-route':
      return gates.find((gate) => gate.action === 'other-route' && gate.finding === 'met')?.because ?? ''
    case 'refer-now':
      return 'All criteria of the deciding policy are met and no gate stands against it.'
    case 'complete-workup':
      return 'Something that decides is not known, or must be corrected first.'
    case 'not-indicated':
      return notIndicatedBecause(row)
    case 'out-of-scope':
      return 'The deciding policy does not speak about this fracture.'
  }
}

function notIndicatedBecause({ criteria }: PolicyRow): string {
  const against = criteria.filter(({ finding }) => finding === 'not-met').map(({ because }) => because)
  return against.length > 0
    ? against.join(' ')
    : 'Examination says that the pain does not come from the fracture level.'
}
