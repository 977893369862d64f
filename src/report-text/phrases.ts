import { isWord, type Token } from './tokens.ts'
import { tableBegunBy } from './traits.ts'

/**
 * A phrase table is data: rows of a phrase and what it means. In a phrase `a|b` is either word, `a?` may be left out,
 * and `~3` stands for up to three words of any kind (never across a comma, "and", "with" or a negation).
 */
export type PhraseRow<Meaning> = readonly [phrase: string, meaning: Meaning]

/** Where a phrase stands in a sentence: tokens `from` up to, not including, `to`. */
export interface PhraseMention<Meaning> {
  readonly from: number
  readonly to: number
  readonly meaning: Meaning
}

interface Step {
  readonly words: ReadonlySet<string>
  readonly optional: boolean
  /** How many words may stand in between; 0 for a step that is a word itself. */
  readonly gap: number
}

interface Phrase<Meaning> {
  readonly source: string
  readonly meaning: Meaning
  /** Taken apart when its first word is met for the first time: a service that starts pays for every set it makes. */
  parts: PhraseParts | undefined
}

interface PhraseParts {
  readonly steps: readonly Step[]
  /** The words that can only come second; most phrases that begin alike are told apart by them. */
  readonly second: ReadonlySet<string> | undefined
}

export interface PhraseTable<Meaning> {
  /** Every phrase under each word it can begin with. */
  readonly phrases: ReadonlyMap<string, readonly Phrase<Meaning>[]>
  /** What a token has in `tables` where it can begin a phrase of this table. */
  readonly bit: number
}

const ENDS_A_GAP: ReadonlySet<string> = new Set(
  'and or nor but with without no not however although while which that is are was were has have'.split(' '),
)

export function phraseTable<Meaning>(rows: readonly PhraseRow<Meaning>[]): PhraseTable<Meaning> {
  const phrases = new Map<string, Phrase<Meaning>[]>()
  for (const [source, meaning] of rows) {
    const phrase = { source, meaning, parts: undefined }
    for (const word of firstWords(source)) {
      const begun = phrases.get(word)
      if (begun) begun.push(phrase)
      else phrases.set(word, [phrase])
    }
  }
  return { phrases, bit: tableBegunBy(phrases.keys()) }
}

/** The mentions of a table's phrases in order, the longest at each place, none over another. */
export function findPhrases<Meaning>(
  tokens: readonly Token[],
  table: PhraseTable<Meaning>,
): readonly PhraseMention<Meaning>[] {
  const mentions: PhraseMention<Meaning>[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const mention = phraseAt(tokens, at, table)
    if (!mention) continue
    mentions.push(mention)
    at = mention.to - 1
  }
  return mentions
}

/** The longest phrase of a table that begins at a token. */
export function phraseAt<Meaning>(
  tokens: readonly Token[],
  from: number,
  { bit, phrases }: PhraseTable<Meaning>,
): PhraseMention<Meaning> | undefined {
  const first = tokens[from]
  if (!first || (first.tables & bit) === 0) return undefined
  let longest: PhraseMention<Meaning> | undefined
  const next = tokens[from + 1]?.word ?? ''
  for (const phrase of phrases.get(first.word) ?? []) {
    const parts = partsOf(phrase)
    const to = mayGoOn(parts, next) ? endOfMatch(tokens, from, parts.steps, 0) : -1
    if (to > (longest?.to ?? from)) longest = { from, to, meaning: phrase.meaning }
  }
  return longest
}

function mayGoOn({ second }: PhraseParts, next: string): boolean {
  return second === undefined || second.has(next)
}

export function partsOf(phrase: Phrase<unknown>): PhraseParts {
  if (phrase.parts) return phrase.parts
  const steps = phrase.source.split(' ').map(toStep)
  phrase.parts = { steps, second: secondWords(steps) }
  return phrase.parts
}

/** Phrases have few steps and gaps of few words, so the tries at one place are bounded by the table, not by the text. */
function endOfMatch(tokens: readonly Token[], at: number, steps: readonly Step[], index: number): number {
  const step = steps[index]
  if (!step) return at
  if (step.gap > 0) return endAfterGap(tokens, at, steps, index)

  const token = tokens[at]
  if (token && step.words.has(token.word)) {
    const end = endOfMatch(tokens, at + 1, steps, index + 1)
    if (end > 0) return end
  }
  return step.optional ? endOfMatch(tokens, at, steps, index + 1) : -1
}

function endAfterGap(tokens: readonly Token[], at: number, steps: readonly Step[], index: number): number {
  const gap = steps[index]?.gap ?? 0
  for (let skipped = 0; skipped <= gap; skipped += 1) {
    const end = endOfMatch(tokens, at + skipped, steps, index + 1)
    if (end > 0) return end
    const token = tokens[at + skipped]
    if (!isWord(token) || ENDS_A_GAP.has(token.word)) return -1
  }
  return -1
}

function secondWords([first, second]: readonly Step[]): ReadonlySet<string> | undefined {
  const isCertain = first?.optional === false && second !== undefined && !second.optional && second.gap === 0
  return isCertain ? second.words : undefined
}

function firstWords(source: string): ReadonlySet<string> {
  const end = source.indexOf(' ')
  return toStep(end < 0 ? source : source.slice(0, end)).words
}

function toStep(source: string): Step {
  if (source.startsWith('~')) return { words: new Set(), optional: false, gap: Number(source.slice(1)) }
  const optional = source.endsWith('?')
  const words = (optional ? source.slice(0, -1) : source).split('|')
  return { words: new Set(words), optional, gap: 0 }
}
