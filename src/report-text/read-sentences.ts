import { ACUITY } from './acuity-words.ts'
import { type Asked, askedAfter, withAskedFracture } from './forms.ts'
import { TABLE } from './fracture-words.ts'
import { OF_SHARE } from './height-figures.ts'
import { labelOf, labelOver } from './labels.ts'
import { looksEnglish } from './language.ts'
import { BEGINS_LEVEL } from './level-names.ts'
import { withNamedOnes } from './new-ones.ts'
import { findNormalLevels } from './normal-levels.ts'
import { type ParsedSentence, parseSentence, targetOf } from './parsed-sentence.ts'
import { findPhrases } from './phrases.ts'
import { readAcuity } from './read-acuity.ts'
import { readFractures } from './read-fractures.ts'
import { readHeights } from './read-heights.ts'
import { NORMAL_SPINE, readNormal } from './read-normal.ts'
import { type LimitedStudy, readSigns } from './read-signs.ts'
import { readSins, SINS_NAMES } from './read-sins.ts'
import { readTumour } from './read-tumour.ts'
import type { Section } from './sections.ts'
import { type Sentence, splitSentences } from './sentences.ts'
import { SIGNS } from './signs.ts'
import { ELSEWHERE, GENERAL, type Said, type Statement, type Target } from './statements.ts'
import { TODAYS_STUDY } from './today.ts'
import type { Token } from './tokens.ts'
import { LESION_WORDS, POSTEROLATERAL_WORDS } from './tumour-words.ts'

interface Reader {
  /** Bits of which a sentence has at least one, or it says nothing to this reader. */
  readonly tables?: number
  readonly traits?: number
  readonly read: (
    sentence: ParsedSentence,
    limitedStudy: LimitedStudy,
  ) => readonly (Said & { readonly target: Target })[]
}

/** Every reader, and the words it cannot do without: those its phrases begin with. */
export const READERS: readonly Reader[] = [
  { tables: TABLE.bit, read: readFractures },
  { tables: NORMAL_SPINE.bit, read: readNormal },
  { tables: ACUITY.bit, read: readAcuity },
  { tables: SIGNS, read: readSigns },
  { traits: OF_SHARE, read: readHeights },
  { tables: LESION_WORDS.bit | POSTEROLATERAL_WORDS.bit, read: readTumour },
  { tables: SINS_NAMES.bit, read: readSins },
]

/** Whether a sentence has a word without which the reader finds nothing. */
export function concerns({ tables = 0, traits = 0 }: Reader, sentence: Sentence): boolean {
  return (sentence.tables & tables) !== 0 || (sentence.traits & traits) !== 0
}

/**
 * Everything a section of findings or impression says, and what a history repeats of a study of the same day. A sentence
 * that names no level goes on about the one before.
 */
export function readSection({ kind, tokens }: Section, limitedStudy: LimitedStudy): readonly Statement[] {
  if (kind === 'title') return []
  const section = kind === 'other' ? 'findings' : kind
  let context: Target = GENERAL
  return sentencesOf(tokens).flatMap(({ sentence, label }) => {
    if (sentence.opensItem) context = GENERAL
    if (kind === 'other' && !isOfTodaysStudy(sentence)) return []
    if (!saysAnything(sentence) || !looksEnglish(sentence.tokens)) return []
    const parsed = parseSentence(sentence, { context, label })
    context = goesOnAboutBefore(sentence, parsed) ? context : contextAfter(parsed)
    const readers = READERS.filter((reader) => concerns(reader, sentence))
    return readers.flatMap(({ read }) => read(parsed, limitedStudy).map((said) => ({ ...said, section })))
  })
}

interface LabelledSentence {
  readonly sentence: Sentence
  readonly label: readonly Token[]
}

/** The sentences of a section, each with the words that it leaves out and the label it stands under. */
function sentencesOf(tokens: readonly Token[]): readonly LabelledSentence[] {
  let asked: Asked
  let label: readonly Token[] = []
  let before: Sentence | undefined
  return splitSentences(tokens).map((written) => {
    const sentence = withAskedFracture(withNamedOnes(written, written.opensItem ? undefined : before), asked)
    before = sentence
    const own = labelOf(written.tokens)
    asked = askedAfter(written, own, asked)
    label = labelOver(written, own, label)
    return { sentence, label }
  })
}

function isOfTodaysStudy({ tokens, tables }: Sentence): boolean {
  return (tables & TODAYS_STUDY.bit) !== 0 && findPhrases(tokens, TODAYS_STUDY).length > 0
}

/** One that names no level leaves the context as it is. */
function saysAnything(sentence: Sentence): boolean {
  return (sentence.traits & BEGINS_LEVEL) !== 0 || READERS.some((reader) => concerns(reader, sentence))
}

/** "L1-L4: T-score -2.8" names a region of interest, and what follows is not about its vertebrae. */
const MEASURED: ReadonlySet<string> = new Set(['score', 'bmd', 'density', 'dxa', 'dexa'])

/**
 * "T12 fracture. L1 is intact. No retropulsion.": what follows is not about a vertebra called normal in passing. Of one
 * whose height alone is normal there may be more to tell.
 */
function goesOnAboutBefore({ opensItem, tables }: Sentence, parsed: ParsedSentence): boolean {
  if (opensItem || (tables & NORMAL_SPINE.bit) === 0 || parsed.tokens.some(({ word }) => HEIGHT.has(word))) return false
  const normal = findNormalLevels(parsed)
  return normal.length > 0 && parsed.segments.every((segment) => normal.includes(segment))
}

const HEIGHT: ReadonlySet<string> = new Set(['height', 'heights', 'stature'])

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
