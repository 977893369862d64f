import type { Threshold } from '../clinical/citation.ts'
import { COMPANIONS, SENTINEL_AGE } from '../clinical/companions.ts'
import { GATES } from '../clinical/gates/index.ts'
import { ORDERED_BEFORE } from '../clinical/planned-care.ts'
import { POLICIES } from '../clinical/policies/index.ts'
import { criteriaOf } from '../clinical/policies/policy.ts'
import { countsIn } from '../clinical/rule.ts'
import { PRECONDITIONS } from './preconditions.ts'
import { type CitationJson, citationJson, type ThresholdJson, thresholdJson } from './threshold-json.ts'

/** Every number that decides anything, once. */
export function allThresholds(): readonly ThresholdJson[] {
  const given: readonly Threshold[] = [
    ...POLICIES.flatMap((policy) => criteriaOf(policy).flatMap(({ thresholds }) => thresholds)),
    ...POLICIES.flatMap(({ rule }) => countsIn(rule)),
    ...GATES.flatMap(({ thresholds = [] }) => thresholds),
    ...COMPANIONS.flatMap(({ thresholds }) => thresholds),
    SENTINEL_AGE,
    ORDERED_BEFORE,
  ]
  const all = [...given.map(thresholdJson), ...PRECONDITIONS.flatMap(({ thresholds }) => thresholds)]
  return [...new Map(all.map((threshold) => [threshold.id, threshold])).values()]
}

/** Every source that a policy, a criterion, a gate, a companion or a number cites, once. */
export function allCitations(): readonly CitationJson[] {
  const given = [...POLICIES, ...POLICIES.flatMap(criteriaOf), ...GATES, ...COMPANIONS]
  const all = [
    ...given.map(({ citation }) => citationJson(citation)),
    ...allThresholds().map(({ citation }) => citation),
  ]
  return [...new Map(all.map((citation) => [citation.id, citation])).values()]
}
