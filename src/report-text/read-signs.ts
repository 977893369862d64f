import { deniedBeside } from './contrast.ts'
import { isSlightKyphosis } from './kyphosis-angle.ts'
import { hasNear } from './noun-phrases.ts'
import { isNoFinding, type ParsedSentence, segmentAt, targetAt, targetOf, under } from './parsed-sentence.ts'
import { findPhrases, phraseTable } from './phrases.ts'
import type { Sign } from './report-findings.ts'
import { fractureAtRoot, isNamedRoot } from './root-place.ts'
import type { SignName } from './sign-rule.ts'
import { findSigns, type SignMention } from './signs.ts'
import { GENERAL, type Said, type Target } from './statements.ts'

type Placed = Said & { readonly target: Target }
type Answer = Exclude<Sign, 'unknown'>

/** Signs that send a patient elsewhere: what the radiologist favours counts as said. */
const SAFETY: ReadonlySet<string> = new Set<SignName>([
  'retropulsion',
  'canalCompromise',
  'neuralCompression',
  'instability',
  'malignantPattern',
  'epiduralTumour',
  'infection',
])

export function isSafetySign(sign: SignName): boolean {
  return SAFETY.has(sign)
}

/** Whether the report says somewhere that the images are poor; only a doubtful edema asks for it. */
export type LimitedStudy = () => boolean

/** What a sentence says about signs. */
export function readSigns(sentence: ParsedSentence, limitedStudy: LimitedStudy): readonly Placed[] {
  const mentions = findSigns(sentence)
  const plain = new Set(mentions.filter(({ rule }) => !rule.implied).map(({ rule }) => rule.sign))
  return mentions.flatMap((mention) => {
    if (mention.rule.implied && plain.has(mention.rule.sign)) return []
    if (mention.rule.onlyBesideFracture && !tiedToFracture(sentence, mention.from)) return []
    return placed(sentence, mention, limitedStudy)
  })
}

function placed(sentence: ParsedSentence, mention: SignMention, limitedStudy: LimitedStudy): readonly Placed[] {
  const { sign } = mention.rule
  if (saysNothing(sentence, mention)) return []
  const says = under(sentence, 'named', mention) ? 'unreliable' : answer(sentence, mention, limitedStudy)
  const target = says && signTarget(sentence, mention, says)
  if (!says || !target) return []
  if (sign === 'kyphoticDeformity' && says === 'yes' && isSlightKyphosis(sentence.tokens, mention)) return []
  if (sign === 'marrowSignal') return marrowSaid(mention, says, target)
  const said = targetsOf(sentence, sign, says, target).map((at): Placed => ({ kind: 'sign', sign, says, target: at }))
  return [...said, ...saidBeside(sentence, sign, mention.from, says)]
}

/** "Edema at L1 but not at T12": a danger is never denied in passing. */
function saidBeside(sentence: ParsedSentence, sign: SignName, from: number, says: Answer): readonly Placed[] {
  const other = says === 'yes' && !isSafetySign(sign) ? deniedBeside(sentence, from) : undefined
  return other ? [{ kind: 'sign', sign, says: 'no', target: targetOf(other) }] : []
}

/** What is denied of the signal is no signal of its own, but where it is the sign of a fresh fracture at all. */
function marrowSaid({ rule }: SignMention, says: Answer, target: Target): readonly Placed[] {
  const quiet: Placed = { kind: 'marrow-signal', says: 'quiet', target }
  if (says === 'no' && rule.quietIfDenied) return [quiet, { kind: 'sign', sign: 'marrowEdema', says, target }]
  if (says !== rule.says) return []
  return [says === 'yes' ? { kind: 'marrow-signal', says: 'active', target } : quiet]
}

/** There is one cord and one epidural space: what is denied of them after a sentence about a level is denied of all. */
const OF_THE_WHOLE_SPINE: ReadonlySet<string> = new Set<SignName>(['neuralCompression', 'epiduralTumour', 'infection'])

function targetsOf(sentence: ParsedSentence, sign: SignName, says: Answer, target: Target): readonly Target[] {
  const isForAll = says === 'no' && OF_THE_WHOLE_SPINE.has(sign)
  return isForAll && sentence.segments.length === 0 && target.kind === 'levels' ? [target, GENERAL] : [target]
}

