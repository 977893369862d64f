import { RULE_VERSION } from '../../../src/clinical/rule-version.ts'
import type { LevelFindings } from '../../../src/report-text/report-findings.ts'
import { CONCLUSIONS } from './follows.ts'
import { KNOWN_FAILURES } from './known-failures.ts'
import { type Expected, FIELDS } from './report-set.ts'
import {
  type Count,
  countOf,
  inventsFracture,
  isFailure,
  isNegativeControl,
  precisionOf,
  recallOf,
  type Scored,
  type ScoredReport,
} from './score.ts'

export interface ScoredSets {
  readonly development: readonly ScoredReport[]
  readonly test: readonly ScoredReport[]
}

/** docs/report-reader.md: what the reader of reports is measured by, and how well it does. */
export function reportReaderPage({ development, test }: ScoredSets): string {
  return [
    '# The report reader',
    '',
    `Rules ${RULE_VERSION}. Written by \`npm run reports\` from the reader itself and from the texts in \`fixtures/reports/\`; a test fails when it is out of step, when the development set has a failure that is not listed with its reason, or when a fracture is read out of a text that has none.`,
    '',
    ...METHOD,
    ...conclusions(),
    '## Figures',
    '',
    '| set | texts | read without a fault | true | false | missed | precision | recall | texts without a fracture | fractures invented in them |',
    '|---|---|---|---|---|---|---|---|---|---|',
    totalRow('development', development),
    totalRow('test', test),
    '',
    ...FIRST_READINGS,
    ...breakdown('Development set', development),
    ...breakdown('Test set', test),
    ...failures('development', development),
    ...failures('test', test),
  ].join('\n')
}

const METHOD = [
  '## Method',
  '',
  'Every text is written for this purpose in the manner of spine radiology; no patient stands behind any of them. Beside it stands, by hand, what it says of each vertebra, or of the part of the spine studied as a whole (no level). The **development set** is what the reader was made with: each of its failures was looked at. The **test set** was written before the reader was run on it: its figures are the ones to go by. Where one of its texts showed a fault that could not stay, such as a fracture read out of a text that has none, the class of its words was mended, the text was moved to the development set, and new texts were written in its place, which makes the figures of the test set a little better than a first reading.',
  '',
  'A finding is one field of one vertebra: "L1: loss of height 30 %". It is *true* when text and reader agree, *false* when the reader says what the text does not, *missed* when the text says what the reader does not. Another value than the written one counts as both. Precision is true / (true + false), recall true / (true + missed). Both sets are ours and hold more traps than real reports do; the figures are no estimate of how the reader does on the reports of a given hospital.',
  '',
  '## What is read, and what is not',
  '',
  '- Read, in English: findings and impression, for each vertebra the presence of a fracture, its age, marrow edema or uptake, loss of height in figures (also of an earlier study), progression, kyphotic deformity, retropulsion, canal and neural compromise, instability, signs of tumour, infection, cement.',
  '- Not read: history, indication, technique, comparison, recommendation, questions, family history; any other language; images.',
  '- "Mild", "moderate" and "severe" loss of height are no figures and are left out. A share of normal height is turned into the loss.',
  '- "No acute fracture" leaves an old one open. What is only possible, suspected or not excluded is never stated.',
  '- A vertebra that is called normal or intact in passing, or of normal height, has no fracture, unless any other word of the report speaks of one, or of edema, there. "The remaining vertebrae are normal" names none and says nothing.',
  '- A shape that only a broken vertebra has ("T8 is flattened", "L3 biconcave") is a fracture where it is said of the vertebra itself; called physiological, developmental or a variant it is none.',
  '- A sign at a vertebra that no word calls fractured is left out, but for infection, epidural tumour and cement.',
  '',
]

/** Written down when they were taken: no later run can tell them. */
const FIRST_READINGS = [
  '### First readings of fresh texts',
  '',
  'What the reader made of texts it had never been run on, with the expectations as they were written before. These are the figures nearest to what a new report meets; the batches are small, and those who wrote them looked for trouble.',
  '',
  '| batch | texts | precision | recall |',
  '|---|---|---|---|',
  '| second writing | 78 | 90.3 % | 83.6 % |',
  '| third writing | 28 | 93.9 % | 92.5 % |',
  '| fourth writing, by someone who had not seen the reader | 193 | 88.7 % | 72.7 % |',
  '| fifth writing, by someone who had not seen the reader | 120 | 89.8 % | 72.5 % |',
  '',
  'In the fourth writing two acute ages were invented ("nil acute", "the lower is acute"), two absences were read as fractures ("L2 - no", "unlike L2"), one fracture as absent ("the L1 fracture is not", of an age), one question as a fracture ("exclude vertebral fracture"), and two burst fractures lost their retropulsion (a one-line history right above "L1:", a wall that "bulges into the canal"). These classes were mended. Of the 124 findings missed, 40 are a vertebra or spine called unbroken in passing ("T8 is normal") and 19 a fracture, mostly in words of its shape alone ("L3 biconcave"). Seventeen expectations were corrected afterwards, where they did not follow the conventions above; the row keeps the first ones.',
  '',
  'In the fifth writing no fracture was invented in its 45 texts without one; one open answer was read as a fracture ("Compression fracture: Indeterminate"), an infection was lost ("neither of which is fractured"), and one retropulsion and one narrowed canal (a wall "bulging into the canal", bone "occupying half of the canal"). Of the 84 findings missed, 29 are again a vertebra called normal or intact in passing, 14 an answer in a form, and 7 a fracture in words of its shape alone. These classes were mended; four older texts of the test set that call a vertebra normal in passing now expect it unbroken. Twenty-three expectations were corrected afterwards, where they did not follow the conventions above (uptake is edema, the rest of the spine called normal says nothing of its own, a sign without a fracture is left out); the row keeps the first ones.',
  '',
]

