import type { Threshold } from '../../../src/clinical/citation.ts'
import { RULE_VERSION } from '../../../src/clinical/rule-version.ts'
import type { LibraryCase } from '../case-library.ts'
import { type TracedGroup, type TracedRule, tracedGroups } from './traced-rules.ts'

const SIDES = ['below', 'at', 'above'] as const
const FINDINGS = ['met', 'not-met', 'unknown', 'could-not-look'] as const

/** Which cases show what, by the path they claim to cover. */
type Covering = ReadonlyMap<string, readonly LibraryCase[]>

function coveringIn(cases: readonly LibraryCase[]): Covering {
  const covering = new Map<string, LibraryCase[]>()
  for (const one of cases) {
    for (const path of one.covers) covering.set(path, [...(covering.get(path) ?? []), one])
  }
  return covering
}

/** The cases at one side of a threshold: of this rule, else of any rule that shares the number. */
function casesAt(covering: Covering, { path }: TracedRule, { id }: Threshold, side: string): readonly LibraryCase[] {
  const own = covering.get(`${path}/${id}/${side}`)
  if (own) return own
  return [...covering].flatMap(([covered, cases]) => (covered.endsWith(`/${id}/${side}`) ? cases : []))
}

/** What no case shows: a side of a threshold, or that the answer can be unknown. */
export function gapsIn(cases: readonly LibraryCase[]): readonly string[] {
  const covering = coveringIn(cases)
  return tracedGroups()
    .flatMap(({ rules }) => rules)
    .flatMap((rule) => [
      ...rule.thresholds.flatMap((threshold) =>
        SIDES.filter((side) => casesAt(covering, rule, threshold, side).length === 0).map(
          (side) => `${rule.path}/${threshold.id}/${side}`,
        ),
      ),
      ...(rule.hasFinding ? findingGaps(covering, rule.path) : []),
    ])
}

/** A case that settles it, and one where nobody knows. */
function findingGaps(covering: Covering, path: string): readonly string[] {
  const shows = (...findings: readonly string[]) => findings.some((finding) => covering.has(`${path}/${finding}`))
  return [
    ...(shows('met', 'not-met') ? [] : [`${path}/met`]),
    ...(shows('unknown', 'could-not-look') ? [] : [`${path}/unknown`]),
  ]
}

/** docs/traceability.md: from any criterion to its source and to the patients that show it. */
export function traceabilityPage(cases: readonly LibraryCase[]): string {
  const covering = coveringIn(cases)
  return [
    '# Traceability',
    '',
    `Rules ${RULE_VERSION}. Written by \`npm run traceability\` from the objects the engine runs and from the ${cases.length} patients of the case library; a test fails when it is out of step, or when a criterion has no patient below, at and above each of its numbers, or none whose answer is unknown.`,
    '',
    'A number marked *ours* stands in no source: it is our reading, open to challenge.',
    '',
    ...tracedGroups().flatMap((group) => groupSection(group, covering)),
  ].join('\n')
}

function groupSection({ title, rules }: TracedGroup, covering: Covering): readonly string[] {
  return [`## ${title}`, '', ...rules.flatMap((rule) => ruleSection(rule, covering))]
}

function ruleSection(rule: TracedRule, covering: Covering): readonly string[] {
  const { path, statement, citation, says, thresholds, hasFinding } = rule
  const source = citation.url === undefined ? citation.title : `[${citation.title}](${citation.url})`
  const numbers = thresholds.map((threshold) => thresholdRow(rule, threshold, covering))
  const findings = FINDINGS.flatMap((finding) => {
    const cases = covering.get(`${path}/${finding}`)
    return cases ? [`- ${finding}: ${linksTo(cases)}`] : []
  })
  return [
    `### ${hasFinding ? path : `${path}/${thresholds[0]?.id}`}`,
    '',
    `${statement}.`,
    '',
    `Source: ${source}${says === '' ? '' : ` ("${says}")`}`,
    '',
    ...(numbers.length === 0
      ? []
      : ['| number | whose | below | at | above |', '|---|---|---|---|---|', ...numbers, '']),
    ...(findings.length === 0 ? [] : [...findings, '']),
  ]
}

function thresholdRow(rule: TracedRule, threshold: Threshold, covering: Covering): string {
  const { id, value, unit, origin, citation } = threshold
  const sides = SIDES.map((side) => linksTo(casesAt(covering, rule, threshold, side)))
  const whose = origin === 'ours' ? '*ours*' : citation.title
  return `| ${id}: ${value} ${unit} | ${[whose, ...sides].join(' | ')} |`
}

const SHOWN = 2

function linksTo(cases: readonly LibraryCase[]): string {
  const links = cases.slice(0, SHOWN).map(({ name, file }) => `[${name}](../fixtures/library/${file})`)
  return cases.length > SHOWN ? `${links.join(', ')} and ${cases.length - SHOWN} more` : links.join(', ')
}
