import type { Threshold } from '../../../src/clinical/citation.ts'
import type { LibraryCase } from '../case-library.ts'
import { hasFinding, TRACED_RULES, type TracedRule } from './traced-rules.ts'

export const SIDES = ['below', 'at', 'above'] as const
type Side = (typeof SIDES)[number]

/** Which cases show what, by the path they claim to cover. */
export type Covering = ReadonlyMap<string, readonly LibraryCase[]>

export function coveringIn(cases: readonly LibraryCase[]): Covering {
  const covering = new Map<string, LibraryCase[]>()
  for (const one of cases) {
    for (const path of one.covers) covering.set(path, [...(covering.get(path) ?? []), one])
  }
  return covering
}

export interface Shown {
  readonly cases: readonly LibraryCase[]
  /** The rule whose cases they are: this one, or one with the same judgement. */
  readonly path: string
}

/** The cases at one side of a number: of this rule, else of the first that is judged by the very same function. */
export function casesAt(covering: Covering, rule: TracedRule, { id }: Threshold, side: Side): Shown {
  const alike = hasFinding(rule) ? TRACED_RULES.filter(({ judgement }) => judgement === rule.judgement) : []
  const paths = [rule.path, ...alike.map(({ path }) => path)]
  const path = paths.find((each) => covering.has(`${each}/${id}/${side}`)) ?? rule.path
  return { cases: covering.get(`${path}/${id}/${side}`) ?? [], path }
}

/** What no case shows: a side of a number, that nobody may know, or that somebody does. */
export function gapsIn(cases: readonly LibraryCase[]): readonly string[] {
  const covering = coveringIn(cases)
  return TRACED_RULES.filter(({ shownBy }) => shownBy === undefined).flatMap((rule) => [
    ...rule.thresholds.flatMap((threshold) =>
      SIDES.filter((side) => casesAt(covering, rule, threshold, side).cases.length === 0).map(
        (side) => `${rule.path}/${threshold.id}/${side}`,
      ),
    ),
    ...(hasFinding(rule) ? findingGaps(covering, rule.path) : []),
  ])
}

/** Counted from what was found: with everything read there is always an answer. */
const UNKNOWN_ONLY_WHEN_UNREAD: ReadonlySet<string> = new Set(['gates/more-than-three-levels'])

function findingGaps(covering: Covering, path: string): readonly string[] {
  const unknown = UNKNOWN_ONLY_WHEN_UNREAD.has(path) ? 'could-not-look' : 'unknown'
  const isSettled = covering.has(`${path}/met`) || covering.has(`${path}/not-met`)
  return [
    ...(isSettled ? [] : [`${path}/met or ${path}/not-met`]),
    ...(covering.has(`${path}/${unknown}`) ? [] : [`${path}/${unknown}`]),
  ]
}

/** Numbers that change the words of an answer and never the answer. */
export const ONLY_WORDS: ReadonlyMap<string, string> = new Map([
  ['clinic/time-since-fracture/most-effective-within', 'after two months the page still treats'],
  ['medicare-lcd/acute-or-subacute/acute-ends', 'acute and subacute are both covered'],
])

/**
 * Numbers that make no difference in what their cases expect: nothing changes from one side to another. A case that claims a
 * boundary and asserts something else would go unnoticed otherwise.
 */
export function numbersWithoutEffect(cases: readonly LibraryCase[]): readonly string[] {
  const covering = coveringIn(cases)
  return TRACED_RULES.filter(({ shownBy }) => shownBy === undefined).flatMap((rule) =>
    rule.thresholds.filter((threshold) => !hasEffect(covering, rule, threshold)).map(({ id }) => `${rule.path}/${id}`),
  )
}

/** Two sides without an expectation in common. */
function hasEffect(covering: Covering, rule: TracedRule, threshold: Threshold): boolean {
  const sides = SIDES.map((side) => {
    const { cases, path } = casesAt(covering, rule, threshold, side)
    return cases.map((one) => expectedOf(path, one))
  })
  return sides.some((one) => sides.some((other) => one.length > 0 && other.length > 0 && isDisjoint(one, other)))
}

function isDisjoint(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.every((each) => !other.includes(each))
}

/** What a case expects of the rule of a path. */
function expectedOf(path: string, { expect }: LibraryCase): string | undefined {
  const [first = '', id = ''] = path.split('/')
  const policies = new Map<string, string>(Object.entries(expect.policies))
  const findings = new Map<string, Readonly<Record<string, string>>>(Object.entries(expect.findings))
  switch (first) {
    case 'gates':
      return expect.gates[id]
    case 'companions':
      return expect.companions[id]
    case 'preconditions':
      return `${expect.outcome} ${expect.findings.clinic?.['fracture-shown']}`
    case 'card':
      return String(expect.card)
    default:
      return id === '' ? policies.get(first) : findings.get(first)?.[id]
  }
}