function conclusions(): readonly string[] {
  return [
    'What the reader concludes from what is written counts neither as true nor as false:',
    '',
    ...CONCLUSIONS.map(({ field, value, from }) => `- ${field} \`${value}\` from: ${from}`),
    '- heightLossProgressed from: two figures of two studies',
    '',
  ]
}

function totalRow(name: string, reports: readonly ScoredReport[]): string {
  const negatives = reports.filter(({ report }) => isNegativeControl(report))
  const right = reports.filter((report) => !isFailure(report)).length
  const cells = countCells(countOf(findingsOf(reports)))
  return row([name, reports.length, right, ...cells, negatives.length, reports.filter(inventsFracture).length])
}

function breakdown(title: string, reports: readonly ScoredReport[]): readonly string[] {
  const subjects = Map.groupBy(reports, ({ report }) => report.about)
  const fields = Map.groupBy(findingsOf(reports), ({ field }) => field)
  const levels = Map.groupBy(findingsOf(reports), ({ level }) => (level === null ? 'no level' : `${level.charAt(0)}`))
  return [
    `### ${title}, by subject`,
    '',
    '| subject | texts | true | false | missed | precision | recall |',
    '|---|---|---|---|---|---|---|',
    ...[...subjects].map(([about, own]) => row([about, own.length, ...countCells(countOf(findingsOf(own)))])),
    '',
    `### ${title}, by field`,
    '',
    '| field | true | false | missed | precision | recall |',
    '|---|---|---|---|---|---|',
    ...FIELDS.flatMap((field) => fieldRow(field, fields.get(field))),
    '',
    `### ${title}, by part of the spine`,
    '',
    '| levels | true | false | missed | precision | recall |',
    '|---|---|---|---|---|---|',
    ...['C', 'T', 'L', 'S', 'no level'].flatMap((part) => fieldRow(part, levels.get(part))),
    '',
  ]
}

function fieldRow(name: string, findings: readonly Scored[] | undefined): readonly string[] {
  return findings === undefined ? [] : [row([name, ...countCells(countOf(findings))])]
}

function failures(name: keyof ScoredSets, reports: readonly ScoredReport[]): readonly string[] {
  const failed = reports.filter(isFailure)
  return [
    `## Failures of the ${name} set`,
    '',
    ...(failed.length === 0 ? ['None.', ''] : failed.flatMap((each) => failure(each, name))),
  ]
}

function failure({ report, read }: ScoredReport, name: keyof ScoredSets): readonly string[] {
  const reason = name === 'development' ? KNOWN_FAILURES.get(report.id) : undefined
  return [
    `### ${report.id}`,
    '',
    ...(reason === undefined ? [] : [`Why it stays: ${reason}`, '']),
    ...report.text.split('\n').map((line) => `    ${line}`.trimEnd()),
    '',
    `- expected: ${entries(report.expect)}`,
    `- read: ${entries(read)}`,
    '',
  ]
}

function entries(all: readonly (Expected | LevelFindings)[]): string {
  return all.length === 0 ? 'nothing' : all.map(entryText).join('; ')
}

function entryText({ level, ...said }: Expected | LevelFindings): string {
  const facts = Object.entries(said).flatMap(([name, value]) =>
    value === null || value === 'unknown' || value === undefined ? [] : [`${name} ${[value].flat().join('-')}`],
  )
  return `${level ?? 'no level'}: ${facts.join(', ')}`
}

function findingsOf(reports: readonly ScoredReport[]): readonly Scored[] {
  return reports.flatMap(({ findings }) => findings)
}

function countCells(count: Count): readonly (string | number)[] {
  return [count.true, count.false, count.missed, inPercent(precisionOf(count)), inPercent(recallOf(count))]
}

/** Rounded down, so that 100 % means all of them. */
function inPercent(share: number | undefined): string {
  return share === undefined ? '-' : `${(Math.floor(share * 1000) / 10).toFixed(1)} %`
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`
}