function saysNothing(sentence: ParsedSentence, mention: SignMention): boolean {
  const comparesWithEarlier = sentence.tokens.slice(mention.from, mention.to).some(({ word }) => word === 'than')
  if (under(sentence, 'earlier', mention) && !comparesWithEarlier) return true
  if (under(sentence, 'named', mention) && !under(sentence, 'limited', mention)) return true
  if (mention.rule.sign === 'infection' && isOver(sentence, mention)) return true
  // "Status post kyphoplasty" is the finding itself.
  const isPast = mention.rule.sign === 'augmented' && under(sentence, 'history', mention)
  return isPast ? sentence.asks || under(sentence, 'request', mention) : isNoFinding(sentence, mention)
}

/** "Prior discitis", "osteomyelitis, now resolved": an infection that is over. */
function isOver({ tokens }: ParsedSentence, { from, to }: SignMention): boolean {
  if (hasNear(tokens, { from, to }, OVER, { before: 4, after: 0 })) return true
  return tokens.slice(to, to + MAX_WORDS_TO_END).some(({ word }) => ENDED.has(word))
}

const OVER: ReadonlySet<string> = new Set(
  'old healed prior previous previously remote resolved treated sequela'.split(' '),
)
const ENDED: ReadonlySet<string> = new Set(['resolved', 'healed'])
const MAX_WORDS_TO_END = 8

function answer(sentence: ParsedSentence, mention: SignMention, limitedStudy: LimitedStudy): Answer | undefined {
  const { sign, says } = mention.rule
  if (says === 'no') return UNSETTLED.some((cue) => under(sentence, cue, mention)) ? undefined : 'no'
  if (sign === 'marrowEdema') return edemaAnswer(sentence, mention, limitedStudy)
  if (under(sentence, 'possible', mention)) return SAFETY.has(sign) ? 'unreliable' : undefined
  if (isAbsent(sentence, mention)) return denialAnswer(sentence, mention)
  return SAFETY.has(sign) || !under(sentence, 'likely', mention) ? 'yes' : undefined
}

function isAbsent(sentence: ParsedSentence, mention: SignMention): boolean {
  return under(sentence, 'no', mention) || under(sentence, 'gone', mention)
}

/** "No other lesion" says nothing about the place already named; "no further loss of height" does. */
function denialAnswer(sentence: ParsedSentence, mention: SignMention): Answer | undefined {
  if (mention.rule.denialSaysNothing) return undefined
  if (under(sentence, 'limited', mention)) return 'unreliable'
  if (mention.rule.sign === 'heightLossProgressed') return 'no'
  return under(sentence, 'other', mention) ? undefined : 'no'
}

const UNSETTLED = ['no', 'possible', 'likely', 'other'] as const

/** Edema decides about treatment: where the study is poor, or the word is in doubt, the report cannot tell. */
function edemaAnswer(sentence: ParsedSentence, mention: SignMention, limitedStudy: LimitedStudy): Answer | undefined {
  if (DOUBTED.some((says) => under(sentence, says, mention))) return 'unreliable'
  if (!isAbsent(sentence, mention)) return 'yes'
  const { from, to } = mention
  const isHedged = sentence.scopes().some((scope) => scope.hedged && scope.from < to && from < scope.to)
  return isHedged && limitedStudy() ? 'unreliable' : denialAnswer(sentence, mention)
}

const DOUBTED = ['possible', 'likely', 'limited'] as const

/** Wear and discs narrow a canal too; that is not what the fracture does. */
const WEAR: ReadonlySet<string> = new Set(
  (
    'degenerative disc herniation bulge protrusion extrusion spondylosis spondylotic facet facets ligamentum hypertrophy ' +
    'osteophyte osteophytes congenital listhesis anterolisthesis spondylolisthesis lipomatosis'
  ).split(' '),
)
const BY_FRACTURE: ReadonlySet<string> = new Set(['retropulsion', 'fragment', 'fragments'])
const PRESSES: ReadonlySet<string> = new Set<SignName>(['canalCompromise', 'neuralCompression', 'retropulsion'])

function signTarget(sentence: ParsedSentence, mention: SignMention, says: Answer): Target | undefined {
  if (mention.rule.slips) return slipTarget(sentence)
  if (isOfNamedRoot(sentence, mention)) return rootTarget(sentence, mention, says)
  const target = narrowed(sentence, mention, says)
  if (PRESSES.has(mention.rule.sign) || mention.rule.onlyByFracture) return pressTarget(sentence, mention, says, target)
  return mention.rule.sign === 'instability' && says !== 'no' ? besideDisc(sentence, mention, target) : target
}

