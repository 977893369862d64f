import { hasNear } from './noun-phrases.ts'
import { findPhrases } from './phrases.ts'
import type { SignRule } from './sign-rule.ts'
import { SIGN_FAMILIES } from './sign-words.ts'
import type { Token } from './tokens.ts'

/** A place in a sentence that speaks of a sign, denied or not. */
export interface SignMention {
  readonly from: number
  readonly to: number
  readonly rule: SignRule
}

const NEAR = { before: 3, after: 6 }

/** Every mention of a sign in a sentence. */
export function findSigns(tokens: readonly Token[]): readonly SignMention[] {
  return SIGN_FAMILIES.flatMap((family) => findPhrases(tokens, family)).flatMap(({ from, to, meaning }) =>
    meaning.filter((rule) => !meansSomethingElse(tokens, { from, to, rule })).map((rule) => ({ from, to, rule })),
  )
}

function meansSomethingElse(tokens: readonly Token[], { from, to, rule }: SignMention): boolean {
  const { unless } = rule
  if (!unless) return false
  return tokens.slice(from + 1, to).some(({ word }) => unless.has(word)) || hasNear(tokens, { from, to }, unless, NEAR)
}
