import type { AcuityWord } from './acuity-words.ts'
import { asideFrom } from './denied-aside.ts'
import { hasNear, isModifier } from './noun-phrases.ts'
import { isNoFinding, type ParsedSentence, segmentAt, targetAt, targetOf, under } from './parsed-sentence.ts'
import type { PlacedFracture } from './place-fractures.ts'
import { fractureSaid, isDenied } from './read-fractures.ts'
import type { Said, Target } from './statements.ts'
import { isWord } from './tokens.ts'

type Placed = Said & { readonly target: Target }

/** What a sentence says about the age of fractures, and about whether they have changed. */
export function readAcuity(sentence: ParsedSentence): readonly Placed[] {
  return sentence.acuity.flatMap((word) => {
    if (isNoFinding(sentence, word)) return []
    const target = targetAt(sentence, word.from)
    return [...ageSaid(sentence, word, target), ...unchangedHeight(sentence, word, target)]
  })
}

function ageSaid(sentence: ParsedSentence, word: AcuityWord, target: Target): readonly Placed[] {
  const fracture = fractureDescribed(sentence, word)
  const refersBack = !fracture && refersToContext(sentence)
  if (!fracture && !refersBack) return []
  if (fracture && isDenied(sentence, fracture)) return []
  const isBefore = fracture !== undefined && standsBefore(sentence, word, fracture)
  if (!isBefore && !standsAfter(sentence, word)) return []

  const says = meaningOf(sentence, word, fracture)
  if (!says) return []
  const targets = [target, ...(isBefore ? sharersOf(sentence, fracture) : [])]
  return targets.flatMap((at): readonly Placed[] => {
    const age: Placed = { kind: 'acuity', says, target: at }
    return says === 'compared' ? [age, unchanged(at)] : [age]
  })
}

/** "Acute fractures of L1 (20 %) and L2 (35 %)": the levels further on that have no age of their own. */
function sharersOf(sentence: ParsedSentence, { mention, segment }: PlacedFracture): readonly Target[] {
  return sentence.fractures.flatMap((other) => {
    if (!other.shared || other.mention !== mention || !other.segment || other.segment === segment) return []
    const { from, to } = other.segment
    const hasOwn = sentence.acuity.some((age) => from <= age.from && age.from < to)
    return hasOwn ? [] : [targetOf(other.segment)]
  })
}

/** The fracture word it stands before, else the one it follows, in the same part of the sentence. */
function fractureDescribed(sentence: ParsedSentence, word: AcuityWord): PlacedFracture | undefined {
  const segment = segmentAt(sentence, word.from)
  const here = sentence.fractures.filter((fracture) => fracture.segment === segment)
  return (
    here.find((fracture) => standsBefore(sentence, word, fracture)) ??
    here.findLast(({ mention }) => mention.to <= word.from) ??
    here[0]
  )
}

const PRONOUNS: ReadonlySet<string> = new Set(
  'this it these both they findings appearance all appears likely probably acuity age chronicity'.split(' '),
)

/** "It is chronic." after a sentence about a fracture. */
function refersToContext({ tokens, segments, context }: ParsedSentence): boolean {
  return segments.length === 0 && context.kind === 'levels' && PRONOUNS.has(tokens[0]?.word ?? '')
}

function meaningOf(
  sentence: ParsedSentence,
  word: AcuityWord,
  fracture: PlacedFracture | undefined,
): AcuityWord['meaning'] | undefined {
  const { meaning } = word
  if (isNegated(sentence, word)) return meaning === 'acute' ? 'old' : undefined
  if (meaning === 'acute' && !isAcuteToday(sentence, word, fracture)) return undefined
  const isHedgedFracture = fracture !== undefined && fractureSaid(sentence, fracture) === 'hedged'
  if (meaning === 'compared' || isHedgedFracture) return meaning
  // What he favours he does not state: then the marrow or an earlier study decides.
  if (under(sentence, 'likely', word)) return undefined
  return under(sentence, 'possible', word) ? 'indeterminate' : meaning
}

/** "No cord compression from the acute L2 fracture" denies something else. */
function isNegated(sentence: ParsedSentence, word: AcuityWord): boolean {
  return under(sentence, 'no', word) && asideFrom(sentence, ['no'], word.from) === undefined
}

/** "acute on the prior MRI" was so then, and a fracture that is only possible is not a fresh one. */
function isAcuteToday(sentence: ParsedSentence, word: AcuityWord, fracture: PlacedFracture | undefined): boolean {
  if (under(sentence, 'earlier', word)) return false
  return fracture === undefined || fractureSaid(sentence, fracture) !== 'hedged'
}

/** "acute mild T12 compression fracture": nothing but adjectives and levels up to the fracture (or to its level). */
function standsBefore(
  sentence: ParsedSentence,
  word: AcuityWord,
  { mention, segment, shared }: PlacedFracture,
): boolean {
  const end = shared && segment ? segment.named.from : mention.from
  if (word.to > end) return false
  for (let at = word.to; at < end; at += 1) {
    const token = sentence.tokens[at]
    const isAge = sentence.acuity.some((age) => age.from <= at && at < age.to)
    const isLevel = segment !== undefined && segment.named.from <= at && at < segment.named.to
    if (!isAge && !isLevel && !isModifier(token) && !JOINS.has(token?.word ?? '')) return false
  }
  return true
}

const JOINS: ReadonlySet<string> = new Set(['and', 'or', ',', '.', 'versus', 'healing', 'seen'])

/** What may follow an adjective that stands alone ("is chronic", "chronic in appearance", "(acute)"). */
const FOLLOWERS: ReadonlySet<string> = new Set(
  (
    'and or to by in given with without from since on at when as compared appearing appearance compared component features ' +
    'characteristics process given due versus based relative fracture of for but than is are or the while whereas although however'
  ).split(' '),
)

function standsAfter({ tokens }: ParsedSentence, word: AcuityWord): boolean {
  if (tokens[word.from]?.word === 'prior' || tokens[word.from]?.word === 'previous') return false
  if (hasNear(tokens, word, OTHER_SUBJECT, { before: 4, after: 0 })) return false
  const next = tokens[word.to]
  return !isWord(next) || FOLLOWERS.has(next.word) || (CAUSES.has(next.word) && !isWord(tokens[word.to + 1]))
}

/** "Wedging of T11, old traumatic." */
const CAUSES: ReadonlySet<string> = new Set(['traumatic', 'posttraumatic', 'osteoporotic'])

const OTHER_SUBJECT: ReadonlySet<string> = new Set(
  'alignment disc cord canal stenosis listhesis anterolisthesis scoliosis hardware marrow cyst'.split(' '),
)

/** "height loss is unchanged", "stable 25 % loss of height". */
function unchangedHeight(sentence: ParsedSentence, word: AcuityWord, target: Target): readonly Placed[] {
  if (word.meaning !== 'compared' || under(sentence, 'no', word)) return []
  return hasNear(sentence.tokens, word, HEIGHT, { before: 4, after: 6 }) ? [unchanged(target)] : []
}

const HEIGHT: ReadonlySet<string> = new Set(['height', 'loss'])

function unchanged(target: Target): Placed {
  return { kind: 'sign', sign: 'heightLossProgressed', says: 'no', target }
}
