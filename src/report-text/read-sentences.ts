import { looksEnglish } from './language.ts'
import { type ParsedSentence, parseSentence, targetOf } from './parsed-sentence.ts'
import { readAcuity } from './read-acuity.ts'
import { readFractures } from './read-fractures.ts'
import { readHeights } from './read-heights.ts'
import { readNormal } from './read-normal.ts'
import { readSigns } from './read-signs.ts'
import { readSins } from './read-sins.ts'
import { readTumour } from './read-tumour.ts'
import type { Section } from './sections.ts'
import { splitSentences } from './sentences.ts'
import { ELSEWHERE, GENERAL, type Statement, type Target } from './statements.ts'

/** Everything a section of findings or impression says. A sentence that names no level goes on about the one before. */
export function readSection(section: Section, limitedStudy: boolean): readonly Statement[] {
  const { kind } = section
  if (kind !== 'findings' && kind !== 'impression') return []

  const statements: Statement[] = []
  let context: Target = GENERAL
  for (const sentence of splitSentences(section.tokens)) {
    if (sentence.opensItem) context = GENERAL
    if (!looksEnglish(sentence.tokens)) continue
    const parsed = parseSentence(sentence, context)
    const said = [
      ...readFractures(parsed),
      ...readNormal(parsed),
      ...readAcuity(parsed),
      ...readSigns(parsed, limitedStudy),
      ...readHeights(parsed),
      ...readTumour(parsed),
      ...readSins(parsed),
    ]
    statements.push(...said.map((statement) => ({ ...statement, section: kind })))
    context = contextAfter(parsed)
  }
  return statements
}

/** "L1-L4: T-score -2.8" names a region of interest, and what follows is not about its vertebrae. */
const MEASURED: ReadonlySet<string> = new Set(['score', 'bmd', 'density', 'dxa', 'dexa'])

/** The level the next sentence goes on about: the one fractured level of this sentence, else the one level it names. */
function contextAfter({ tokens, segments, fractures, context }: ParsedSentence): Target {
  if (segments.length === 0) return context
  if (fractures.length === 0 && tokens.some(({ word }) => MEASURED.has(word))) return GENERAL
  const vertebrae = segments.filter(({ kind }) => kind === 'vertebra')
  if (vertebrae.length === 0) return ELSEWHERE
  const fractured = vertebrae.filter((segment) => fractures.some((fracture) => fracture.segment === segment))
  const [only, another] = fractured.length > 0 ? fractured : vertebrae
  return only && !another ? targetOf(only) : GENERAL
}
