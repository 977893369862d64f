import { levelNameAt } from './level-names.ts'
import { type ParsedSentence, targetAt } from './parsed-sentence.ts'
import type { Target } from './statements.ts'

/** Between a finding and the vertebra it is said of ("lesion in the T12 body"). */
const LEADS_TO_LEVEL: ReadonlySet<string> = new Set(
  'at of in within involving for the left right level ( vertebra vertebral body'.split(' '),
)
const MAX_LEADING_WORDS = 4

/**
 * What a finding is about: the vertebra named inside its words or right behind them, else the one whose part of the
 * sentence it stands in ("T12 metastasis and a sclerotic lesion of L3" has the second lesion before its level).
 */
export function placeOf(
  sentence: ParsedSentence,
  { from, to }: { readonly from: number; readonly to: number },
): Target {
  for (let at = from; at < to + MAX_LEADING_WORDS; at += 1) {
    const token = sentence.tokens[at]
    if (!token) break
    if (levelNameAt(sentence.tokens, at)) return targetAt(sentence, at)
    if (at >= to && !LEADS_TO_LEVEL.has(token.word)) break
  }
  return targetAt(sentence, from)
}
