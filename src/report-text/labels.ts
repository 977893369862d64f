import { levelNameAt } from './level-names.ts'
import type { Sentence } from './sentences.ts'
import { isWord, type Token } from './tokens.ts'

const MOST_LABEL_WORDS = 4
const NO_LABEL: readonly Token[] = []

/** The colon that ends a label, or -1. */
export function colonOf(tokens: readonly Token[]): number {
  for (let at = 1; at <= MOST_LABEL_WORDS; at += 1) if (tokens[at]?.text === ':') return at
  return -1
}

/** "Acuity:", "Pedicles:": the words before the colon that a line begins with, where they name no level. */
export function labelOf(tokens: readonly Token[]): readonly Token[] {
  const colon = colonOf(tokens)
  if (colon < 1) return NO_LABEL
  const label = tokens.slice(0, colon)
  return label.every((token, at) => isWord(token) && !levelNameAt(tokens, at)) ? label : NO_LABEL
}

/** The label a sentence stands under: its `own`, or that of the list of levels it goes on with. */
export function labelOver({ tokens }: Sentence, own: readonly Token[], before: readonly Token[]): readonly Token[] {
  if (own.length > 0 || before.length === 0) return own
  return levelNameAt(tokens, 0) ? before : NO_LABEL
}
