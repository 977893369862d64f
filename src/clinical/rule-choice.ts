import type { Finding } from './finding.ts'
import { criteriaIn, type Rule, weigh } from './rule.ts'

/** Of several criteria that are waited for not all are needed: any of `either` is enough, or so many of `others`. Ids. */
export interface Choice {
  readonly either: readonly string[]
  readonly needed: number
  readonly others: readonly string[]
}

type FindingOf = (id: string) => Finding

/** The choices that an open rule leaves. A choice between whole branches is left out: there everything is asked for. */
export function choicesIn(rule: Rule, findingOf: FindingOf): readonly Choice[] {
  if ('criterion' in rule || !isOpen(rule, findingOf)) return []
  const open = rule.kind === 'at-least' ? [rule] : rule.rules.filter((each) => isOpen(each, findingOf))
  const hasBranches = rule.kind === 'all-of' || open.some(({ kind }) => kind === 'all-of' || kind === 'one-of')
  if (hasBranches) return open.flatMap((each) => choicesIn(each, findingOf))

  const either = open.flatMap((each) => ('criterion' in each ? [each.criterion.id] : []))
  const counted = open.flatMap((each) => countedIn(each, findingOf))
  const [first = NONE, ...more] = counted
  const isChoice = either.length + counted.length > 1 || first.others.length > first.needed
  return isChoice && more.length === 0 ? [{ either, ...first }] : []
}

const NONE = { needed: 0, others: [] } as const

function isOpen(rule: Rule, findingOf: FindingOf): boolean {
  return weigh(rule, findingOf).finding === 'unknown'
}

/** How many more of which are needed; nothing where those that are open no longer suffice. */
function countedIn(rule: Rule, findingOf: FindingOf): readonly Omit<Choice, 'either'>[] {
  if (rule.kind !== 'at-least') return []
  const ids = criteriaIn(rule).map(({ id }) => id)
  const needed = rule.threshold.value - ids.filter((id) => findingOf(id) === 'met').length
  const others = ids.filter((id) => findingOf(id) === 'unknown')
  return others.length < needed ? [] : [{ needed, others }]
}
