import type { Result } from './rule.ts'

const SPECIFICATION = 'https://cds-hooks.hl7.org/2.0/'
const OUTCOMES = ['pass', 'fail', 'warn', 'skip'] as const

export type Counts = Readonly<Record<Result['outcome'], number>>

export function countsOf(results: readonly Result[]): Counts {
  const count = (outcome: Result['outcome']) => results.filter((result) => result.outcome === outcome).length
  return { pass: count('pass'), fail: count('fail'), warn: count('warn'), skip: count('skip') }
}

export function specificationUrl({ section }: Result): string {
  return `${SPECIFICATION}#${section}`
}

/** For people: one line for each check, and under those not kept what was seen, what to do and where it is written. */
export function textReport(base: string, results: readonly Result[]): string {
  const subjects = [...new Set(results.map(({ subject }) => subject))]
  return [
    `CDS Hooks 2.0.1 conformance of ${base}`,
    ...subjects.flatMap((subject) => [
      '',
      printable(subject),
      ...results.filter((result) => result.subject === subject).flatMap(linesOf),
    ]),
    '',
    summaryOf(results),
  ].join('\n')
}

function linesOf(result: Result): readonly string[] {
  const { outcome, level, id, title, details, todo, line } = result
  const head = `  ${outcome.padEnd(4)}  ${level.padEnd(6)}  ${id.padEnd(26)} ${title}`
  if (outcome === 'pass') return [head]
  if (outcome === 'skip') return [`${head} (not checked: ${printable(details.join('; '))})`]
  return [
    head,
    ...details.map((detail) => `          saw: ${printable(detail)}`),
    `          do:  ${todo}`,
    `          see: ${specificationUrl(result)} (line ${line} of 2.0.1)`,
  ]
}

/** Answers of strangers stand in the details: nothing in them may steer a terminal. */
function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '?')
}

function summaryOf(results: readonly Result[]): string {
  const counts = countsOf(results)
  const numbers = OUTCOMES.map((outcome) => `${counts[outcome]} ${outcome}`).join(', ')
  return counts.fail === 0
    ? `${numbers}: no SHALL that was checked is broken`
    : `${numbers}: ${counts.fail} SHALL broken`
}

/** For programs: every result as it is, with the address of its section. */
export function jsonReport(base: string, results: readonly Result[]): string {
  const named = results.map((result) => ({ ...result, specification: specificationUrl(result) }))
  return JSON.stringify({ specification: 'CDS Hooks 2.0.1', base, counts: countsOf(results), results: named }, null, 2)
}

/** For build servers: a suite for each subject. A warning is a passed test with a line of output: only a SHALL breaks a build. */
export function junitReport(base: string, results: readonly Result[]): string {
  const subjects = [...new Set(results.map(({ subject }) => subject))]
  const suites = subjects.map((subject) => {
    const ofSubject = results.filter((result) => result.subject === subject)
    const { fail, skip } = countsOf(ofSubject)
    const attributes = `name="${escaped(`${base} ${subject}`)}" tests="${ofSubject.length}" failures="${fail}" skipped="${skip}"`
    return [`  <testsuite ${attributes}>`, ...ofSubject.map(testCaseOf), '  </testsuite>'].join('\n')
  })
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>', ...suites, '</testsuites>', ''].join('\n')
}

function testCaseOf(result: Result): string {
  const { id, level, title, outcome, details, todo } = result
  const open = `    <testcase classname="${escaped(id)}" name="${escaped(`${level}: ${title}`)}"`
  const words = escaped([...details, todo].join('\n'))
  if (outcome === 'pass') return `${open}/>`
  if (outcome === 'skip') return `${open}><skipped message="${escaped(details.join('; '))}"/></testcase>`
  if (outcome === 'warn') return `${open}><system-out>${words}</system-out></testcase>`
  return `${open}><failure message="${escaped(details.join('; '))}">${words}</failure></testcase>`
}

/** Answers of strangers stand in these texts: no markup, and none of the characters that XML 1.0 does not allow. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, '?')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
