import { ALL_LEVELS, type VertebralLevel } from '../clinical/level.ts'
import { isMeasure, levelNameAt, levelOfBareNumber } from './level-names.ts'
import { phraseAt, phraseTable } from './phrases.ts'
import { isNumber, type Token } from './tokens.ts'

/**
 * A place in a sentence that names levels. `vertebra` = those vertebral bodies; `elsewhere` = a disc space, a nerve
 * root, a posterior element, an operated segment or a level no spine has: what is said there is about no vertebral body.
 */
export interface LevelMention {
  readonly from: number
  readonly to: number
  readonly kind: 'vertebra' | 'elsewhere'
  readonly levels: readonly VertebralLevel[]
}

/** Right after a level these make it something other than a vertebral body. */
const ELSEWHERE_AFTER = phraseTable<true>([
  ['disc|interspace|intervertebral|interbody|facet|facets|foraminal|interlaminar|lamina|laminae|pars|rib', true],
  ['left|right|bilateral|exiting|traversing|neural|neuro ~1 nerve|root|foraminal|facet|facets|lamina|rib', true],
  ['nerve|root|dermatome|dermatomal|dermatomes|radiculopathy|myotome|myotomes|distribution|dermatomal', true],
  ['left|right|bilateral? transverse|spinous|articular process', true],
  ['transverse|spinous|articular process', true],
  ['costovertebral|costochondral junction|junctions', true],
  ['fusion|laminectomy|laminectomies|laminotomy|discectomy|hardware|instrumentation|fixation|screw|screws', true],
  ['posterior|anterior? fusion|instrumentation|decompression|fixation', true],
  ['pedicle screw|screws', true],
  ['decompression', true],
])

/** Right before a level these do the same. */
const ELSEWHERE_BEFORE: ReadonlySet<string> = new Set(
  'between fusion laminectomy discectomy decompression instrumentation fixation screws root nerve rib facet disc'.split(
    ' ',
  ),
)
const BETWEEN_WORDS: ReadonlySet<string> = new Set(['of', 'at', 'from', 'the', 'spanning', 'extending'])

/** Words that make a hyphened pair of neighbours two vertebrae ("L1-L2 compression fractures") and no disc space. */
const SEVERAL_VERTEBRAE: ReadonlySet<string> = new Set([
  'fractures',
  'deformities',
  'vertebrae',
  'bodies',
  'fxs',
  'vcfs',
])

/** "T11-T12 fracture dislocation" is of both vertebrae. */
const DISLOCATED: ReadonlySet<string> = new Set(['dislocation', 'subluxation'])

interface Reach {
  readonly to: number
  readonly levels: readonly VertebralLevel[]
  /** Two neighbours written as one: a disc space unless the words around say vertebrae. */
  readonly pair: boolean
}

/** Every mention of a level in a sentence, in order. */
export function findLevels(tokens: readonly Token[]): readonly LevelMention[] {
  const mentions: LevelMention[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const reach = reachAt(tokens, at)
    if (!reach) continue
    const apart = reach.levels.length === 0 || isElsewhere(tokens, at, reach)
    mentions.push({ from: at, to: reach.to, kind: apart ? 'elsewhere' : 'vertebra', levels: reach.levels })
    at = reach.to - 1
  }
  for (let index = mentions.length - 2; index >= 0; index -= 1) {
    const mention = mentions[index]
    if (mention) mentions[index] = sharesPlural(tokens, mention, mentions[index + 1])
  }
  return mentions
}

/** "L1, L2 and L3 transverse processes": what follows the last level belongs to all of them. */
function sharesPlural(tokens: readonly Token[], mention: LevelMention, next: LevelMention | undefined): LevelMention {
  if (mention.kind === 'elsewhere' || !next || next.kind === 'vertebra') return mention
  const isList = tokens
    .slice(mention.to, next.from)
    .every(({ word }) => word === ',' || word === 'and' || word === 'or')
  const isPlural = tokens.slice(next.to, next.to + 4).some(({ text }) => PLURAL_PARTS.has(text))
  return isList && isPlural ? { ...mention, kind: 'elsewhere' } : mention
}

const PLURAL_PARTS: ReadonlySet<string> = new Set('processes roots facets laminae ribs dermatomes myotomes'.split(' '))

function reachAt(tokens: readonly Token[], at: number): Reach | undefined {
  const first = levelNameAt(tokens, at)
  if (!first || isSequenceName(tokens, at, first.to)) return undefined
  if (!first.level) return { to: first.to, levels: [], pair: false }

  let reach: Reach = { to: first.to, levels: [first.level], pair: false }
  for (let next = extend(tokens, reach); next; next = extend(tokens, reach)) reach = next
  for (let next = listed(tokens, reach); next; next = listed(tokens, reach)) reach = next
  return reach
}

/** Reads on over "-L2", "/L2", "-5", "to L2", "through L2". */
function extend(tokens: readonly Token[], reach: Reach): Reach | undefined {
  const last = reach.levels.at(-1)
  const joint = tokens[reach.to]
  if (!last || !joint) return undefined
  const isJoined = joint.joinedBy !== ''
  if (!isJoined && !['to', 'through', '-'].includes(joint.word)) return undefined

  const at = isJoined ? reach.to : reach.to + 1
  const end = levelNameAt(tokens, at) ?? (isJoined ? bareNumberAt(tokens, at, last) : undefined)
  if (!end?.level) return undefined
  const span = levelsBetween(last, end.level)
  const isList = joint.joinedBy === '/' && span.length > 2
  return {
    to: end.to,
    levels: [...reach.levels, ...(isList ? [end.level] : span.slice(1))],
    pair: span.length === 2,
  }
}

