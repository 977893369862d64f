import type { Threshold } from '../../../src/clinical/citation.ts'
import { COMPANIONS } from '../../../src/clinical/companions.ts'
import { GATES } from '../../../src/clinical/gates/index.ts'
import { ORDERED_BEFORE } from '../../../src/clinical/planned-care.ts'
import { POLICIES } from '../../../src/clinical/policies/index.ts'
import { criteriaOf } from '../../../src/clinical/policies/policy.ts'
import { countsIn } from '../../../src/clinical/rule.ts'
import type { LibraryCase } from './format.ts'

interface Rule {
  readonly id: string
  readonly thresholds?: readonly Threshold[]
}

const FINDINGS: ReadonlySet<string> = new Set(['met', 'not-met', 'unknown', 'could-not-look'])
const SIDES: ReadonlySet<string> = new Set(['below', 'at', 'above'])

/** Why a path under `covers` claims more than the case shows; undefined for one that is right. */
export function problemOf(path: string, one: LibraryCase): string | undefined {
  const [first = '', second = '', ...claim] = path.split('/')
  switch (first) {
    case 'onset':
      return second === '' || claim.length > 0 ? 'is no onset/<basis>' : undefined
    case 'preconditions':
      return assertsAnOutcome(one) ? undefined : 'needs an outcome in expect'
    case 'card':
      return problemOfCard(second, claim, one)
    case 'companions':
      return problemOfRule(claim, second, COMPANIONS, expectedOf(one.expect.companions, second))
    case 'gates':
      return problemOfRule(claim, second, GATES, expectedOf(one.expect.gates, second))
    default:
      return problemOfPolicy(first, second, claim, one)
  }
}

/** Numbers that decide whether there is a card, after every policy has answered. */
const NUMBERS_OF_THE_CARD: readonly Threshold[] = [ORDERED_BEFORE]

function problemOfCard(id: string, [side = '', ...more]: readonly string[], { expect }: LibraryCase) {
  if (!NUMBERS_OF_THE_CARD.some((threshold) => threshold.id === id)) return `${id} decides no card`
  if (!SIDES.has(side) || more.length > 0) return `${side} is none of below, at, above`
  return expect.card === undefined ? 'needs a card, or null, in expect' : undefined
}

function problemOfPolicy(
  policyId: string,
  id: string,
  claim: readonly string[],
  { expect }: LibraryCase,
): string | undefined {
  const policy = POLICIES.find((each) => each.id === policyId)
  if (policy === undefined) return `there is no policy ${policyId}`
  const [side, ...more] = claim
  const counted = countsIn(policy.rule).some((threshold) => threshold.id === id)
  if (counted && side !== undefined && SIDES.has(side) && more.length === 0)
    return expect.policies[policy.id] === undefined ? `expect says nothing about ${policy.id}` : undefined
  return problemOfRule(claim, id, criteriaOf(policy), expectedOf(expect.findings[policy.id] ?? {}, id))
}

function problemOfRule(claim: readonly string[], id: string, rules: readonly Rule[], expected: string | undefined) {
  const rule = rules.find((each) => each.id === id)
  return rule === undefined ? `there is no ${id}` : problemOfClaim(claim, rule, expected)
}

function problemOfClaim(claim: readonly string[], rule: Rule, expected: string | undefined): string | undefined {
  const [name = '', side, ...more] = claim
  if (expected === undefined) return `expect says nothing about ${rule.id}`
  if (more.length > 0) return 'has too many parts'
  if (side === undefined)
    return FINDINGS.has(name) && name !== expected ? `expect says ${expected}` : unknownClaim(name)
  if (!SIDES.has(side)) return `${side} is none of below, at, above`
  if (rule.thresholds === undefined) return undefined
  return rule.thresholds.some((threshold) => threshold.id === name) ? undefined : `${rule.id} has no threshold ${name}`
}

function unknownClaim(name: string): string | undefined {
  return FINDINGS.has(name) ? undefined : `${name} is no finding`
}

function expectedOf(values: Readonly<Record<string, string>>, id: string): string | undefined {
  return Object.hasOwn(values, id) ? values[id] : undefined
}

function assertsAnOutcome({ expect }: LibraryCase): boolean {
  return expect.outcome !== undefined || Object.keys(expect.policies).length > 0
}
