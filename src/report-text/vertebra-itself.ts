import { isNumber, isWord, type Token } from './tokens.ts'
import { LEVEL } from './traits.ts'

/** A level after one of these is a subject of its own. */
const OPENS_SUBJECT: ReadonlySet<string> = new Set(
  'and or but while whereas although though however that because since findings impression'.split(' '),
)
/** Parts beside the bodies, and what else is examined at a level: what a list headed by one of them says is not about bodies. */
const NOT_OF_BODIES: ReadonlySet<string> = new Set(
  (
    'disc facet facets pedicle cord conus cauda root nerve foraminal canal sac lamina laminae process elements ligament ' +
    'ligaments joint joints muscles pars rib alignment signal marrow listhesis reflexes sensation sensory motor strength ' +
    'dermatome dermatomes myotome myotomes stenosis wall plc cortex cortices endplate uptake screws hardware fusion'
  ).split(' '),
)

/** Whether a level is named as a vertebra, and not as the place of something else ("the cord at T8", "Pedicles: L3"). */
export function isVertebraItself(tokens: readonly Token[], from: number): boolean {
  const at = beforeSubject(tokens, from - 1)
  const before = tokens[at]
  if (before?.text === ':') return !isOfOtherParts(tokens.slice(Math.max(0, at - MOST_LABEL_WORDS), at))
  if (tokens[from - 1]?.word === ',' && isFractureName(before)) return true
  return !isWord(before) || OPENS_SUBJECT.has(before.word)
}

/** Whether a list of levels is that of fractures ("fractures of T12 and L1"). */
export function isListOfFractures(tokens: readonly Token[], from: number): boolean {
  return isFractureName(tokens[beforeSubject(tokens, from - 1)])
}

function isFractureName(token: Token | undefined): boolean {
  return token !== undefined && FRACTURES.has(token.word)
}

const FRACTURES: ReadonlySet<string> = new Set(['fracture', 'vcf', 'deformity', 'compression', 'collapse', 'wedging'])

/** Back over the words that lead to the level, and over levels listed before it ("the screws at L4 and L5"). */
function beforeSubject(tokens: readonly Token[], from: number): number {
  let at = from
  while (leadsToLevel(tokens, at) || isLevelEnd(tokens[at]) || isListJoint(tokens, at)) at -= 1
  return at
}

/** Between a level and the place it is told of ("the vertebral body of L3", "the adjacent T12"). */
const LEADS_TO_LEVEL: ReadonlySet<string> = new Set(
  'the of both all adjacent neighboring neighbouring intervening remaining thoracic lumbar dorsal cervical'.split(' '),
)

/** "At L3: normal." may be about anything there; "body height at L3" is about the vertebra. */
function leadsToLevel(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? ''
  return LEADS_TO_LEVEL.has(word) || OF_BODY.has(word) || (word === 'at' && OF_BODY.has(tokens[at - 1]?.word ?? ''))
}

/** What makes a level in its neighbourhood that of a vertebra. */
export const OF_BODY: ReadonlySet<string> = new Set(['vertebra', 'vertebral', 'body', 'height', 'heights', 'stature'])

function isListJoint(tokens: readonly Token[], at: number): boolean {
  return JOINTS.has(tokens[at]?.word ?? '') && isLevelEnd(tokens[at - 1])
}

/** The last token of a level, or of a range of them ("l4", the "5" of "L4-5"). */
export function isLevelEnd(token: Token | undefined): boolean {
  return token !== undefined && ((token.traits & LEVEL) !== 0 || (isNumber(token) && token.joinedBy !== ''))
}

const JOINTS: ReadonlySet<string> = new Set([',', 'and', 'or', 'to', 'through'])

export function isOfOtherParts(label: readonly Token[]): boolean {
  return label.some(({ word }) => NOT_OF_BODIES.has(word))
}

const MOST_LABEL_WORDS = 4
