import { POLICIES } from '../clinical/policies/index.ts'
import { criteriaOf, type Policy, type PolicyId } from '../clinical/policies/policy.ts'
import { type ThresholdJson, thresholdJson } from './threshold-json.ts'

/** One question, and what each policy asks about it. */
export interface Disagreement {
  readonly id: string
  readonly topic: string
  readonly policies: readonly {
    readonly policy: PolicyId
    readonly title: string
    /** Empty where the policy asks nothing about it. */
    readonly asks: readonly { readonly criterion: string; readonly statement: string }[]
    readonly thresholds: readonly ThresholdJson[]
  }[]
}

/** Which criteria of each policy answer a question; their words and numbers come from the criteria themselves. */
const TOPICS: readonly {
  readonly id: string
  readonly topic: string
  readonly criteria: Readonly<Record<PolicyId, readonly string[]>>
}[] = [
  {
    id: 'scope',
    topic: 'Which fractures',
    criteria: {
      clinic: ['treated-cause'],
      'medicare-lcd': ['osteoporotic-fracture'],
      'nice-ta279': ['osteoporotic-fracture'],
      'rand-2018': ['fragility-fracture'],
      'acr-2018': ['not-pathological'],
    },
  },
  {
    id: 'time',
    topic: 'Time since the fracture',
    criteria: {
      clinic: ['time-since-fracture'],
      'medicare-lcd': ['acute-or-subacute'],
      'nice-ta279': ['recent-unhealed-fracture'],
      'rand-2018': [],
      'acr-2018': [],
    },
  },
  {
    id: 'pain',
    topic: 'Pain',
    criteria: {
      clinic: ['severe-pain'],
      'medicare-lcd': ['hospitalised-pain', 'non-hospitalised-pain'],
      'nice-ta279': ['severe-ongoing-pain'],
      'rand-2018': ['pain-at-least-5'],
      'acr-2018': [],
    },
  },
  {
    id: 'imaging',
    topic: 'Imaging',
    criteria: {
      clinic: ['fracture-shown', 'tumour-imaged-first'],
      'medicare-lcd': ['edema-or-uptake'],
      'nice-ta279': ['recent-unhealed-fracture', 'imaging-confirms-level'],
      'rand-2018': ['positive-advanced-imaging'],
      'acr-2018': ['advanced-imaging'],
    },
  },
  {
    id: 'treatment',
    topic: 'Failed treatment',
    criteria: {
      clinic: ['other-treatment-failed'],
      'medicare-lcd': ['despite-treatment'],
      'nice-ta279': ['optimal-pain-management'],
      'rand-2018': [],
      'acr-2018': [],
    },
  },
]

export function disagreements(): readonly Disagreement[] {
  return TOPICS.map(({ id, topic, criteria }) => ({
    id,
    topic,
    policies: POLICIES.map((policy) => answerOf(policy, criteria[policy.id])),
  }))
}

function answerOf(policy: Policy, ids: readonly string[]): Disagreement['policies'][number] {
  const criteria = ids.flatMap((id) => criteriaOf(policy).find((criterion) => criterion.id === id) ?? [])
  const thresholds = new Map(criteria.flatMap((each) => each.thresholds.map((threshold) => [threshold.id, threshold])))
  return {
    policy: policy.id,
    title: policy.title,
    asks: criteria.map(({ id, statement }) => ({ criterion: id, statement })),
    thresholds: [...thresholds.values()].map(thresholdJson),
  }
}
