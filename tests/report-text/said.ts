import { readReport } from '../../src/report-text/read-report.ts'
import type { LevelFindings } from '../../src/report-text/report-findings.ts'

/** What a report was found to say: one entry per level, without the facts that it does not tell. */
export function said(text: string): readonly Partial<LevelFindings>[] {
  return readReport(text).levels.map((findings) =>
    Object.fromEntries(
      Object.entries(findings).filter(([name, value]) => name === 'level' || (value !== 'unknown' && value !== null)),
    ),
  )
}
