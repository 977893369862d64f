import type { Citation, Threshold } from '../../../src/clinical/citation.ts'
import { BONE_DENSITY_COUNTS } from '../../../src/clinical/companions.ts'
import { CONTROL_FILM, FORGOTTEN_AFTER, PAIN_STILL_THERE } from '../../../src/clinical/current-fractures.ts'
import { GATES } from '../../../src/clinical/gates/index.ts'
import { POLICIES } from '../../../src/clinical/policies/index.ts'
import { criteriaOf, type Policy } from '../../../src/clinical/policies/policy.ts'
import { countsIn } from '../../../src/clinical/rule.ts'
import { MEDICARE_LCD, OURS } from '../../../src/clinical/sources.ts'

/** A criterion, a gate, a count or a precondition: whatever has a number or a finding that a test must show. */
export interface TracedRule {
  /** As `covers` in the case library names it. */
  readonly path: string
  readonly statement: string
  readonly citation: Citation
  readonly says: string
  readonly thresholds: readonly Threshold[]
  /** Whether its finding can be unknown, so that a case must show it. */
  readonly hasFinding: boolean
}

export interface TracedGroup {
  readonly title: string
  readonly rules: readonly TracedRule[]
}

/** Everything that decides, in the order in which a reader meets it. */
export function tracedGroups(): readonly TracedGroup[] {
  return [
    ...POLICIES.map((policy) => ({ title: `Policy ${policy.id}: ${policy.title}`, rules: rulesOfPolicy(policy) })),
    { title: 'Gates', rules: GATES.map((gate) => rule(`gates/${gate.id}`, { ...gate, says: '' })) },
    { title: 'Preconditions', rules: PRECONDITIONS },
    {
      title: 'Companions',
      rules: [
        rule('companions/bone-density-evaluation', {
          statement: 'Bone density of spine, hip or femur measured within two years',
          citation: MEDICARE_LCD,
          says: 'referral for bone mineral density evaluation',
          thresholds: [BONE_DENSITY_COUNTS],
        }),
      ],
    },
  ]
}

function rulesOfPolicy(policy: Policy): readonly TracedRule[] {
  const criteria = criteriaOf(policy).map((criterion) => rule(`${policy.id}/${criterion.id}`, criterion))
  return [...criteria, ...countsIn(policy.rule).map((threshold) => countRule(policy, threshold))]
}

function countRule(policy: Policy, threshold: Threshold): TracedRule {
  return {
    path: policy.id,
    statement: `At least ${threshold.value} of the conditions`,
    citation: threshold.citation,
    says: threshold.says,
    thresholds: [threshold],
    hasFinding: false,
  }
}

interface Described {
  readonly statement: string
  readonly citation: Citation
  readonly says: string
  readonly thresholds?: readonly Threshold[]
}

function rule(path: string, { statement, citation, says, thresholds = [] }: Described): TracedRule {
  return { path, statement, citation, says, thresholds, hasFinding: true }
}

const PRECONDITIONS: readonly TracedRule[] = [PAIN_STILL_THERE, FORGOTTEN_AFTER, CONTROL_FILM].map((threshold) => ({
  path: 'preconditions',
  statement: threshold.says,
  citation: OURS,
  says: '',
  thresholds: [threshold],
  hasFinding: false,
}))
