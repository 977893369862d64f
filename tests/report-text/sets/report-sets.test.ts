import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { KNOWN_FAILURES } from '../../support/reports/known-failures.ts'
import { reportReaderPage } from '../../support/reports/page.ts'
import { readFile, readSet, type WrittenReport } from '../../support/reports/report-set.ts'
import {
  countOf,
  inventsFracture,
  isFailure,
  isNegativeControl,
  scoreReport,
  scoreSet,
} from '../../support/reports/score.ts'

const development = scoreSet(readSet('development'))
const written = scoreSet(readSet('test'))

describe('the sets of reports', () => {
  test('the development set has at least 200 texts', () => {
    expect(development.length).toBeGreaterThanOrEqual(200)
  })

  test('no two texts of both sets share an id', () => {
    const ids = [...development, ...written].map(({ report }) => report.id)
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
  })

  test('no text of the development set fails but those listed with a reason', () => {
    const failed = development.filter(isFailure).map(({ report }) => report.id)
    expect(failed).toEqual(failed.filter((id) => KNOWN_FAILURES.has(id)))
  })

  test('every failure that is listed is one', () => {
    const failed = new Set(development.filter(isFailure).map(({ report }) => report.id))
    expect([...KNOWN_FAILURES.keys()].filter((id) => !failed.has(id))).toEqual([])
  })

  test.each([
    ['development', development],
    ['test', written],
  ])('no fracture is read out of a text of the %s set that has none', (_name, set) => {
    expect(set.filter(({ report }) => isNegativeControl(report)).length).toBeGreaterThan(0)
    expect(set.filter(inventsFracture).length).toBe(0)
  })

  test('docs/report-reader.md is what "npm run reports" writes', () => {
    const page = readFileSync(new URL('../../../docs/report-reader.md', import.meta.url), 'utf8')
    expect(page === reportReaderPage({ development, test: written })).toBe(true)
  })
})

describe('a text is scored', () => {
  const report = (expected: WrittenReport['expect']): WrittenReport => ({
    id: 'a',
    about: 'b',
    text: 'c',
    expect: expected,
  })
  const read = (text: string, expected: WrittenReport['expect']) => scoreSet([{ ...report(expected), text }])

  test('field by field at each level', () => {
    const [scored] = read('Acute compression fracture of L1 with 30% loss of height.', [
      { level: 'L1', fracture: 'present', acuity: 'old', heightLossPercent: 30, retropulsion: 'no' },
    ])
    expect(scored?.findings).toEqual([
      { level: 'L1', field: 'fracture', verdict: 'true' },
      { level: 'L1', field: 'acuity', verdict: 'false' },
      { level: 'L1', field: 'acuity', verdict: 'missed' },
      { level: 'L1', field: 'heightLossPercent', verdict: 'true' },
      { level: 'L1', field: 'retropulsion', verdict: 'missed' },
    ])
  })

  test('as wrong where the reader names another level', () => {
    const [scored] = read('Compression fracture of L1.', [{ level: 'L2', fracture: 'present' }])
    expect(countOf(scored?.findings ?? [])).toEqual({ true: 0, false: 1, missed: 1 })
  })

  test('without a count for what follows from what is written', () => {
    const [scored] = read('Compression fracture of L1 with marrow edema.', [
      { level: 'L1', fracture: 'present', marrowEdema: 'yes' },
    ])
    expect(countOf(scored?.findings ?? [])).toEqual({ true: 2, false: 0, missed: 0 })
  })

  test('as a fracture invented where none is written', () => {
    const [scored] = read('Compression fracture of L1.', [])
    expect(scored && inventsFracture(scored)).toBe(true)
  })

  test('as all missed where nothing is read', () => {
    const scored = scoreReport(report([{ level: 'L1', fracture: 'present', acuity: 'acute' }]), [])
    expect(countOf(scored.findings)).toEqual({ true: 0, false: 0, missed: 2 })
  })

  test('only when its file fits the format', () => {
    expect(() =>
      readFile('x.yaml', 'about: a\nreports: [{ id: a, text: b, expect: [{ level: L9, fracture: present }] }]'),
    ).toThrow('x.yaml')
  })
})