/** "L2, 3 and 4": a bare number after a level, where nothing makes it a number of something. */
function listed(tokens: readonly Token[], reach: Reach): Reach | undefined {
  const last = reach.levels.at(-1)
  const [joint, number] = [tokens[reach.to], tokens[reach.to + 1]]
  if (!last || !joint || !LIST_JOINTS.has(joint.word) || number?.breakBefore !== 'none') return undefined
  const at = joint.word === ',' && number.word === 'and' ? reach.to + 2 : reach.to + 1
  const end = bareNumberAt(tokens, at, last)
  if (!end?.level || !mayFollowList(tokens, at)) return undefined
  return { to: end.to, levels: [...reach.levels, end.level], pair: false }
}

const LIST_JOINTS: ReadonlySet<string> = new Set([',', 'and'])
const AFTER_LIST: ReadonlySet<string> = new Set(
  (
    ', . ; ) and or vertebra vertebral body compression fracture deformity vcf with without is are show demonstrate ' +
    'which that level wedge superior inferior endplate on in from at'
  ).split(' '),
)

function mayFollowList(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1]
  return next === undefined || (next.joinedBy === '' && AFTER_LIST.has(next.word))
}

function bareNumberAt(tokens: readonly Token[], at: number, first: VertebralLevel) {
  const token = tokens[at]
  if (!isNumber(token) || isMeasure(tokens[at + 1])) return undefined
  return { level: levelOfBareNumber(first, token.text), to: at + 1 }
}

function levelsBetween(first: VertebralLevel, last: VertebralLevel): readonly VertebralLevel[] {
  const [a, b] = [ALL_LEVELS.indexOf(first), ALL_LEVELS.indexOf(last)]
  return a <= b ? ALL_LEVELS.slice(a, b + 1) : ALL_LEVELS.slice(b, a + 1)
}

function isElsewhere(tokens: readonly Token[], from: number, { to, pair }: Reach): boolean {
  const after = tokens.slice(to, to + 5)
  if (phraseAt(after, 0, ELSEWHERE_AFTER)) return true
  if (ELSEWHERE_BEFORE.has(wordBefore(tokens, from))) return true
  if (pair && DISLOCATED.has(after[1]?.word ?? '')) return false
  return (
    pair && ![...tokens.slice(Math.max(0, from - 4), from), ...after].some(({ text }) => SEVERAL_VERTEBRAE.has(text))
  )
}

function wordBefore(tokens: readonly Token[], at: number): string {
  let before = at - 1
  while (before > at - 4 && BETWEEN_WORDS.has(tokens[before]?.word ?? '')) before -= 1
  return tokens[before]?.word ?? ''
}

/** T1 and T2 are MRI sequences far more often than vertebrae. */
const SEQUENCE_AFTER: ReadonlySet<string> = new Set(
  (
    'weighted weighting w wi signal hypointense hyperintense isointense dark bright image images imaging sequence sequences ' +
    'fat fs fatsat stir flair marrow shortening prolongation intensity hypo hyper relaxation tse fse contrast t1 t2 and'
  ).split(' '),
)
const SEQUENCE_BEFORE: ReadonlySet<string> = new Set(
  'low high dark bright reduced increased hypointense hyperintense isointense sagittal axial coronal signal on abnormal stir'.split(
    ' ',
  ),
)
const VERTEBRA_BEFORE: ReadonlySet<string> = new Set('at of the level involving through fracture body'.split(' '))
const VERTEBRA_AFTER: ReadonlySet<string> = new Set(
  'vertebra vertebral body level compression fracture wedge wedging burst superior inferior endplate deformity vcf cfx insufficiency fragility osteoporotic crush biconcave collapse'.split(
    ' ',
  ),
)

function isSequenceName(tokens: readonly Token[], at: number, to: number): boolean {
  const name = tokens[at]?.text
  if (name !== 't1' && name !== 't2') return false
  const [before, after] = [tokens[at - 1]?.word ?? '', tokens[to]?.word ?? '']
  if (SEQUENCE_BEFORE.has(before)) return true
  if (VERTEBRA_AFTER.has(after) || isListedVertebra(tokens, to)) return false
  const standsAsVertebra = VERTEBRA_BEFORE.has(before)
  if (SEQUENCE_AFTER.has(after)) return after !== 'and' || !standsAsVertebra
  return !standsAsVertebra && !isAfterVertebra(tokens, at)
}

/** "T2, T3 and T4", "T1-T3", "T2 to T5": the next name in the list can only be a vertebra. */
function isListedVertebra(tokens: readonly Token[], to: number): boolean {
  const next = tokens[to]
  const at = next && [',', 'and', 'to', 'through'].includes(next.word) ? to + 1 : to
  const name = levelNameAt(tokens, at)
  if (!name?.level || (at === to && next?.joinedBy === '')) return false
  return name.level !== 'T1' && name.level !== 'T2'
}

/** "fractures at T1 and T2": listed after a name that stands where a vertebra stands. */
function isAfterVertebra(tokens: readonly Token[], at: number): boolean {
  if (tokens[at - 1]?.word !== 'and' && tokens[at - 1]?.word !== ',') return false
  const first = tokens[at - 2]
  return first !== undefined && /^t\d{1,2}$/.test(first.text) && VERTEBRA_BEFORE.has(tokens[at - 3]?.word ?? '')
}
