import { ALL_LEVELS, type VertebralLevel } from '../clinical/level.ts'
import { type ParsedSentence, segmentAt, targetOf } from './parsed-sentence.ts'
import type { Segment } from './segments.ts'
import { GENERAL, type Target } from './statements.ts'

const ROOT: ReadonlySet<string> = new Set(['root', 'nerve', 'foraminal'])
const FRAGMENT: ReadonlySet<string> = new Set(['retropulsion', 'fragment'])
const MAX_WORDS_TO_ROOT = 4
/** A fragment reaches the root of its own vertebra and those of its neighbours. */
const REACH_OF_FRAGMENT = 1

/** Whether the levels of a part of a sentence are the name of one nerve root ("the left L1 nerve root"). */
export function isNamedRoot({ tokens }: ParsedSentence, { kind, levels, named }: Segment): boolean {
  if (kind !== 'elsewhere' || levels.length !== 1) return false
  const around = [tokens[named.from - 1], ...tokens.slice(named.to, named.to + MAX_WORDS_TO_ROOT)]
  return around.some((token) => token !== undefined && ROOT.has(token.word))
}

/**
 * The fracture that presses on a root with a name of its own: the one of the sentence, or the one just spoken of. Next
 * to a disc, or with neither fracture nor fragment in reach, there is none.
 */
export function fractureAtRoot(sentence: ParsedSentence, at: number): Target | undefined {
  const root = segmentAt(sentence, at)
  const level = root?.levels[0]
  if (!root || !level || !isNamedRoot(sentence, root)) return undefined
  const hasFragment = sentence.tokens.some(({ word }) => FRAGMENT.has(word))
  if (isBesideDisc(sentence) && !hasFragment) return undefined
  const own = sentence.fractures.find(({ segment }) => segment?.kind === 'vertebra')?.segment
  if (own) return isNear(level, own.levels) || hasFragment ? targetOf(own) : undefined
  return fractureBefore(sentence, level, hasFragment || sentence.fractures.length > 0)
}

function isBesideDisc(sentence: ParsedSentence): boolean {
  return sentence.segments.some((segment) => segment.kind === 'elsewhere' && !isNamedRoot(sentence, segment))
}

/** Where the sentence does not say that a fracture presses, the root must be the one of the vertebra just spoken of. */
function fractureBefore({ context }: ParsedSentence, root: VertebralLevel, isSaid: boolean): Target | undefined {
  if (context.kind !== 'levels' || !isNear(root, context.levels)) return isSaid ? GENERAL : undefined
  return isSaid || context.levels.includes(root) ? context : undefined
}

function isNear(level: VertebralLevel, levels: readonly VertebralLevel[]): boolean {
  const at = ALL_LEVELS.indexOf(level)
  return levels.some((other) => Math.abs(ALL_LEVELS.indexOf(other) - at) <= REACH_OF_FRAGMENT)
}
