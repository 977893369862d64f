import type {
  PlanDefinition,
  PlanDefinitionAction,
  PlanDefinitionActionCondition,
  RelatedArtifact,
} from '@medplum/fhirtypes'
import type { Policy } from '../clinical/policies/policy.ts'
import type { GateOfPolicy } from './gate-json.ts'
import { type CriterionJson, type PolicyJson, policyJson } from './policy-json.ts'
import type { RuleJson } from './rule-json.ts'
import type { CitationJson, ThresholdJson } from './threshold-json.ts'
import { valueSetUrl } from './value-set.ts'

/** A policy as a FHIR R4 PlanDefinition: what it asks, in words, with its citations. It is for reading; nothing runs it. */
export function planDefinitionOf(policy: Policy): PlanDefinition {
  const document = policyJson(policy)
  const { id, title, about, ruleVersion } = document
  return {
    resourceType: 'PlanDefinition',
    id,
    url: `urn:kyphoplasty-cds:plan-definition:${id}`,
    version: ruleVersion,
    name: `Kyphoplasty_${id.replaceAll('-', '_')}`,
    title: `Kyphoplasty referral for vertebral compression fracture: ${title}`,
    type: coded('http://terminology.hl7.org/CodeSystem/plan-definition-type', 'eca-rule', 'ECA Rule'),
    status: 'draft',
    experimental: true,
    subjectCodeableConcept: coded('http://hl7.org/fhir/resource-types', 'Patient', 'Patient'),
    description: about,
    usage:
      'The text of each condition is what a person reads; the service holds the same rule as code. It supports, and does not replace, clinical judgement.',
    copyright: document.notices.join(' '),
    topic: [{ text: 'Vertebral compression fracture' }],
    relatedArtifact: [...sourcesOf(document), ...valueSetsOf(document)],
    action: [actionOf(document)],
  }
}

function coded(system: string, code: string, display: string) {
  return { coding: [{ system, code, display }] }
}

/** Every source that the policy or one of its numbers cites, once. */
function sourcesOf({ citation, criteria, gates }: PolicyJson): RelatedArtifact[] {
  const cited = [citation, ...[...criteria, ...gates].flatMap((each) => citationsOf(each))]
  return [...new Map(cited.map((each) => [each.id, each])).values()].map(artifactOf)
}

function citationsOf({ citation, thresholds }: CriterionJson | GateOfPolicy): readonly CitationJson[] {
  return [citation, ...thresholds.map((threshold) => threshold.citation)]
}

function artifactOf({ id, title, url }: CitationJson): RelatedArtifact {
  return {
    type: id === 'ours' ? 'justification' : 'citation',
    label: id,
    display: title,
    ...(url === null ? {} : { url }),
  }
}

function valueSetsOf({ codeSets }: PolicyJson): RelatedArtifact[] {
  return codeSets
    .flatMap(({ groups }) => groups)
    .map(({ id }) => ({ type: 'depends-on', label: id, resource: valueSetUrl(id) }))
}

function actionOf(document: PolicyJson): PlanDefinitionAction {
  const criteria = new Map(document.criteria.map((criterion) => [criterion.id, criterion]))
  const scope = document.scope === null ? undefined : criteria.get(document.scope)
  return {
    prefix: document.id,
    title: 'Consider a referral for kyphoplasty evaluation',
    description:
      'Rule met: refer now. Rule unknown: complete the work-up, with what is missing. Rule not met: not indicated. Scope not met: out of scope. A safety gate that is met comes before all of these.',
    trigger: [{ type: 'named-event', name: 'patient-view' }],
    groupingBehavior: 'logical-group',
    selectionBehavior: 'all',
    action: [
      groupOf('Safety gates, asked first', document.gates.map(gateAction)),
      ...(scope ? [groupOf('Scope', [criterionAction(scope, 'Not met leaves the policy; unknown stays in it.')])] : []),
      ruleAction(document.rule, criteria),
      groupOf('Before any policy', document.preconditions.map(preconditionAction)),
    ],
  }
}

function groupOf(title: string, action: PlanDefinitionAction[]): PlanDefinitionAction {
  return { title, groupingBehavior: 'logical-group', selectionBehavior: 'all', action }
}

function ruleAction(rule: RuleJson, criteria: ReadonlyMap<string, CriterionJson>): PlanDefinitionAction {
  if (!('rules' in rule)) {
    const criterion = criteria.get(rule.criterion)
    return criterion ? criterionAction(criterion, `${rule.words}. ${rule.unknown}`) : { title: rule.name }
  }
  return {
    title: rule.words,
    description: rule.unknown,
    groupingBehavior: 'logical-group',
    selectionBehavior: rule.kind === 'all-of' ? 'all' : 'one-or-more',
    ...(rule.needed === null ? {} : { documentation: [thresholdArtifact(rule.needed)] }),
    action: rule.rules.map((each) => ruleAction(each, criteria)),
  }
}

function criterionAction(criterion: CriterionJson, textEquivalent: string): PlanDefinitionAction {
  const { id, name, statement, says, thresholds, citation } = criterion
  return {
    prefix: id,
    title: name,
    description: statement,
    textEquivalent,
    documentation: [{ ...artifactOf(citation), citation: says }, ...thresholds.map(thresholdArtifact)],
    condition: [conditionOf(statement)],
  }
}

function gateAction(gate: GateOfPolicy): PlanDefinitionAction {
  const { id, name, statement, actionWords, excludes, citation, thresholds } = gate
  return {
    prefix: id,
    title: name,
    description: statement,
    textEquivalent: excludes ? `${actionWords}. This policy lists it as an exclusion.` : `${actionWords}.`,
    documentation: [artifactOf(citation), ...thresholds.map(thresholdArtifact)],
    condition: [conditionOf(statement)],
  }
}

function preconditionAction({ id, statement, thresholds }: PolicyJson['preconditions'][number]): PlanDefinitionAction {
  return { prefix: id, title: id, description: statement, documentation: thresholds.map(thresholdArtifact) }
}

function conditionOf(words: string): PlanDefinitionActionCondition {
  // R4 takes other languages than the three it names; the type of the library does not.
  const language = 'text/plain' as 'text/cql'
  return { kind: 'applicability', expression: { language, expression: words } }
}

function thresholdArtifact({ id, words, says, origin, citation }: ThresholdJson): RelatedArtifact {
  return {
    ...artifactOf(citation),
    label: id,
    display: `${words} (${origin === 'ours' ? 'ours' : citation.title})`,
    citation: says,
  }
}
