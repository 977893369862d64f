import type { Rule } from '../clinical/rule.ts'
import { type ThresholdJson, thresholdJson } from './threshold-json.ts'

/** A rule as data and in words; `unknown` says what an open criterion does to it. */
export type RuleJson =
  | {
      readonly kind: 'criterion' | 'unless-not-met' | 'told'
      readonly criterion: string
      readonly name: string
      readonly words: string
      readonly unknown: string
    }
  | {
      readonly kind: 'all-of' | 'one-of' | 'at-least'
      readonly words: string
      readonly unknown: string
      /** How many are needed; null unless the rule counts. */
      readonly needed: ThresholdJson | null
      readonly rules: readonly RuleJson[]
    }

const LEAF_WORDS = {
  criterion: {
    words: 'counts as it is found',
    unknown: 'Unknown is asked for; it counts neither as met nor as not met.',
  },
  'unless-not-met': {
    words: 'refuses when not met',
    unknown: 'Unknown holds nothing back.',
  },
  told: {
    words: 'is told to the reader and decides nothing',
    unknown: 'Unknown is told as not found.',
  },
} as const

export function ruleJson(rule: Rule): RuleJson {
  switch (rule.kind) {
    case 'all-of':
      return {
        kind: rule.kind,
        words: 'All of these',
        unknown: 'One that is not met refuses. Otherwise one unknown keeps the answer open.',
        needed: null,
        rules: rule.rules.map(ruleJson),
      }
    case 'one-of':
      return {
        kind: rule.kind,
        words: 'One of these',
        unknown: 'One that is met is enough. Otherwise one unknown keeps the answer open.',
        needed: null,
        rules: rule.rules.map(ruleJson),
      }
    case 'at-least':
      return countingRule(rule)
    default:
      return { kind: rule.kind, criterion: rule.criterion.id, name: rule.criterion.name, ...LEAF_WORDS[rule.kind] }
  }
}

function countingRule({ threshold, oneShort, rules }: Extract<Rule, { readonly kind: 'at-least' }>): RuleJson {
  const needed = threshold.value
  const short = oneShort === 'unknown' ? 'One fewer is uncertain and keeps it open.' : 'One fewer refuses.'
  return {
    kind: 'at-least',
    words: `At least ${needed} of these`,
    unknown: `The answer stays open while those met and those unknown together reach ${needed}. ${short}`,
    needed: thresholdJson(threshold),
    rules: rules.map(ruleJson),
  }
}
