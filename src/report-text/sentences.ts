import { isNumber, isWord, type Token } from './tokens.ts'
import { LEVEL, NUMBER, WORD } from './traits.ts'

export interface Sentence {
  readonly tokens: readonly Token[]
  /** The bits of all its tokens: what none of them has, the sentence does not hold. */
  readonly traits: number
  readonly tables: number
  /** It starts a list item, a paragraph or a labelled line: what came before is not its subject. */
  readonly opensItem: boolean
  /** It ends in a question mark. */
  readonly asks: boolean
}

/** A full stop after these does not end a sentence. */
const ABBREVIATIONS: ReadonlySet<string> = new Set(
  'approx vs dr mr mrs ms prof fig ca cf e.g i.e eg ie comp fx vert ant post sup inf incl resp st jan feb aug sept oct nov dec'.split(
    ' ',
  ),
)

const BULLETS: ReadonlySet<string> = new Set(['-', '*', '\u2022', '\u00b7', '\u25cf', '\u25aa'])

/** No radiologist writes a longer one. It bounds the work that compares parts of one sentence with each other. */
const MAX_SENTENCE_TOKENS = 160

interface Cut {
  /** The first token of the next sentence. */
  readonly next: number
  readonly opensItem: boolean
  readonly asks: boolean
}

/** Cuts a section into sentences: wrapped lines are joined, list items, paragraphs and labelled levels are parted. */
export function splitSentences(tokens: readonly Token[]): readonly Sentence[] {
  const sentences: Sentence[] = []
  let from = 0
  let opensItem = true
  let lastItem = 0
  for (let at = 0; at <= tokens.length; at += 1) {
    const item = itemNumberAt(tokens, at, lastItem, at === from)
    const cut = item ? { next: at + 2, opensItem: true, asks: false } : cutAt(tokens, at, from)
    if (!cut) continue
    if (at > from) sentences.push({ ...withBits(tokens.slice(from, at)), opensItem, asks: cut.asks })
    opensItem = cut.opensItem || (opensItem && at === from)
    lastItem = item ?? lastItem
    from = cut.next
    at = Math.max(at, cut.next - 1)
  }
  return sentences
}

/** Nearly every token: a plain word in the middle of a line cuts nothing. */
function goesOnInside(token: Token, length: number): boolean {
  if (token.breakBefore !== 'none' || length >= MAX_SENTENCE_TOKENS) return false
  return (token.traits & (WORD | NUMBER | LEVEL)) === WORD
}

export function withBits(tokens: readonly Token[]): Pick<Sentence, 'tokens' | 'traits' | 'tables'> {
  let [traits, tables] = [0, 0]
  for (const token of tokens) {
    traits |= token.traits
    tables |= token.tables
  }
  return { tokens, traits, tables }
}

/** "2." or "2)" where the second item of a list is due. */
function itemNumberAt(
  tokens: readonly Token[],
  at: number,
  lastItem: number,
  startsSentence: boolean,
): number | undefined {
  const token = tokens[at]
  if (!isNumber(token)) return undefined
  const mark = tokens[at + 1]
  if (!mark || mark.spaceBefore) return undefined
  const value = Number(token.text)
  if (value !== 1 && value !== lastItem + 1) return undefined
  const startsLine = startsSentence || token.breakBefore !== 'none'
  const isItem = mark.text === '.' ? startsLine : mark.text === ')' && (startsLine || value > 1)
  return isItem ? value : undefined
}

function cutAt(tokens: readonly Token[], at: number, from: number): Cut | undefined {
  const token = tokens[at]
  if (!token) return { next: at, opensItem: false, asks: false }
  return goesOnInside(token, at - from) ? undefined : cutAtToken(tokens, token, at, from)
}

function cutAtToken(tokens: readonly Token[], token: Token, at: number, from: number): Cut | undefined {
  if (isEnd(tokens, at)) return { next: at + 1, opensItem: false, asks: token.text === '?' }
  if (token.breakBefore !== 'none' && BULLETS.has(token.text)) return { next: at + 1, opensItem: true, asks: false }
  if (token.breakBefore === 'paragraph') return { next: at, opensItem: true, asks: false }
  if (at === from) return undefined
  if (startsLevelLabel(tokens, at) || startsLevelLine(tokens, at, from))
    return { next: at, opensItem: true, asks: false }
  if (startsLabelLine(tokens, at)) return { next: at, opensItem: false, asks: false }
  return at - from >= MAX_SENTENCE_TOKENS ? { next: at, opensItem: false, asks: false } : undefined
}

