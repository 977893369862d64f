import { type AcuityWord, findAcuityWords } from './acuity-words.ts'
import { findScopes, isUnder, type Scope } from './assertion.ts'
import type { CueMeaning } from './assertion-cues.ts'
import { type FractureMention, findFractures } from './fractures.ts'
import { isModifier } from './noun-phrases.ts'
import { type Segment, splitSegments } from './segments.ts'
import type { Sentence } from './sentences.ts'
import { ELSEWHERE, type Target } from './statements.ts'
import type { Token } from './tokens.ts'

/** A fracture word and the levels it stands for; `shared` = it belongs to another level of the same sentence as well. */
export interface PlacedFracture {
  readonly mention: FractureMention
  readonly segment: Segment | undefined
  readonly shared: boolean
}

/** A sentence with everything found in it, before it is decided what it says. */
export interface ParsedSentence {
  readonly tokens: readonly Token[]
  readonly asks: boolean
  readonly segments: readonly Segment[]
  readonly scopes: readonly Scope[]
  readonly fractures: readonly PlacedFracture[]
  readonly acuity: readonly AcuityWord[]
  /** What a sentence that names no level speaks about. */
  readonly context: Target
}

interface Stretch {
  readonly from: number
  readonly to: number
}

export function parseSentence({ tokens, asks }: Sentence, context: Target): ParsedSentence {
  const segments = splitSegments(tokens)
  const acuity = findAcuityWords(tokens)
  return {
    tokens,
    asks,
    segments,
    scopes: findScopes(tokens, segments),
    fractures: placeFractures(tokens, segments, acuity),
    acuity,
    context,
  }
}

export function segmentAt(sentence: ParsedSentence, at: number): Segment | undefined {
  return sentence.segments.find(({ from, to }) => from <= at && at < to)
}

/** What the words at a place are about. */
export function targetAt(sentence: ParsedSentence, at: number): Target {
  const segment = segmentAt(sentence, at)
  return segment ? targetOf(segment) : sentence.context
}

export function targetOf({ kind, levels }: Segment): Target {
  return kind === 'vertebra' ? { kind: 'levels', levels } : ELSEWHERE
}

export function under(sentence: ParsedSentence, says: CueMeaning, stretch: Stretch): boolean {
  return isUnder(sentence.scopes, says, stretch)
}

/** Past, asked for or advised: no finding. */
export function isNoFinding(sentence: ParsedSentence, stretch: Stretch): boolean {
  return sentence.asks || under(sentence, 'history', stretch) || under(sentence, 'request', stretch)
}

function placeFractures(
  tokens: readonly Token[],
  segments: readonly Segment[],
  acuity: readonly AcuityWord[],
): readonly PlacedFracture[] {
  const own = findFractures(tokens).map(
    (mention): PlacedFracture => ({
      mention,
      segment: segments.find(({ from, to }) => from <= mention.from && mention.from < to),
      shared: false,
    }),
  )
  const placed = [...own]
  // One after the other, because in a list each level may share the fracture word of the one before.
  for (const [index, segment] of segments.entries()) {
    if (segment.kind !== 'vertebra' || placed.some((fracture) => fracture.segment === segment)) continue
    const mention = sharedFrom(tokens, acuity, segment, placed, segments[index - 1], segments[index + 1])
    if (mention) placed.push({ mention, segment, shared: true })
  }
  return placed
}

/** "acute T12 and chronic L1 compression fractures", "compression fractures of T12, acute, and L1, chronic". */
function sharedFrom(
  tokens: readonly Token[],
  acuity: readonly AcuityWord[],
  segment: Segment,
  own: readonly PlacedFracture[],
  before: Segment | undefined,
  after: Segment | undefined,
): FractureMention | undefined {
  const next = own.find((fracture) => fracture.segment !== undefined && fracture.segment === after)
  if (next && after && next.mention.plural && next.mention.from >= after.named.to) {
    return onlyDescribes(tokens, acuity, segment.from, segment.to) ? next.mention : undefined
  }
  const last = own.find((fracture) => fracture.segment !== undefined && fracture.segment === before)
  if (!last || !before || last.mention.to > before.named.from || !last.mention.plural) return undefined
  if (!onlyDescribes(tokens, acuity, segment.from, segment.named.to)) return undefined
  if (OWN_PREDICATE.has(tokens[segment.named.from - 1]?.word ?? '')) return undefined
  return tokens.slice(segment.named.to, segment.to).some(({ word }) => OWN_PREDICATE.has(word))
    ? undefined
    : last.mention
}

const OWN_PREDICATE: ReadonlySet<string> = new Set(
  (
    'is are was were has have shows show demonstrates demonstrate appears normal preserved maintained intact unremarkable ' +
    'spared disc stenosis edema kyphoplasty vertebroplasty hemangioma lesion schmorl'
  ).split(' '),
)
const SEPARATORS: ReadonlySet<string> = new Set([',', 'and', '(', ')', ';', 'or'])

function onlyDescribes(tokens: readonly Token[], acuity: readonly AcuityWord[], from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const token = tokens[at]
    const isAge = acuity.some((word) => word.from <= at && at < word.to)
    if (!token || isAge || isModifier(token) || SEPARATORS.has(token.word) || DESCRIBES.has(token.word)) continue
    if (!/^(?:th?|[dlcs])\d{0,2}$|^\d+/.test(token.text)) return false
  }
  return true
}

const DESCRIBES: ReadonlySet<string> = new Set([
  'possible',
  'probable',
  'likely',
  'suspected',
  'there',
  'are',
  'is',
  'through',
])
