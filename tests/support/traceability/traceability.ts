import type { Citation, Threshold } from '../../../src/clinical/citation.ts'
import type { OnsetBasis } from '../../../src/clinical/facts.ts'
import { RULE_VERSION } from '../../../src/clinical/rule-version.ts'
import type { LibraryCase } from '../case-library.ts'
import { type Covering, casesAt, coveringIn, ONLY_WORDS, SIDES } from './covering.ts'
import { BARE_NUMBERS, LINES_OF_A_CARD } from './lines-of-a-card.ts'
import { constantIn, lineOf, linkTo, type TestPlace } from './places.ts'
import { hasFinding, TRACED_GROUPS, type TracedRule } from './traced-rules.ts'

const FINDINGS = ['met', 'not-met', 'unknown', 'could-not-look'] as const

/** docs/traceability.md: from any criterion to its source and to the patients that show it. */
export function traceabilityPage(cases: readonly LibraryCase[]): string {
  const covering = coveringIn(cases)
  return [
    '# Traceability',
    '',
    `Rules ${RULE_VERSION}. Written by \`npm run traceability\` from the objects the engine runs and from the ${cases.length} patients of the case library. A test fails when this page is out of step, and when`,
    '',
    '- a number has no patient below, at or above it: its own, or one of a rule that is judged by the very same function (then the table says "as in"), or a test that is named instead;',
    '- nothing changes from one side of a number to another, unless it only changes words, and then the page says so;',
    '- a criterion, a gate or a companion has no patient in whom it is unknown, or none in whom it is met or not met.',
    '',
    'A number marked *ours* stands in no source: it is our reading, open to challenge. Below, at and above speak of the number of the patient; each name leads to the case.',
    '',
    ...TRACED_GROUPS.flatMap(({ title, rules }) => [
      `## ${title}`,
      '',
      ...rules.flatMap((rule) => ruleSection(rule, covering)),
    ]),
    ...bareNumbersSection(),
    ...beforeTheCriteriaSection(covering),
    ...linesSection(),
  ].join('\n')
}

function ruleSection(rule: TracedRule, covering: Covering): readonly string[] {
  const { path, name, statement, citation, says, thresholds, file, shownBy } = rule
  const id = hasFinding(rule) ? path : `${path}/${thresholds[0]?.id}`
  const findings = FINDINGS.flatMap((finding) => {
    const cases = hasFinding(rule) ? covering.get(`${path}/${finding}`) : undefined
    return cases ? [`- ${finding}: ${linksTo(cases)}`] : []
  })
  const numbers = thresholds.map((threshold) => thresholdRow(rule, threshold, covering))
  return [
    `### ${name} (\`${id}\`)`,
    '',
    `${statement} Defined in ${linkTo(file)}.`,
    '',
    `Source: ${sourceWords(citation)}${says === '' ? '' : ` ("${says}")`}`,
    '',
    ...(numbers.length === 0 ? [] : table(['number', 'whose', ...(shownBy ? ['shown by'] : SIDES)], numbers)),
    ...(findings.length === 0 ? [] : [...findings, '']),
  ]
}

function sourceWords({ title, url }: Citation): string {
  return url === undefined ? title : `[${title}](${url})`
}

function thresholdRow(rule: TracedRule, threshold: Threshold, covering: Covering): readonly string[] {
  const { id, value, unit } = threshold
  const onlyWords = ONLY_WORDS.get(`${rule.path}/${id}`)
  const number = `${id}: ${value} ${unit}${onlyWords === undefined ? '' : ` (changes words only: ${onlyWords})`}`
  const whose = whoseWords(threshold, rule)
  if (rule.shownBy) return [number, whose, testWords(rule.shownBy)]
  const sides = SIDES.map((side) => {
    const { cases, path } = casesAt(covering, rule, threshold, side)
    return `${path === rule.path ? '' : `as in \`${path}\`: `}${linksTo(cases)}`
  })
  return [number, whose, ...sides]
}

function whoseWords({ origin, citation }: Threshold, rule: TracedRule): string {
  if (origin === 'ours') return '*ours*'
  return citation.id === rule.citation.id ? 'the source' : citation.title
}

const SHOWN = 2

function linksTo(cases: readonly LibraryCase[]): string {
  const links = cases.slice(0, SHOWN).map((one) => linkTo(`fixtures/library/${one.file}#L${lineOf(one)}`, one.name))
  return cases.length > SHOWN ? `${links.join(', ')} and ${cases.length - SHOWN} more` : links.join(', ')
}

function testWords({ file, title }: TestPlace): string {
  return `${linkTo(file)} ("${title}")`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  return [...lines, '']
}

function bareNumbersSection(): readonly string[] {
  const rows = BARE_NUMBERS.map(({ what, constant, file, source, test }) => [
    `${constantIn(file, constant)}: ${what}`,
    linkTo(file),
    source,
    testWords(test),
  ])
  return ['### Numbers inside a score or a count', '', ...table(['number', 'defined in', 'source', 'shown by'], rows)]
}

const ONSET_BASES: Readonly<Record<OnsetBasis, string>> = {
  onsetDateTime: 'a stated day, month or year',
  onsetPeriod: 'a stated period',
  onsetAge: 'a stated age',
  onsetString: 'a date stated as text',
  encounter: 'the visit it was diagnosed at: the latest day it can have happened',
  report: 'the first report that shows it: the latest day it can have happened',
  recordedDate: 'the day it was entered: the latest day it can have happened',
}

/** Which fracture counts at all, and where its date comes from: no number, and still decided before any criterion. */
function beforeTheCriteriaSection(covering: Covering): readonly string[] {
  const statuses = [...covering].flatMap(([path, cases]) => {
    const [first, status, ...more] = path.split('/')
    return first === 'preconditions' && status && more.length === 0 ? [[status, linksTo(cases)]] : []
  })
  const bases = Object.entries({ ...ONSET_BASES, unknown: 'nothing is dated' }).map(([basis, words]) => [
    basis,
    words,
    linksTo(covering.get(`onset/${basis}`) ?? []),
  ])
  return [
    '## What is settled before the criteria',
    '',
    '### Which fracture counts today (`preconditions`)',
    '',
    `Defined in ${linkTo('src/clinical/current-fractures.ts')} and ${linkTo('src/clinical/merge-fractures.ts')}.`,
    '',
    ...table(['fracture', 'patients'], statuses),
    '### Where its date comes from (`onset`)',
    '',
    `Defined in ${linkTo('src/clinical/fracture-onset.ts')} and ${linkTo('src/fhir/onset.ts')}.`,
    '',
    ...table(['basis', 'meaning', 'patients'], bases),
  ]
}

function linesSection(): readonly string[] {
  const rows = LINES_OF_A_CARD.map(({ line, file, source, test }) => [line, linkTo(file), source, testWords(test)])
  return ['## Lines of a card that are no criterion', '', ...table(['line', 'written in', 'source', 'shown by'], rows)]
}