function isEnd(tokens: readonly Token[], at: number): boolean {
  const mark = tokens[at]?.text
  if (mark === '.') return endsSentence(tokens, at)
  return mark === '!' || (mark === '?' && !isQuestionPrefix(tokens, at))
}

function endsSentence(tokens: readonly Token[], at: number): boolean {
  const [before, next] = [tokens[at - 1], tokens[at + 1]]
  if (!before || !next || next.breakBefore === 'paragraph') return true
  if (ABBREVIATIONS.has(before.text)) return false
  if (before.text === 'no' && isNumber(next)) return false
  if (next.spaceBefore) return before.text.length > 1 || !/\p{L}/u.test(before.text) || !isInitial(tokens, at)
  return isWord(next) && (before.text.length > 2 || /\d$|[)%]/.test(before.text)) && next.text.length > 1
}

/** The last stop of "e.g." and "i.e.", whose letters stand alone. */
function isInitial(tokens: readonly Token[], at: number): boolean {
  return tokens[at - 2]?.text === '.' && tokens[at - 1]?.spaceBefore === false
}

/** "?fracture": a question mark written before what it doubts. */
function isQuestionPrefix(tokens: readonly Token[], at: number): boolean {
  const [before, mark, next] = [tokens[at - 1], tokens[at], tokens[at + 1]]
  if (!mark || !isWord(next)) return false
  if (!before || OPENS_DOUBT.has(before.text)) return true
  return !next.spaceBefore && (mark.spaceBefore || !isWord(before))
}

/** "VCF L1, ? acute" */
const OPENS_DOUBT: ReadonlySet<string> = new Set([':', '.', ',', ';', '(', '-'])

/** "T12: ...", "L4-L5: ..." or "T12 through L5: ..." begins a line, wherever a server lost the line break. */
export function startsLevelLabel(tokens: readonly Token[], at: number): boolean {
  if (!isLevelName(tokens[at]) || GOES_ON.has(tokens[at - 1]?.word ?? '') || isAskedFor(tokens, at)) return false
  let next = at + 1
  while (next < at + 4 && (tokens[next]?.joinedBy === '-' || isSecondOfRange(tokens, next))) next += 1
  return tokens[next]?.text === ':'
}

/** "Compression fracture T12: none." on one line */
function isAskedFor(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.breakBefore === 'none' && ASKED_FOR.has(tokens[at - 1]?.word ?? '')
}

const ASKED_FOR: ReadonlySet<string> = new Set(['fracture', 'deformity', 'vcf'])

/** A table of levels, one a line: both lines begin with one. */
function startsLevelLine(tokens: readonly Token[], at: number, from: number): boolean {
  if (tokens[at]?.breakBefore !== 'line' || !isLevelName(tokens[at]) || !isLevelName(tokens[from])) return false
  return !GOES_ON.has(tokens[at - 1]?.word ?? '')
}

/** "Height loss: 30 %" on a line of its own, in a form with one answer a line. */
function startsLabelLine(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.breakBefore !== 'line' || GOES_ON.has(tokens[at - 1]?.word ?? '')) return false
  const label = tokens.slice(at + 1, at + 1 + MAX_LABEL_WORDS)
  const colon = label.findIndex(({ text }) => text === ':')
  return colon !== -1 && label.slice(0, colon).every((token) => isWord(token) && token.breakBefore === 'none')
}

const MAX_LABEL_WORDS = 4

function isLevelName(token: Token | undefined): boolean {
  return token !== undefined && token.joinedBy === '' && (token.traits & LEVEL) !== 0
}

function isSecondOfRange(tokens: readonly Token[], at: number): boolean {
  const isJoint = (index: number) => tokens[index]?.word === 'to' || tokens[index]?.word === 'through'
  return isJoint(at) || (isJoint(at - 1) && isLevelName(tokens[at]))
}

/** Before a level these make it part of what is being said. */
const GOES_ON: ReadonlySet<string> = new Set(
  'to through and or nor of at from in , - the levels level involving'.split(' '),
)