function isOfNamedRoot(sentence: ParsedSentence, { rule, from }: SignMention): boolean {
  const segment = segmentAt(sentence, from)
  const isRoot = rule.sign === 'neuralCompression' && rule.onlyByFracture === true
  return isRoot && segment !== undefined && isNamedRoot(sentence, segment)
}

/** That one root is free says nothing about the others. */
function rootTarget(sentence: ParsedSentence, { from }: SignMention, says: Answer): Target | undefined {
  return says === 'no' || hasWear(sentence, from) ? undefined : fractureAtRoot(sentence, from)
}

/** "Interspinous widening at T12-L1": ligaments run from vertebra to vertebra, and the broken one of the two counts. */
function besideDisc(sentence: ParsedSentence, { from }: SignMention, target: Target): Target {
  const levels = segmentAt(sentence, from)?.levels ?? []
  const isDegenerative = sentence.tokens.some(({ word }) => DEGENERATIVE.has(word))
  return target.kind === 'elsewhere' && levels.length === 2 && !isDegenerative ? { kind: 'levels', levels } : target
}

const DEGENERATIVE: ReadonlySet<string> = new Set('degenerative arthropathy hypertrophy spondylosis'.split(' '))

function pressTarget(sentence: ParsedSentence, mention: SignMention, says: Answer, target: Target): Target | undefined {
  if (tiedToFracture(sentence, mention.from)) return target.kind === 'elsewhere' ? GENERAL : target
  if (target.kind === 'elsewhere') return pressesOnCord(sentence, mention) ? target : undefined
  return says === 'no' || isOfFracture(sentence, mention, target) ? target : undefined
}

/** "Anterolisthesis of T12 on L1 at the fracture": of both, for it is not told which of them is broken. */
function slipTarget({ tokens, segments, fractures, context }: ParsedSentence): Target | undefined {
  const isByFracture = fractures.length > 0 || tokens.some(({ word }) => BY_FRACTURE.has(word))
  if (!isByFracture) return undefined
  const levels = [...new Set(segments.flatMap((segment) => segment.levels))]
  return levels.length > 0 ? { kind: 'levels', levels } : context
}

/** Not blamed on wear, and, for words used of wear too, said of a vertebra. */
function isOfFracture(sentence: ParsedSentence, { from, rule }: SignMention, target: Target): boolean {
  return !hasWear(sentence, from) && (!rule.onlyByFracture || target.kind === 'levels')
}

/** Cord compression beside a disc that the report does not blame for it. */
function pressesOnCord(sentence: ParsedSentence, mention: SignMention): boolean {
  return mention.rule.sign === 'neuralCompression' && !mention.rule.onlyByFracture && !hasWear(sentence, mention.from)
}

/** "There is edema." after a sentence about two levels does not tell at which of them. */
function narrowed(sentence: ParsedSentence, mention: SignMention, says: Answer): Target {
  if (says === 'no' && sentence.segments.length === 0 && namesAllLevels(sentence)) return GENERAL
  const target = targetAt(sentence, mention.from)
  if (says === 'no' || sentence.segments.length > 0 || target.kind !== 'levels' || target.levels.length === 1)
    return target
  return sentence.tokens.some(({ word }) => EACH.has(word)) ? target : GENERAL
}

const ALL_LEVELS = phraseTable<true>([['either|any|all|both of? these? level|fracture|vertebra|site|sites', true]])

/** "No retropulsion at either level." */
function namesAllLevels({ tokens }: ParsedSentence): boolean {
  return findPhrases(tokens, ALL_LEVELS).length > 0
}

const EACH: ReadonlySet<string> = new Set(['both', 'each', 'all', 'these', 'level', 'vertebra'])

const FRACTURE_SITE = phraseTable<true>([['fracture level|site', true]])

function tiedToFracture(sentence: ParsedSentence, at: number): boolean {
  const segment = segmentAt(sentence, at)
  if (sentence.tokens.some(({ word }) => BY_FRACTURE.has(word))) return true
  if (findPhrases(sentence.tokens, FRACTURE_SITE).length > 0) return true
  return sentence.fractures.some((fracture) => fracture.segment === segment && segment?.kind !== 'elsewhere')
}

function hasWear(sentence: ParsedSentence, at: number): boolean {
  const { from, to } = segmentAt(sentence, at) ?? { from: 0, to: sentence.tokens.length }
  return sentence.tokens.slice(from, to).some(({ word }) => WEAR.has(word))
}
