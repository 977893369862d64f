import { describe, expect, test } from 'vitest'
import { countsOf, jsonReport, junitReport, textReport } from '../../../src/tools/conformance/report.ts'
import { judge, type Result, type Rule, skip } from '../../../src/tools/conformance/rule.ts'

const RULE: Rule<readonly string[]> = {
  id: 'card-summary',
  level: 'SHALL',
  line: 568,
  section: 'card-attributes',
  title: 'summary is short',
  todo: 'Shorten it.',
  judge: (problems) => problems,
}
const BASE = 'https://cds.example.org'

function results(problems: readonly string[], rule: Partial<typeof RULE> = {}): readonly Result[] {
  return judge([{ ...RULE, ...rule }], problems, 'walk')
}

describe('judging', () => {
  test.each([
    ['SHALL', 'fail'],
    ['SHOULD', 'warn'],
    ['MAY', 'warn'],
    ['advice', 'warn'],
  ] as const)('a %s that is not kept is a %s', (level, outcome) => {
    expect(results(['140 characters'], { level })).toMatchObject([{ outcome, details: ['140 characters'] }])
  })

  test('what is kept passes, and what could not be seen is skipped with the reason', () => {
    expect(results([])).toMatchObject([{ outcome: 'pass', details: [] }])
    expect(results([], { judge: () => skip('no card was seen') })).toMatchObject([
      { outcome: 'skip', details: ['no card was seen'] },
    ])
  })

  test('names ten problems at most, each once, and says how many more there are', () => {
    const many = Array.from({ length: 30 }, (_, at) => `problem ${at % 15}`)
    const [result] = results(many)
    expect(result?.details).toHaveLength(11)
    expect(result?.details.at(-1)).toBe('and 5 more')
  })
})

describe('the text', () => {
  test('says of a check that failed what was seen, what to do and where it is written', () => {
    expect(textReport(BASE, results(['140 characters']))).toBe(
      [
        `CDS Hooks 2.0.1 conformance of ${BASE}`,
        '',
        'walk',
        '  fail  SHALL   card-summary               summary is short',
        '          saw: 140 characters',
        '          do:  Shorten it.',
        '          see: https://cds-hooks.hl7.org/2.0/#card-attributes (line 568 of 2.0.1)',
        '',
        '0 pass, 1 fail, 0 warn, 0 skip: 1 SHALL broken',
      ].join('\n'),
    )
  })

  test('shows control characters of an answer as question marks: a report moves no cursor', () => {
    expect(textReport(BASE, results(['\u001b[2Jcleared\u0007']))).toContain('saw: ?[2Jcleared?')
  })
})

test('JSON holds every result and the counts', () => {
  const report = JSON.parse(jsonReport(BASE, [...results([]), ...results(['long'])]))
  expect(report.counts).toEqual({ pass: 1, fail: 1, warn: 0, skip: 0 })
  expect(report.counts).toEqual(countsOf([...results([]), ...results(['long'])]))
  expect(report.results[1]).toMatchObject({
    id: 'card-summary',
    outcome: 'fail',
    specification: 'https://cds-hooks.hl7.org/2.0/#card-attributes',
  })
})

describe('JUnit', () => {
  test('counts only a broken SHALL as a failure', () => {
    const report = junitReport(BASE, [
      ...results(['long']),
      ...results(['long'], { level: 'advice' }),
      ...results([], { judge: () => skip('unseen') }),
    ])
    expect(report).toContain(`<testsuite name="${BASE} walk" tests="3" failures="1" skipped="1">`)
    expect(report.match(/<failure /g)).toHaveLength(1)
    expect(report.match(/<skipped /g)).toHaveLength(1)
  })

  test('is well-formed whatever a service answered', () => {
    const report = junitReport(BASE, results(['</failure>&"\u0000\ud800']))
    expect(report).toContain('&lt;/failure&gt;&amp;&quot;??')
  })
})
