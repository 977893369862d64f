import type { CueMeaning } from './assertion-cues.ts'
import { deniedBeside } from './contrast.ts'
import { asideFrom } from './denied-aside.ts'
import { CLAUSE_BREAKS, isModifier } from './noun-phrases.ts'
import { isNoFinding, type ParsedSentence, targetOf, under } from './parsed-sentence.ts'
import type { PlacedFracture } from './place-fractures.ts'
import type { Segment } from './segments.ts'
import { type FractureSaid, GENERAL, type Said, type Target } from './statements.ts'
import { isWord, type Token } from './tokens.ts'

/** What a sentence says about the presence of fractures. */
export function readFractures(sentence: ParsedSentence): readonly (Said & { readonly target: Target })[] {
  return sentence.fractures.flatMap((fracture) => {
    const says = fractureSaid(sentence, fracture)
    if (!says) return []
    const target = targetOfFracture(sentence, fracture, says)
    if (!target) return []
    const said = { kind: 'fracture' as const, says, strong: fracture.mention.strong, target }
    const other = says === 'present' ? levelsWithout(sentence, fracture) : undefined
    return other ? [said, { ...said, says: 'absent' as const, target: targetOf(other) }] : [said]
  })
}

/** "Fracture of L1 but not of T12", where T12 has no fracture of its own. */
function levelsWithout(sentence: ParsedSentence, { mention, segment }: PlacedFracture): Segment | undefined {
  // "The L1 fracture has edema but not at T12": only a fracture that stands right before its level is what is denied.
  if (!segment || mention.to > segment.named.from || segment.named.from - mention.to > 2) return undefined
  const other = deniedBeside(sentence, mention.from)
  return other && !sentence.fractures.some((fracture) => fracture.segment === other) ? other : undefined
}

/** What is said of one fracture, or undefined where nothing is. */
export function fractureSaid(sentence: ParsedSentence, fracture: PlacedFracture): FractureSaid | undefined {
  const { mention, segment } = fracture
  if (isNoFinding(sentence, placeOf(fracture)) || isUnassessed(sentence, fracture)) return undefined
  if (segment && isExcepted(sentence, mention.to, segment)) return 'present'
  if (isDenied(sentence, fracture)) return denial(sentence, fracture)
  // "The fracture" repeats what was said before; only a level makes it a statement of its own.
  if (mention.definite) return segment ? 'present' : undefined
  return statedOrHedged(sentence, fracture)
}

function isUnassessed(sentence: ParsedSentence, { mention }: PlacedFracture): boolean {
  return !mention.definite && under(sentence, 'unassessed', mention)
}

function statedOrHedged(sentence: ParsedSentence, fracture: PlacedFracture): FractureSaid | undefined {
  const { mention } = fracture
  if (under(sentence, 'no', mention) && asideFrom(sentence, ['no'], mention.from) === 'unclear') return undefined
  return isHedged(sentence, fracture) ? 'hedged' : 'present'
}

/** "No fracture other than L1": nothing but the exception stands between the fracture and its level. */
function isExcepted({ tokens }: ParsedSentence, from: number, { kind, named }: Segment): boolean {
  const between = tokens.slice(from, named.from).map(({ word }) => word)
  const at = between.findIndex((word, index) => EXCEPTS.has(word) && EXCEPTED_BY.has(between[index + 1] ?? ''))
  return kind === 'vertebra' && at === 0 && between.slice(2).every((word) => LEADS_TO_LEVEL.has(word))
}

const EXCEPTS: ReadonlySet<string> = new Set(['other', 'apart', 'aside'])
const EXCEPTED_BY: ReadonlySet<string> = new Set(['than', 'from'])
const LEADS_TO_LEVEL: ReadonlySet<string> = new Set(['at', 'of', 'in', 'the', 'that', 'those'])

/** "Fractures: L1 - yes, L2 - no": an answer of its own, where "L2 - no retropulsion" goes on. */
function isAnsweredNo(tokens: readonly Token[], at: number): boolean {
  const isAnswer = ASKS.has(tokens[at]?.word ?? '') && DENIES.has(tokens[at + 1]?.word ?? '')
  return isAnswer && !isWord(tokens[at + 2])
}

const ASKS: ReadonlySet<string> = new Set(['-', ':', '=', '('])
const DENIES: ReadonlySet<string> = new Set('no none not absent negative normal intact nil spared'.split(' '))

/** Whether a "no" in the sentence denies this fracture, and not something about it. */
export function isDenied(sentence: ParsedSentence, { mention, segment }: PlacedFracture): boolean {
  if (segment && mention.to <= segment.named.from && isAnsweredNo(sentence.tokens, segment.named.to)) return true
  if (!under(sentence, 'no', mention)) return false
  const aside = asideFrom(sentence, ['no'], mention.from)
  if (mention.definite) {
    return (
      aside !== 'there' && (isSubjectOfDenial(sentence, mention.to, segment) || isNotInEvidence(sentence, mention.from))
    )
  }
  return aside === undefined
}

