import { type ParsedSentence, segmentAt } from './parsed-sentence.ts'
import type { Segment } from './segments.ts'

/** "Edema at L1 but not at T12": the levels at which what is said at a place is denied in the same breath. */
export function deniedBeside(sentence: ParsedSentence, at: number): Segment | undefined {
  const { tokens, segments } = sentence
  const own = segmentAt(sentence, at)
  const next = own && segments[segments.indexOf(own) + 1]
  if (own?.kind !== 'vertebra' || next?.kind !== 'vertebra' || at >= next.named.from) return undefined
  const between = tokens.slice(own.named.to, next.named.from).map(({ word }) => word)
  const denial = between.indexOf('not')
  const leads = between.slice(0, denial)
  const isPlain = denial > 0 && leads.at(-1) === 'but' && leads.length <= MOST_LEADING_WORDS
  return isPlain && between.slice(denial + 1).every((word) => LEADS_TO_LEVEL.has(word)) ? next : undefined
}

/** "at the L1 level, but not" */
const MOST_LEADING_WORDS = 4
const LEADS_TO_LEVEL: ReadonlySet<string> = new Set(['at', 'of', 'in', 'within', 'the', 'for', 'on'])
