import { readReport } from '../../src/report-text/read-report.ts'

/** What a report was found to say: one entry per level, without the facts that it does not tell. */
export function said(text: string): readonly Record<string, unknown>[] {
  return readReport(text).levels.map((findings) =>
    Object.fromEntries(
      Object.entries(findings).filter(([name, value]) => name === 'level' || (value !== 'unknown' && value !== null)),
    ),
  )
}
