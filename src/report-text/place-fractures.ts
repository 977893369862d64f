import type { AcuityWord } from './acuity-words.ts'
import type { FractureMention } from './fractures.ts'
import { isModifier } from './noun-phrases.ts'
import type { Segment } from './segments.ts'
import type { Token } from './tokens.ts'

/** A fracture word and the levels it stands for; `shared` = it belongs to another level of the same sentence as well. */
export interface PlacedFracture {
  readonly mention: FractureMention
  readonly segment: Segment | undefined
  readonly shared: boolean
}

interface Words {
  readonly tokens: readonly Token[]
  readonly segments: readonly Segment[]
  readonly acuity: readonly AcuityWord[]
  readonly mentions: readonly FractureMention[]
}

/** Every fracture word at its level, and, in a list, at the levels that share it. */
export function placeFractures(sentence: Words): readonly PlacedFracture[] {
  const { segments, mentions } = sentence
  const own = mentions.map(
    (mention): PlacedFracture => ({
      mention,
      segment: segments.find(({ from, to }) => from <= mention.from && mention.from < to),
      shared: false,
    }),
  )
  const placed = [...own]
  // One after the other, because in a list each level may share the fracture word of the one before.
  for (const segment of segments) {
    if (segment.kind !== 'vertebra' || placed.some((fracture) => fracture.segment === segment)) continue
    const mention = sharedFrom(sentence, segment, placed)
    if (mention) placed.push({ mention, segment, shared: true })
  }
  return placed
}

/** "acute T12 and chronic L1 compression fractures", "compression fractures of T12, acute, and L1, chronic". */
function sharedFrom(sentence: Words, segment: Segment, own: readonly PlacedFracture[]): FractureMention | undefined {
  const at = sentence.segments.indexOf(segment)
  const [before, after] = [sentence.segments[at - 1], sentence.segments[at + 1]]
  const next = own.find((fracture) => fracture.segment !== undefined && fracture.segment === after)
  if (next && after && next.mention.plural && next.mention.from >= after.named.to) {
    return onlyDescribes(sentence, segment.from, segment.to) ? next.mention : undefined
  }
  const named = own.find((fracture) => isRepeated(segment, fracture.segment))
  if (named && onlyDescribes(sentence, segment.from, segment.to)) return named.mention
  const last = own.find((fracture) => fracture.segment !== undefined && fracture.segment === before)
  const isList =
    last && before && (last.mention.plural || before.levels.length > 1) && last.mention.to <= before.named.from
  return isList && goesOnList(sentence, segment) ? last.mention : undefined
}

/** "... and L1, chronic", "... and L1 is chronic": nothing else is said of the level. */
function goesOnList(sentence: Words, { from, to, named }: Segment): boolean {
  const { tokens } = sentence
  if (!onlyDescribes(sentence, from, named.to) || OWN_PREDICATE.has(tokens[named.from - 1]?.word ?? '')) return false
  return (
    onlyDescribes(sentence, named.to, to) || !tokens.slice(named.to, to).some(({ word }) => OWN_PREDICATE.has(word))
  )
}

/** "T11 and T12 wedge fractures, T12 recent": a level named again. */
function isRepeated({ levels }: Segment, earlier: Segment | undefined): boolean {
  return earlier?.kind === 'vertebra' && levels.every((level) => earlier.levels.includes(level))
}

const OWN_PREDICATE: ReadonlySet<string> = new Set(
  (
    'is are was were has have shows show demonstrates demonstrate appears normal preserved maintained intact unremarkable ' +
    'spared disc stenosis edema kyphoplasty vertebroplasty hemangioma lesion schmorl'
  ).split(' '),
)
const SEPARATORS: ReadonlySet<string> = new Set([',', 'and', '(', ')', ';', 'or'])

function onlyDescribes({ tokens, acuity }: Words, from: number, to: number): boolean {
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