/** "The L1 compression fracture is no longer seen": nothing but its level stands between the fracture and the denial. */
function isSubjectOfDenial({ tokens, scopes }: ParsedSentence, from: number, segment: Segment | undefined): boolean {
  const denial = scopes().find(({ says, isBehind, to }) => says === 'no' && isBehind && to >= from)
  if (!denial) return false
  const between = tokens.slice(from, denial.to)
  const levels = segment ? tokens.slice(segment.named.from, segment.named.to) : []
  return between.every((token) => isModifier(token) || levels.includes(token) || AUXILIARY.has(token.word))
}

/** "No evidence of the previously described L1 fracture." */
function isNotInEvidence({ tokens, scopes }: ParsedSentence, at: number): boolean {
  const denial = scopes().find(({ says, isBehind, from, to }) => says === 'no' && !isBehind && from <= at && at < to)
  const [first, second] = [tokens[denial?.from ?? -1], tokens[(denial?.from ?? -2) + 1]]
  return first?.word === 'evidence' && (second?.word === 'of' || second?.word === 'for')
}

const AUXILIARY: ReadonlySet<string> = new Set(
  'is are was were has have been can on radiograph radiographs ct film films'.split(' '),
)

function isHedged(sentence: ParsedSentence, fracture: PlacedFracture): boolean {
  if (isSubjectOfDoubt(sentence, fracture)) return true
  const isDoubted = DOUBTS.some((says) => under(sentence, says, placeOf(fracture)))
  return isDoubted && asideFrom(sentence, DOUBTS, fracture.mention.from) !== 'there'
}

/** "Minor wedging of T12 could be a compression fracture": what is only perhaps a fracture is not one by its shape. */
function isSubjectOfDoubt(sentence: ParsedSentence, { mention, segment }: PlacedFracture): boolean {
  const words = sentence.tokens.slice(mention.from, mention.to)
  if (!words.every(({ word }) => word === 'wedging')) return false
  return sentence.fractures.some(
    (other) =>
      other.mention.from >= mention.to && other.segment === segment && under(sentence, 'possible', other.mention),
  )
}

const DOUBTS: readonly CueMeaning[] = ['possible', 'likely']

function placeOf({ mention, segment, shared }: PlacedFracture): { readonly from: number; readonly to: number } {
  return shared && segment ? segment.named : mention
}

function targetOfFracture(sentence: ParsedSentence, fracture: PlacedFracture, says: FractureSaid): Target | undefined {
  if (says === 'absent' || says === 'not-acute') return targetOfDenial(sentence, fracture, says)
  const target = fracture.segment ? targetOf(fracture.segment) : sentence.context
  // One fracture is not at each of the levels the sentence before named.
  const isOneOfMany = !fracture.segment && !fracture.mention.plural && !fracture.mention.definite
  if (target.kind === 'levels' && !(isOneOfMany && target.levels.length > 1)) return target
  return fracture.mention.strong ? GENERAL : undefined
}

function targetOfDenial(sentence: ParsedSentence, fracture: PlacedFracture, says: FractureSaid): Target | undefined {
  const { segment } = fracture
  if (!segment) return GENERAL
  if (segment.kind === 'elsewhere') return isClauseOfItsOwn(sentence, fracture, segment) ? GENERAL : undefined
  // "L1 compression deformity, no fracture line or fracture": what is there is not denied in the same breath.
  const isThere = sentence.fractures.some((other) => other.segment === segment && !isDenied(sentence, other))
  return isThere && says === 'absent' ? undefined : targetOf(segment)
}

/** "Discitis at L3-L4; no fracture." */
function isClauseOfItsOwn({ tokens }: ParsedSentence, { mention }: PlacedFracture, { named }: Segment): boolean {
  return tokens.slice(named.to, mention.from).some(({ word }) => CLAUSE_BREAKS.has(word))
}

/** A denial of one kind of fracture leaves the others open. */
const ONE_KIND: ReadonlySet<string> = new Set(
  'displaced unstable pathologic burst chance traumatic retropulsion stress insufficiency complex severe comminuted'.split(
    ' ',
  ),
)

function denial(sentence: ParsedSentence, { mention }: PlacedFracture): FractureSaid | undefined {
  if (under(sentence, 'other', mention)) return undefined
  const { tokens } = sentence
  const from = startOfDescription(sentence, mention.from)
  const ages = sentence.acuity
    .filter((word) => from <= word.from && word.to <= mention.from)
    .map(({ meaning }) => meaning)
  if (ages.includes('acute')) return ages.includes('old') ? 'absent' : 'not-acute'
  if (ages.length > 0) return undefined
  return tokens.slice(from, mention.to).some(({ word }) => ONE_KIND.has(word)) ? undefined : 'absent'
}

function startOfDescription({ tokens, acuity }: ParsedSentence, to: number): number {
  let from = to
  while (from > 0) {
    const at = from - 1
    const word = tokens[at]?.word ?? ''
    const isAge = acuity.some((age) => age.from <= at && at < age.to)
    if (!isAge && !isModifier(tokens[at]) && !ONE_KIND.has(word) && word !== 'or' && word !== 'nor' && word !== 'and')
      break
    from = at
  }
  return from
}
