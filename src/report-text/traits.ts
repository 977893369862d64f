/**
 * What is known of a word before any sentence is read, as bits: one look at a token tells what may begin there, and a
 * rule whose words do not occur costs nothing. The bits are drawn from the tables of the rules, so that they fit them.
 */
export const WORD = 1 << 0
export const NUMBER = 1 << 1
/** Written as a level is: "t12", "th8", "d12", and names that no spine has ("t13"). */
export const LEVEL = 1 << 2
/** It has a letter that English does not have. */
export const FOREIGN_LETTER = 1 << 3

const FIRST_FREE_BIT = 4
const MOST_BITS = 31

type Bits = Map<string, number>

const byText: Bits = new Map()
const byWord: Bits = new Map()
const tables: Bits = new Map()
let traitsUsed = FIRST_FREE_BIT
let tablesUsed = 0

/** A trait of its own for the tokens that are written as one of these, or, `ofWord`, are spellings of one of these. */
export function traitOf(texts: Iterable<string>, ofWord = false): number {
  const bit = bitAt(traitsUsed)
  traitsUsed += 1
  for (const text of texts) {
    fileUnder(byText, text, bit)
    if (ofWord) fileUnder(byWord, text, bit)
  }
  return bit
}

/** A table of its own, whose phrases begin with any of these words in the spelling of the tables. */
export function tableBegunBy(words: Iterable<string>): number {
  const bit = bitAt(tablesUsed)
  tablesUsed += 1
  for (const word of words) fileUnder(tables, word, bit)
  return bit
}

function bitAt(place: number): number {
  if (place >= MOST_BITS) throw new RangeError('more sets of words than a number has bits')
  return 1 << place
}

function fileUnder(bits: Bits, word: string, bit: number): void {
  bits.set(word, (bits.get(word) ?? 0) | bit)
}

/** The traits of a token from the sets of words it is in. */
export function traitsIn(text: string, word: string): number {
  return (byText.get(text) ?? 0) | (byWord.get(word) ?? 0)
}

/** The tables that have a phrase which begins with this word. */
export function tablesBegunWith(word: string): number {
  return tables.get(word) ?? 0
}

/** Every word that has a bit. */
export function wordsWithBits(): readonly string[] {
  return [...byText.keys(), ...byWord.keys(), ...tables.keys()]
}

/** Grows with every set of words: what was made of them before is then out of date. */
export function countOfSets(): number {
  return traitsUsed + tablesUsed
}
