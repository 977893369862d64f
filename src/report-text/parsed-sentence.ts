import { ALL_LEVELS } from '../clinical/level.ts'
import { ACUITY, type AcuityWord, findAcuityWords } from './acuity-words.ts'
import { findScopes, isUnder, type Scope } from './assertion.ts'
import { CUES, type CueMeaning } from './assertion-cues.ts'
import { TABLE } from './fracture-words.ts'
import { findFractures } from './fractures.ts'
import { BEGINS_LEVEL } from './level-names.ts'
import { once } from './once.ts'
import { type PlacedFracture, placeFractures } from './place-fractures.ts'
import { type Segment, splitSegments } from './segments.ts'
import type { Sentence } from './sentences.ts'
import { ELSEWHERE, type Target } from './statements.ts'
import type { Token } from './tokens.ts'

/** A sentence with everything found in it, before it is decided what it says. */
export interface ParsedSentence {
  readonly tokens: readonly Token[]
  readonly tables: number
  readonly asks: boolean
  /** What the line, or the list it stands in, is headed by ("Pedicles:"). */
  readonly label: readonly Token[]
  readonly segments: readonly Segment[]
  readonly scopes: () => readonly Scope[]
  readonly fractures: readonly PlacedFracture[]
  readonly acuity: readonly AcuityWord[]
  /** What a sentence that names no level speaks about. */
  readonly context: Target
}

interface Stretch {
  readonly from: number
  readonly to: number
}

interface Surroundings {
  readonly context: Target
  readonly label: readonly Token[]
}

/** What a sentence has no word of is not searched for, and what is denied not before a reader asks. */
export function parseSentence(
  { tokens, traits, tables, asks }: Sentence,
  { context, label }: Surroundings,
): ParsedSentence {
  const acuity = (tables & ACUITY.bit) === 0 ? [] : findAcuityWords(tokens)
  const mentions = (tables & TABLE.bit) === 0 ? [] : findFractures(tokens)
  const segments = (traits & BEGINS_LEVEL) === 0 ? [] : splitSegments(tokens, [...acuity, ...mentions])
  const fractures = mentions.length === 0 ? [] : placeFractures({ tokens, segments, acuity, mentions })
  const scopes = once(() => ((tables & CUES.bit) === 0 ? [] : findScopes(tokens, segments, acuity)))
  return { tokens, tables, asks, label, segments, scopes, fractures, acuity, context }
}

export function segmentAt(sentence: ParsedSentence, at: number): Segment | undefined {
  return sentence.segments.find(({ from, to }) => from <= at && at < to)
}

/** What the words at a place are about. */
export function targetAt(sentence: ParsedSentence, at: number): Target {
  const segment = segmentAt(sentence, at)
  if (!segment) return sentence.context
  return oneOfTwo(sentence.tokens, segment, at) ?? targetOf(segment)
}

/** "L1 and L2, the former with edema, the latter chronic", "the lower is acute": the one named last before the words. */
function oneOfTwo(tokens: readonly Token[], { kind, levels, named }: Segment, at: number): Target | undefined {
  if (kind === 'elsewhere' || levels.length !== 2) return undefined
  const before = tokens.slice(named.to, at).findLast(({ word }, index) => isOneOfTwo(tokens, named.to + index, word))
  if (!before) return undefined
  const isByHeight = before.word === 'upper' || before.word === 'lower'
  const ordered = isByHeight ? ALL_LEVELS.filter((level) => levels.includes(level)) : levels
  const level = ordered[before.word === 'former' || before.word === 'upper' ? 0 : 1]
  return level ? { kind: 'levels', levels: [level] } : undefined
}

/** "The lower is acute", where "the lower endplate is" speaks of a part of each. */
function isOneOfTwo(tokens: readonly Token[], at: number, word: string): boolean {
  if (word === 'former' || word === 'latter') return true
  if ((word !== 'upper' && word !== 'lower') || tokens[at - 1]?.word !== 'the') return false
  return STANDS_ALONE.has(tokens[at + 1]?.word ?? '')
}

const STANDS_ALONE: ReadonlySet<string> = new Set('is was has shows appears looks one with without being'.split(' '))

export function targetOf({ kind, levels }: Segment): Target {
  return kind === 'vertebra' ? { kind: 'levels', levels } : ELSEWHERE
}

export function under(sentence: ParsedSentence, says: CueMeaning, stretch: Stretch): boolean {
  return isUnder(sentence.scopes(), says, stretch)
}

/** Past, asked for or advised: no finding. */
export function isNoFinding(sentence: ParsedSentence, stretch: Stretch): boolean {
  return sentence.asks || under(sentence, 'history', stretch) || under(sentence, 'request', stretch)
}
