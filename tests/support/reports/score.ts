import { readReport } from '../../../src/report-text/read-report.ts'
import type { LevelFindings } from '../../../src/report-text/report-findings.ts'
import { mayFollow } from './follows.ts'
import { type Expected, FIELDS, type FieldName, type WrittenReport } from './report-set.ts'

export type Verdict = 'true' | 'false' | 'missed'

/** One finding of one field at one level: read as written, read without being there, or there and not read. */
export interface Scored {
  readonly level: Expected['level']
  readonly field: FieldName
  readonly verdict: Verdict
}

export interface ScoredReport {
  readonly report: WrittenReport
  readonly read: readonly LevelFindings[]
  readonly findings: readonly Scored[]
}

export interface Count {
  readonly true: number
  readonly false: number
  readonly missed: number
}

export function scoreSet(reports: readonly WrittenReport[]): readonly ScoredReport[] {
  return reports.map((report) => scoreReport(report, readReport(report.text).levels))
}

export function scoreReport(report: WrittenReport, read: readonly LevelFindings[]): ScoredReport {
  const levels = new Set([...report.expect.map(({ level }) => level), ...read.map(({ level }) => level)])
  const findings = [...levels].flatMap((level) => {
    const expected = report.expect.find((entry) => entry.level === level) ?? { level, fracture: 'not-stated' as const }
    const found = read.find((entry) => entry.level === level)
    return FIELDS.flatMap((field) => scoreField(field, expected, found, report.expect))
  })
  return { report, read, findings }
}

function scoreField(
  field: FieldName,
  expected: Expected,
  found: LevelFindings | undefined,
  all: readonly Expected[],
): readonly Scored[] {
  const [wanted, got] = [statedIn(expected[field]), statedIn(found?.[field])]
  const scored = (verdict: Verdict): Scored => ({ level: expected.level, field, verdict })
  if (wanted === undefined && got === undefined) return []
  if (wanted === got) return [scored('true')]
  if (wanted === undefined) return mayFollow(field, got ?? '', expected, all) ? [] : [scored('false')]
  return got === undefined ? [scored('missed')] : [scored('false'), scored('missed')]
}

/** What says nothing is no finding: it is neither right nor wrong. */
function statedIn(value: unknown): string | undefined {
  if (value === undefined || value === null || value === 'unknown' || value === 'not-stated') return undefined
  return String(value)
}

export function isFailure({ findings }: ScoredReport): boolean {
  return findings.some(({ verdict }) => verdict !== 'true')
}

/** A text that says of no vertebra that it is, or may be, fractured. */
export function isNegativeControl({ expect }: WrittenReport): boolean {
  return expect.every(({ fracture }) => fracture === 'absent' || fracture === 'not-stated')
}

/** A fracture, or the suspicion of one, where the text has none. "No acute fracture" is no suspicion. */
export function inventsFracture({ report, read }: ScoredReport): boolean {
  if (!isNegativeControl(report)) return false
  return read.some(({ fracture, acuity }) => fracture === 'present' || (fracture === 'uncertain' && acuity !== 'old'))
}

export function countOf(findings: readonly Scored[]): Count {
  const of = (verdict: Verdict) => findings.filter((each) => each.verdict === verdict).length
  return { true: of('true'), false: of('false'), missed: of('missed') }
}

/** Of what was read, the share that is right; undefined where nothing was read. */
export function precisionOf(count: Count): number | undefined {
  return share(count.true, count.false)
}

/** Of what is there, the share that was read; undefined where nothing is there. */
export function recallOf(count: Count): number | undefined {
  return share(count.true, count.missed)
}

function share(right: number, wrong: number): number | undefined {
  return right + wrong === 0 ? undefined : right / (right + wrong)
}
