import { COMPANIONS } from '../clinical/companions.ts'
import type { Criterion, FactKind } from '../clinical/criterion.ts'
import { POLICIES } from '../clinical/policies/index.ts'
import { criteriaOf, type Policy, type PolicyId } from '../clinical/policies/policy.ts'
import { criteriaIn, type Rule } from '../clinical/rule.ts'
import { RULE_VERSION } from '../clinical/rule-version.ts'
import { type ListedGroup, listGroup, noticesOf } from './code-groups.ts'
import { CODE_SUBJECTS } from './code-sets.ts'
import { type GateOfPolicy, gatesOf } from './gate-json.ts'
import { FRACTURE_STATUSES, PRECONDITIONS, type PreconditionJson } from './preconditions.ts'
import { type RuleJson, ruleJson } from './rule-json.ts'
import { type CitationJson, citationJson, type ThresholdJson, thresholdJson } from './threshold-json.ts'

export interface PolicySummary {
  readonly id: PolicyId
  readonly title: string
  readonly about: string
  readonly mayDecide: boolean
  readonly citation: CitationJson
  readonly criteriaCount: number
  readonly ruleVersion: string
}

export interface CriterionJson {
  readonly id: string
  readonly name: string
  readonly statement: string
  /** `scope`: not met leaves the policy. The others as in the rule. */
  readonly role: 'scope' | 'criterion' | 'unless-not-met' | 'told'
  readonly says: string
  readonly origin: 'source' | 'ours'
  readonly citation: CitationJson
  readonly thresholds: readonly ThresholdJson[]
  readonly reads: readonly FactKind[]
}

export interface CodeSetJson {
  readonly kind: FactKind
  readonly title: string
  readonly foundIn: string
  /** Criteria that read it, by id; the gates read the others. */
  readonly readBy: readonly string[]
  readonly codeCount: number
  readonly groups: readonly ListedGroup[]
}

export interface CompanionJson {
  readonly id: string
  readonly statement: string
  readonly citation: CitationJson
  readonly thresholds: readonly ThresholdJson[]
}

export interface PolicyJson extends PolicySummary {
  /** The criterion that says whether the source speaks about this fracture; null = it speaks about every one. */
  readonly scope: string | null
  readonly rule: RuleJson
  readonly criteria: readonly CriterionJson[]
  readonly preconditions: readonly PreconditionJson[]
  readonly fractureStatuses: typeof FRACTURE_STATUSES
  readonly gates: readonly GateOfPolicy[]
  readonly companions: readonly CompanionJson[]
  readonly codeSets: readonly CodeSetJson[]
  readonly notices: readonly string[]
}

export function listPolicies(): readonly PolicySummary[] {
  return POLICIES.map(policySummary)
}

/** A policy by what a caller named, which may be anything. */
export function findPolicy(id: string): Policy | undefined {
  return POLICIES.find((policy) => policy.id === id)
}

export function policyJson(policy: Policy): PolicyJson {
  const codeSets = codeSetsOf(policy)
  return {
    ...policySummary(policy),
    scope: policy.scope?.id ?? null,
    rule: ruleJson(policy.rule),
    criteria: criteriaOf(policy).map((criterion) => criterionJson(criterion, roleOf(criterion, policy))),
    preconditions: PRECONDITIONS,
    fractureStatuses: FRACTURE_STATUSES,
    gates: gatesOf(policy),
    companions: companionsJson(),
    codeSets,
    notices: [...new Set(codeSets.flatMap(({ groups }) => groups.flatMap(({ id }) => noticesOf(id))))],
  }
}

export function companionsJson(): readonly CompanionJson[] {
  return COMPANIONS.map(({ id, statement, citation, thresholds }) => {
    return { id, statement, citation: citationJson(citation), thresholds: thresholds.map(thresholdJson) }
  })
}

function policySummary(policy: Policy): PolicySummary {
  const { id, title, about, mayDecide, citation } = policy
  return {
    id,
    title,
    about,
    mayDecide,
    citation: citationJson(citation),
    criteriaCount: criteriaOf(policy).length,
    ruleVersion: RULE_VERSION,
  }
}

export function roleOf(criterion: Criterion, { scope, rule }: Policy): CriterionJson['role'] {
  return criterion.id === scope?.id ? 'scope' : (roleIn(rule, criterion.id) ?? 'criterion')
}

function roleIn(rule: Rule, id: string): CriterionJson['role'] | undefined {
  if ('criterion' in rule) return rule.criterion.id === id ? rule.kind : undefined
  const holder = rule.rules.find((each) => criteriaIn(each).some((criterion) => criterion.id === id))
  return holder && roleIn(holder, id)
}

function criterionJson(criterion: Criterion, role: CriterionJson['role']): CriterionJson {
  const { id, name, statement, says, citation, thresholds, reads } = criterion
  return {
    id,
    name,
    statement,
    role,
    says,
    origin: citation.id === 'ours' ? 'ours' : 'source',
    citation: citationJson(citation),
    thresholds: thresholds.map(thresholdJson),
    reads,
  }
}

/** The gates read these whatever the criteria of a policy read. */
const READ_BY_GATES: readonly FactKind[] = ['safety', 'laboratory', 'patient', 'imaging']
const READ_BY_COMPANIONS: readonly FactKind[] = ['bone-density', 'bone-health']

function codeSetsOf(policy: Policy): readonly CodeSetJson[] {
  const criteria = criteriaOf(policy)
  const kinds = new Set([...criteria.flatMap(({ reads }) => reads), ...READ_BY_GATES, ...READ_BY_COMPANIONS])
  return [...kinds].map((kind) => {
    const { title, foundIn, groups } = CODE_SUBJECTS[kind]
    const listed = groups.map(listGroup)
    return {
      kind,
      title,
      foundIn,
      readBy: criteria.filter(({ reads }) => reads.includes(kind)).map(({ id }) => id),
      codeCount: countCodes(listed),
      groups: listed,
    }
  })
}

/** A code may be in several groups. */
function countCodes(groups: readonly ListedGroup[]): number {
  return new Set(groups.flatMap(({ codes }) => codes.map(({ system, code }) => `${system} ${code}`))).size
}
