import { normalSpelling, SPELT_OTHERWISE } from './spellings.ts'
import { countOfSets, FOREIGN_LETTER, LEVEL, NUMBER, tablesBegunWith, traitsIn, WORD, wordsWithBits } from './traits.ts'

/** What is known of a text of one word, number or sign. */
export interface Entry {
  /** In the one spelling the tables use. */
  readonly word: string
  /** Bits of `traits.ts`. */
  readonly traits: number
  /** One bit for each table of phrases that has one beginning with this word. */
  readonly tables: number
}

/** Of the rules' own words alone: the words of a patient are looked up and never kept. */
let lexicon: ReadonlyMap<string, Entry> = new Map()
let setsInLexicon = 0

export function entryOf(text: string): Entry {
  return lexicon.get(text) ?? entryOfOther(text)
}

/** Tables are filed while the modules load, so the lexicon is made when the first text is read. */
export function bringLexiconUpToDate(): void {
  if (setsInLexicon === countOfSets()) return
  const texts = new Set([...wordsWithBits(), ...SPELT_OTHERWISE])
  lexicon = new Map([...texts].map((text) => [text, fullEntry(text)]))
  setsInLexicon = countOfSets()
}

/** Not one of the rules' words: only how it is written counts, or the word it is the genitive of. */
function entryOfOther(text: string): Entry {
  return text.endsWith("'s") ? fullEntry(text) : { word: text, traits: traitsOfLetters(text), tables: 0 }
}

function fullEntry(text: string): Entry {
  const word = normalSpelling(text)
  return { word, traits: traitsOfLetters(text) | traitsIn(text, word), tables: tablesBegunWith(word) }
}

const LETTER_OR_NUMBER = /^[\p{L}\p{N}]/u
const FIGURE = /^\d+(?:\.\d+)?$/
const LEVEL_NAME = /^(?:th?|[dlcs])\d{1,2}$/
const LONGEST_LEVEL_NAME = 4

function traitsOfLetters(text: string): number {
  const first = text.charCodeAt(0)
  if (!isAscii(text)) return traitsOfOtherLetters(text)
  if (isDigit(first)) return FIGURE.test(text) ? WORD | NUMBER : WORD
  if (!isSmallLetter(first)) return 0
  const mayBeLevel = text.length <= LONGEST_LEVEL_NAME && isDigit(text.charCodeAt(text.length - 1))
  return mayBeLevel && LEVEL_NAME.test(text) ? WORD | LEVEL : WORD
}

/** Kümmell is the one word with a foreign letter that an English spine report uses. */
function traitsOfOtherLetters(text: string): number {
  if (!LETTER_OR_NUMBER.test(text)) return 0
  return text.startsWith('kümmell') ? WORD : WORD | FOREIGN_LETTER
}

function isAscii(text: string): boolean {
  let bits = 0
  for (let at = 0; at < text.length; at += 1) bits |= text.charCodeAt(at)
  return bits < 128
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function isSmallLetter(code: number): boolean {
  return code >= 97 && code <= 122
}
