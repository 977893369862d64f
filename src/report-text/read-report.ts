import { CUES } from './assertion-cues.ts'
import { looksEnglish } from './language.ts'
import { mergeFindings } from './merge-findings.ts'
import { findPhrases } from './phrases.ts'
import { readSection } from './read-sentences.ts'
import { readRegion } from './region.ts'
import type { ReportFindings } from './report-findings.ts'
import { splitSections } from './sections.ts'
import type { Statement } from './statements.ts'
import { type Token, tokenise } from './tokens.ts'

const NOTHING: ReportFindings = { levels: [], region: null }

/** Reads a spine radiology report in English. Any text may come in; what is not understood is left out, never guessed. */
export function readReport(text: string): ReportFindings {
  const tokens = tokenise(text)
  if (!looksEnglish(tokens)) return NOTHING

  const sections = splitSections(tokens)
  const limitedStudy = isLimitedStudy(tokens)
  const statements = sections.flatMap((section) => readSection(section, limitedStudy))
  const named = statements.flatMap(({ target }) => (target.kind === 'levels' ? target.levels : []))
  const region = readRegion(sections, named)
  return { levels: mergeFindings(statements.filter((statement) => region !== null || !needsSpine(statement))), region }
}

/** Motion or artifact anywhere in the report makes "no definite edema" an open question. */
function isLimitedStudy(tokens: readonly Token[]): boolean {
  return findPhrases(tokens, CUES).some(({ meaning }) => meaning.some(({ says }) => says === 'limited'))
}

/** "No fracture" in a report about a knee says nothing about the spine. */
function needsSpine(statement: Statement): boolean {
  return statement.kind === 'fracture' && !statement.strong && statement.target.kind === 'general'
}
