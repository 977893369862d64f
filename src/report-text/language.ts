import type { Token } from './tokens.ts'
import { FOREIGN_LETTER, NUMBER, traitOf, WORD } from './traits.ts'

/**
 * Function words that only English has. "no", "in", "an", "was", "a", "so", "on", "die" and the like are left out: they
 * are words of other languages too, and "no" is the Spanish and Italian negation.
 */
const ENGLISH = traitOf(
  (
    'the of is are were there with without and at to from by this that which has have been be not or but for than ' +
    'these it its seen noted loss height body level bone marrow edema acute chronic old new mild moderate severe ' +
    'evidence deformity unchanged stable prior spine cord change changes consistent likely'
  ).split(' '),
  true,
)

/**
 * Function words of the other languages a record is likely to be written in; none of them is an English word or an
 * abbreviation here ("met", "AO", "per", "78 y", "Jane Roe, DO" are).
 */
const FOREIGN = traitOf(
  // German, Dutch, Scandinavian
  (
    'der das und ist mit keine kein keinen ohne nicht ein eine einer eines vom zum zur bei sowie wird auf von zu het ' +
    'een geen zonder niet och ingen ikke uten uden utan och den det som ' +
    // French
    'le les du une sans avec au aux et dans sur pour est sont par ni pas de ' +
    // Spanish, Portuguese, Italian
    'el los las del una uno con sin sobre hay es por que ni da das com sem nao um uma il lo ' +
    'gli della delle del dei di si nel nella senza la'
  ).split(' '),
)

/** Short notes in telegram style may have no function word at all; from this length on an English text has some. */
const MIN_WORDS_TO_JUDGE = 25
const MIN_ENGLISH_SHARE = 0.06

interface WordCount {
  readonly words: number
  readonly english: number
  readonly foreign: number
}

/** Whether a text or a sentence is English enough to be read: any other language gives nothing, never a guess. */
export function looksEnglish(tokens: readonly Token[]): boolean {
  const { words, english, foreign } = countWords(tokens)
  if (foreign > 0 && english < 2 * foreign) return false
  return words < MIN_WORDS_TO_JUDGE || english >= words * MIN_ENGLISH_SHARE
}

function countWords(tokens: readonly Token[]): WordCount {
  let [words, english, foreign] = [0, 0, 0]
  for (const { traits } of tokens) {
    if ((traits & SPOKEN) !== WORD) continue
    words += 1
    if ((traits & ENGLISH) !== 0) english += 1
    if ((traits & (FOREIGN | FOREIGN_LETTER)) !== 0) foreign += 1
  }
  return { words, english, foreign }
}

/** A word, and no number. */
const SPOKEN = WORD | NUMBER
