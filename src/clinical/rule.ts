import type { Threshold } from './citation.ts'
import type { Criterion } from './criterion.ts'
import { allOf, anyOf, type Finding } from './finding.ts'

/**
 * How the criteria of a policy come to its answer. A rule is data, so that the engine, the policy pages and the exported
 * artefacts read one and the same.
 */
export type Rule =
  | { readonly kind: 'criterion'; readonly criterion: Criterion }
  | { readonly kind: 'all-of' | 'one-of'; readonly rules: readonly Rule[] }
  | {
      readonly kind: 'at-least'
      readonly threshold: Threshold
      readonly rules: readonly Rule[]
      /** What one fewer comes to: most sources refuse it, one calls it uncertain. */
      readonly oneShort: 'not-met' | 'unknown'
    }
  /** Refuses when not met; unknown holds nothing back ("the examiner says that the pain comes from elsewhere"). */
  | { readonly kind: 'unless-not-met'; readonly criterion: Criterion }
  /** Told to the reader, and decides nothing. */
  | { readonly kind: 'told'; readonly criterion: Criterion }

export function all(...rules: readonly (Rule | Criterion)[]): Rule {
  return { kind: 'all-of', rules: rules.map(toRule) }
}

export function oneOf(...rules: readonly (Rule | Criterion)[]): Rule {
  return { kind: 'one-of', rules: rules.map(toRule) }
}

export function atLeast(
  threshold: Threshold,
  oneShort: 'not-met' | 'unknown',
  ...criteria: readonly Criterion[]
): Rule {
  return { kind: 'at-least', threshold, oneShort, rules: criteria.map(toRule) }
}

export function unlessNotMet(criterion: Criterion): Rule {
  return { kind: 'unless-not-met', criterion }
}

export function told(criterion: Criterion): Rule {
  return { kind: 'told', criterion }
}

function toRule(given: Rule | Criterion): Rule {
  return 'assess' in given ? { kind: 'criterion', criterion: given } : given
}

/** Every criterion of a rule, in the order in which it is written. */
export function criteriaIn(rule: Rule): readonly Criterion[] {
  return 'criterion' in rule ? [rule.criterion] : rule.rules.flatMap(criteriaIn)
}

/** The numbers that belong to a rule and to none of its criteria: "at least two of". */
export function countsIn(rule: Rule): readonly Threshold[] {
  if ('criterion' in rule) return []
  return [...(rule.kind === 'at-least' ? [rule.threshold] : []), ...rule.rules.flatMap(countsIn)]
}

/** Ids of the criteria that only refuse: unknown holds nothing back. */
export function refusingIn(rule: Rule): readonly string[] {
  if (rule.kind === 'unless-not-met') return [rule.criterion.id]
  return 'criterion' in rule ? [] : rule.rules.flatMap(refusingIn)
}

/** Ids of the criteria that are told and decide nothing. */
export function toldIn(rule: Rule): readonly string[] {
  if (rule.kind === 'told') return [rule.criterion.id]
  return 'criterion' in rule ? [] : rule.rules.flatMap(toldIn)
}

/** What a rule comes to for one fracture. */
export interface Weighed {
  readonly finding: Finding
  /** Criteria the answer rests on, by id: of two branches the one that is met, or those still open. */
  readonly restsOn: readonly string[]
  /** Criteria whose answer is waited for, by id; empty unless the finding is unknown. */
  readonly waitsFor: readonly string[]
}

export function weigh(rule: Rule, findingOf: (id: string) => Finding): Weighed {
  switch (rule.kind) {
    case 'criterion':
      return weighCriterion(rule.criterion, findingOf)
    case 'told':
      return NOTHING_AGAINST
    case 'unless-not-met':
      return findingOf(rule.criterion.id) === 'not-met' ? weighCriterion(rule.criterion, findingOf) : NOTHING_AGAINST
    case 'all-of':
      return weighAll(rule.rules.map((each) => weigh(each, findingOf)))
    case 'one-of':
      return weighSome(
        rule.rules.map((each) => weigh(each, findingOf)),
        anyOf,
      )
    case 'at-least':
      return weighSome(
        rule.rules.map((each) => weigh(each, findingOf)),
        atLeastOf(rule.threshold.value, rule.oneShort),
      )
  }
}

const NOTHING_AGAINST: Weighed = { finding: 'met', restsOn: [], waitsFor: [] }

function weighCriterion({ id }: Criterion, findingOf: (id: string) => Finding): Weighed {
  const finding = findingOf(id)
  return { finding, restsOn: [id], waitsFor: finding === 'unknown' ? [id] : [] }
}

function weighAll(parts: readonly Weighed[]): Weighed {
  const finding = allOf(parts.map((part) => part.finding))
  return {
    finding,
    // A refusal rests on what refuses, whatever else is known.
    restsOn: (finding === 'not-met' ? parts.filter((part) => part.finding === 'not-met') : parts).flatMap(
      ({ restsOn }) => restsOn,
    ),
    waitsFor: finding === 'unknown' ? parts.flatMap(({ waitsFor }) => waitsFor) : [],
  }
}

/** Once enough is met the rest is not told; before that, what is refused for good is not asked for again. */
function weighSome(parts: readonly Weighed[], findingOf: (findings: readonly Finding[]) => Finding): Weighed {
  const finding = findingOf(parts.map((part) => part.finding))
  const telling = parts.filter(
    (part) => part.finding === 'met' || (finding === 'unknown' && part.finding === 'unknown'),
  )
  return {
    finding,
    restsOn: (finding === 'not-met' ? parts : telling).flatMap(({ restsOn }) => restsOn),
    waitsFor: finding === 'unknown' ? parts.flatMap(({ waitsFor }) => waitsFor) : [],
  }
}

function atLeastOf(needed: number, oneShort: 'not-met' | 'unknown') {
  return (findings: readonly Finding[]): Finding => {
    const metCount = findings.filter((finding) => finding === 'met').length
    if (metCount >= needed) return 'met'
    const possible = metCount + findings.filter((finding) => finding === 'unknown').length
    if (possible >= needed) return 'unknown'
    return possible === needed - 1 ? oneShort : 'not-met'
  }
}
