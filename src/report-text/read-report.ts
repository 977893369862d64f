import { CUES } from './assertion-cues.ts'
import { withoutUncheckedBoxes } from './check-boxes.ts'
import { looksEnglish } from './language.ts'
import { mergeFindings } from './merge-findings.ts'
import { once } from './once.ts'
import { findPhrases } from './phrases.ts'
import { readSection } from './read-sentences.ts'
import { readRegion } from './region.ts'
import type { ReportFindings, StatedSins } from './report-findings.ts'
import { splitSections } from './sections.ts'
import { settleNormal } from './settle-normal.ts'
import type { Statement } from './statements.ts'
import { type Token, tokenise } from './tokens.ts'

const NOTHING: ReportFindings = { levels: [], region: null, sins: [] }

/** Reads a spine radiology report in English. Any text may come in; what is not understood is left out, never guessed. */
export function readReport(text: string): ReportFindings {
  const tokens = withoutUncheckedBoxes(tokenise(text))
  if (!looksEnglish(tokens)) return NOTHING

  const sections = splitSections(tokens)
  const limitedStudy = once(() => isLimitedStudy(tokens))
  const statements = sections.flatMap((section) => readSection(section, limitedStudy))
  const named = statements.flatMap(({ target }) => (target.kind === 'levels' ? target.levels : []))
  const region = readRegion(sections, named)
  const examinesOtherwise = once(() => tokens.some((_, at) => isOtherExamination(tokens, at)))
  const findings = settleNormal(statements, examinesOtherwise).filter(
    (statement) => region !== null || !needsSpine(statement),
  )
  return { levels: mergeFindings(findings), region, sins: statedSins(statements) }
}

/** "L1: normal" is of bone density, or of a nerve, where these are told of. */
const OTHER_EXAMINATION: ReadonlySet<string> = new Set(
  'bmd dxa dexa densitometry sensation sensory dermatome dermatomes myotome myotomes reflexes'.split(' '),
)

function isOtherExamination(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? ''
  return OTHER_EXAMINATION.has(word) || (word === 'score' && tokens[at - 1]?.word === 't')
}

/** Each score once for each vertebra it is stated for; one beside a disc or a root is about the spine at large. */
function statedSins(statements: readonly Statement[]): readonly StatedSins[] {
  const stated = statements.flatMap((statement): readonly StatedSins[] => {
    if (statement.kind !== 'sins') return []
    const { target, total } = statement
    const levels = target.kind === 'levels' ? target.levels : [null]
    return levels.map((level) => ({ level, total }))
  })
  return [...new Map(stated.map((each) => [`${each.level} ${each.total.join('-')}`, each])).values()]
}

/** Motion or artifact anywhere in the report makes "no definite edema" an open question. */
function isLimitedStudy(tokens: readonly Token[]): boolean {
  return findPhrases(tokens, CUES).some(({ meaning }) => meaning.some(({ says }) => says === 'limited'))
}

/** "No fracture" in a report about a knee says nothing about the spine. */
function needsSpine(statement: Statement): boolean {
  return statement.kind === 'fracture' && !statement.strong && statement.target.kind === 'general'
}
