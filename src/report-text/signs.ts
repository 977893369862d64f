import { hasNear } from './noun-phrases.ts'
import { findPhrases } from './phrases.ts'
import type { Sentence } from './sentences.ts'
import type { SignRule } from './sign-rule.ts'
import { SIGN_FAMILIES } from './sign-words.ts'
import type { Token } from './tokens.ts'

/** A place in a sentence that speaks of a sign, denied or not. */
export interface SignMention {
  readonly from: number
  readonly to: number
  readonly rule: SignRule
}

/** The bits of all families of signs. */
export const SIGNS = SIGN_FAMILIES.reduce((bits, family) => bits | family.bit, 0)

const NEAR = { before: 3, after: 6 }

/** Every mention of a sign in a sentence. */
export function findSigns({ tokens, tables }: Pick<Sentence, 'tokens' | 'tables'>): readonly SignMention[] {
  const families = SIGN_FAMILIES.filter(({ bit }) => (tables & bit) !== 0)
  return families
    .flatMap((family) => findPhrases(tokens, family))
    .flatMap(({ from, to, meaning }) =>
      meaning.filter((rule) => !meansSomethingElse(tokens, { from, to, rule })).map((rule) => ({ from, to, rule })),
    )
}

function meansSomethingElse(tokens: readonly Token[], { from, to, rule }: SignMention): boolean {
  const { unless } = rule
  if (!unless) return false
  for (let at = from + 1; at < to; at += 1) if (unless.has(tokens[at]?.word ?? '')) return true
  return hasNear(tokens, { from, to }, unless, NEAR)
}
