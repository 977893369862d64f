import type { Assessment, FractureRow, PolicyRow } from './assessment.ts'
import type { CalendarDate } from './calendar.ts'
import { assessCompanions } from './companions.ts'
import { type Criterion, createAssessor } from './criterion.ts'
import { type FractureStanding, isCurrent, standingsOf } from './current-fractures.ts'
import { type PatientFacts, SOURCES, type Source } from './facts.ts'
import type { Finding } from './finding.ts'
import { type AssessedGate, assessGates } from './gates/index.ts'
import { ALL_LEVELS } from './level.ts'
import { newestFirst } from './newest-first.ts'
import { POLICIES } from './policies/index.ts'
import { criteriaOf, type Outcome, type Policy, type PolicyId } from './policies/policy.ts'
import { toldIn, type Weighed, weigh } from './rule.ts'
import { choicesIn } from './rule-choice.ts'
import { RULE_VERSION } from './rule-version.ts'
import { byStart } from './treatment.ts'

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
  const cases = current.map((standing) => ({
    standing,
    assessCriteria: createAssessor({ ...standing, facts, assessedOn }),
  }))
  const policies = new Map(POLICIES.map((each) => [each.id, rowOf(each, { facts, cases, gates })]))
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
    tumourStability: newestFirst(facts.tumourStability),
    augmentations: newestFirst(facts.augmentations),
    plannedCare: newestFirst(facts.plannedCare),
    boneHealthCare: newestFirst(facts.boneHealthCare),
    couldNotLook: SOURCES.filter((source) => facts.couldNotLook.includes(source)),
  }
}

interface RowSubject {
  readonly facts: PatientFacts
  /** The current fractures. */
  readonly cases: readonly RowCase[]
  readonly gates: readonly AssessedGate[]
}

/** One assessor for all policies. */
interface RowCase {
  readonly standing: FractureStanding
  readonly assessCriteria: ReturnType<typeof createAssessor>
}

/** The most actionable fracture makes the row; of equals the one that happened last. */
const BY_ACTION: readonly Outcome[] = ['refer-now', 'complete-workup', 'other-route', 'not-indicated', 'out-of-scope']

function rowOf(policy: Policy, subject: RowSubject): PolicyRow {
  const [first = null, ...others] = subject.cases
    .map((each) => fractureRowOf(policy, each, subject))
    .sort(
      (a, b) =>
        BY_ACTION.indexOf(a.outcome) - BY_ACTION.indexOf(b.outcome) || byNewestOnset(a, b) || placeOf(a) - placeOf(b),
    )
  return { outcome: first?.outcome ?? 'not-indicated', first, others }
}

const CRITERIA_OF: ReadonlyMap<Policy, readonly Criterion[]> = new Map(
  POLICIES.map((policy) => [policy, criteriaOf(policy)]),
)

const OUTCOME_OF: Readonly<Record<Finding, Outcome>> = {
  met: 'refer-now',
  unknown: 'complete-workup',
  'not-met': 'not-indicated',
}

function fractureRowOf(policy: Policy, { standing, assessCriteria }: RowCase, subject: RowSubject): FractureRow {
  const { facts, gates } = subject
  const criteria = assessCriteria(CRITERIA_OF.get(policy) ?? [])
  const findings = new Map(criteria.map(({ id, finding }) => [id, finding]))
  const findingOf = (id: string) => findings.get(id) ?? 'unknown'
  if (policy.scope !== null && findingOf(policy.scope.id) === 'not-met') {
    return {
      outcome: 'out-of-scope',
      standing,
      criteria,
      restsOn: [policy.scope.id],
      tells: [],
      waitsFor: [],
      choices: [],
      gate: null,
    }
  }
  const isImagedFirst = standing.status === 'new-pain-after-augmentation'
  const weighed = isImagedFirst ? IMAGED_FIRST : weigh(policy.rule, findingOf)
  const choices = isImagedFirst ? [] : choicesIn(policy.rule, findingOf)
  const { restsOn, waitsFor } = weighed
  const decided = OUTCOME_OF[weighed.finding]
  const against = gateAgainst(gates, decided === 'not-indicated' ? NO_GATES : policy.excludedBy)
  const outcome = against ? 'other-route' : heldBack(decided, gates, facts.couldNotLook)
  const holding = decided === 'refer-now' ? metGate(gates, 'complete-workup') : undefined
  const gate = against ?? holding ?? null
  return { outcome, standing, criteria, restsOn, tells: toldIn(policy.rule), waitsFor, choices, gate }
}

/** New pain after cement is imaged before any criterion counts: it may be another fracture. */
const IMAGED_FIRST: Weighed = { finding: 'unknown', restsOn: ['fracture-shown'], waitsFor: ['fracture-shown'] }

const NO_GATES: ReadonlySet<string> = new Set()

function byNewestOnset(a: FractureRow, b: FractureRow): number {
  const [dayA, dayB] = [a.standing.fracture.onset?.latest ?? '', b.standing.fracture.onset?.latest ?? '']
  if (dayA === dayB) return 0
  return dayA < dayB ? 1 : -1
}

/** Equals are told from the top of the spine down. */
function placeOf({ standing }: FractureRow): number {
  const { level } = standing.fracture
  return level === null ? ALL_LEVELS.length : ALL_LEVELS.indexOf(level)
}

/** The gate that sends the patient elsewhere, else the first one that excludes under this policy. */
function gateAgainst(gates: readonly AssessedGate[], excludedBy: ReadonlySet<string>): AssessedGate | null {
  const excluding = gates.find(({ id, finding }) => finding === 'met' && excludedBy.has(id))
  return metGate(gates, 'other-route') ?? excluding ?? null
}

/** Without these two nobody can say that nothing stands against a referral. */
const MUST_BE_READ: readonly Source[] = ['conditions', 'imagingReports']

function heldBack(decided: Outcome, gates: readonly AssessedGate[], couldNotLook: readonly Source[]): Outcome {
  if (decided !== 'refer-now') return decided
  const isHeldBack = metGate(gates, 'complete-workup') || MUST_BE_READ.some((source) => couldNotLook.includes(source))
  return isHeldBack ? 'complete-workup' : 'refer-now'
}

function metGate(gates: readonly AssessedGate[], action: AssessedGate['action']): AssessedGate | undefined {
  return gates.find((gate) => gate.action === action && gate.finding === 'met')
}

/** A danger is followed also where the deciding policy does not speak about the patient. */
function overallOutcome(row: Outcome, current: readonly FractureStanding[], gates: readonly AssessedGate[]): Outcome {
  return current.length > 0 && metGate(gates, 'other-route') ? 'other-route' : row
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
  const first = row?.first
  if (!first) return standings.map(({ fracture, because }) => `${fracture.level ?? 'Vertebra'}: ${because}`).join(' ')
  switch (outcome) {
    case 'other-route':
      return (first.gate ?? metGate(gates, 'other-route'))?.because ?? ''
    case 'refer-now':
      return 'All criteria of the deciding policy are met and no gate stands against it.'
    case 'complete-workup':
      return 'Something that decides is not known, or must be corrected first.'
    case 'not-indicated':
      return reasonsIn(first, 'not-met')
    case 'out-of-scope':
      return `The deciding policy does not speak about this fracture. ${reasonsIn(first, 'not-met')}`
  }
}

function reasonsIn({ criteria, restsOn }: FractureRow, wanted: Finding): string {
  const deciding = criteria.filter(({ id, finding }) => finding === wanted && restsOn.includes(id))
  return deciding.map(({ because }) => because).join(' ')
}
