import { levelNameAt } from './level-names.ts'
import { isNoFinding, type ParsedSentence, under } from './parsed-sentence.ts'
import type { Segment } from './segments.ts'
import { isWord, type Token } from './tokens.ts'
import { isOfOtherParts, isVertebraItself, OF_BODY } from './vertebra-itself.ts'

/** What calls a vertebra unbroken where nothing but itself, its body or its height is called so. */
const NORMAL: ReadonlySet<string> = new Set('normal unremarkable intact preserved maintained wnl'.split(' '))

/** The groups of vertebrae that a sentence calls normal, or of normal height, in passing. */
export function findNormalLevels(sentence: ParsedSentence): readonly Segment[] {
  const { tokens, segments, label } = sentence
  if (segments.length === 0 || !tokens.some((token) => isNormalWord(sentence, token))) return []
  if (isOfOtherParts(label) || tokens.some(({ word }) => OF_SOMETHING_ELSE.has(word))) return []
  return tokens.flatMap((token, at) => {
    if (!isNormalWord(sentence, token) || isOpen(sentence, at)) return []
    const segment = calledNormal(sentence, at) ?? normalOnes(sentence, at)
    return segment && !mayBeOfDiscs(sentence, segment) ? [segment] : []
  })
}

/** "Fractures of T12 and L2; L1 is spared." Tumours and infections spare a vertebra too. */
function isNormalWord({ fractures }: ParsedSentence, { word }: Token): boolean {
  return NORMAL.has(word) || (word === 'spared' && fractures.length > 0)
}

/** "L1-L2 through L3-L4 are normal", "L1-L3: normal.": a stretch of the spine, unless vertebrae or fractures are named. */
function mayBeOfDiscs({ tokens, fractures }: ParsedSentence, { named }: Segment): boolean {
  const names = tokens.slice(named.from, named.to)
  const isJoined = names.some(({ joinedBy }, at) => at > 0 && joinedBy !== '')
  const isRange = names.some(({ word }) => word === 'to' || word === 'through')
  if (isJoined && isRange) return true
  if (!(isJoined || isRange) || fractures.length > 0) return false
  return !tokens.some(({ word }) => OF_BODY.has(word) || word === 'intact')
}

/** "previously normal T8", "L2 was normal in June": so it was. And what is felt or measured at a level is no shape of it. */
const OF_SOMETHING_ELSE: ReadonlySet<string> = new Set(
  (
    'previously formerly was were had once until before earlier sensation sensory motor strength power reflex reflexes ' +
    'dermatome dermatomes myotome myotomes score bmd density dxa dexa'
  ).split(' '),
)

const LEFT_OPEN = ['no', 'gone', 'possible', 'likely', 'earlier', 'limited', 'named', 'unassessed'] as const

function isOpen(sentence: ParsedSentence, at: number): boolean {
  const place = { from: at, to: at + 1 }
  return isNoFinding(sentence, place) || LEFT_OPEN.some((says) => under(sentence, says, place))
}

/** "L1 to L4 are normal in height", "T8: normal", "the vertebral body of L3 is intact". */
function calledNormal({ tokens, segments }: ParsedSentence, at: number): Segment | undefined {
  if (!isOfWholeBody(tokens, at + 1)) return undefined
  let end = at
  while (leadsToNormal(tokens[end - 1])) end -= 1
  const segment = segments.find(({ named }) => named.to === end)
  return segment && isVertebra(tokens, segment) ? segment : undefined
}

function isVertebra(tokens: readonly Token[], { kind, named }: Segment): boolean {
  return kind === 'vertebra' && isVertebraItself(tokens, named.from)
}

function leadsToNormal(token: Token | undefined): boolean {
  return token !== undefined && (OF_BODY.has(token.word) || LEADS_TO_NORMAL.has(token.word))
}

/** Between a vertebra and its "normal". */
const LEADS_TO_NORMAL: ReadonlySet<string> = new Set(
  (
    'is are appears appear remains remain looks look has have shows show demonstrates demonstrate its maintains maintain ' +
    'retains retain of within : - = ( | , a the all both each also entirely completely essentially grossly'
  ).split(' '),
)

/** What follows "normal" tells of nothing but the body: "normal marrow signal" leaves its height open. */
function isOfWholeBody(tokens: readonly Token[], from: number): boolean {
  const next = tokens[from]
  if (!isWord(next)) return !isExcepted(tokens, from + 1)
  if (next.word === 'limits' || isNormalToo(tokens, from)) return isOfWholeBody(tokens, from + 1)
  if (AGREES.has(next.word)) return isOfWholeBody(tokens, from + 1)
  if (next.word === 'and') return opensAnother(tokens, from + 1)
  return GOES_ON.has(next.word) || namesHeight(tokens, from)
}

function isNormalToo(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.word === 'and' && NORMAL.has(tokens[at + 1]?.word ?? '')
}

/** "L3 is normal, except for ..." */
function isExcepted(tokens: readonly Token[], at: number): boolean {
  return EXCEPTS.has(tokens[at]?.word ?? '')
}

const EXCEPTS: ReadonlySet<string> = new Set(['except', 'apart', 'aside', 'other', 'besides', 'but'])
const AGREES: ReadonlySet<string> = new Set(['appearing', 'looking', 'throughout', 'bilaterally'])
const GOES_ON: ReadonlySet<string> = new Set(['without', 'while', 'whereas', 'on'])

/** "L1 is normal and L2 ...", "... and the disc ..." */
function opensAnother(tokens: readonly Token[], at: number): boolean {
  return OPENS.has(tokens[at]?.word ?? '') || levelNameAt(tokens, at) !== undefined
}

const OPENS: ReadonlySet<string> = new Set(['the', 'no', 'there', 'without', 'unremarkable', 'intact', 'normal'])

/** "normal in height and signal", "normal vertebral body height" */
function namesHeight(tokens: readonly Token[], from: number): boolean {
  for (let at = from; at < from + MOST_WORDS_TO_HEIGHT; at += 1) {
    const word = tokens[at]?.word ?? ''
    if (HEIGHT.has(word)) return !LOST.has(tokens[at + 1]?.word ?? '')
    if (!BESIDE_HEIGHT.has(word)) return false
  }
  return false
}

const MOST_WORDS_TO_HEIGHT = 6
const HEIGHT: ReadonlySet<string> = new Set(['height', 'heights', 'stature', 'shape', 'morphology', 'configuration'])
const BESIDE_HEIGHT: ReadonlySet<string> = new Set(
  'in of vertebra vertebral body signal marrow alignment and appearance contour size overall'.split(' '),
)
/** "normal in signal and height is reduced" */
const LOST: ReadonlySet<string> = new Set('loss lost reduction reduced is has'.split(' '))

/** "normal T11", "normal height of L3", "Normal: T4 to T6". */
function normalOnes({ tokens, segments }: ParsedSentence, at: number): Segment | undefined {
  const before = tokens[at - 1]
  if (isWord(before) && !LEADS_IN.has(before.word)) return undefined
  const from = startOfOnes(tokens, at + 1)
  const segment = segments.find(({ kind, named }) => kind === 'vertebra' && named.from === from)
  return segment && endsInBody(tokens, segment.named.to) ? segment : undefined
}

const LEADS_IN: ReadonlySet<string> = new Set('and or with a the of but to adjacent intervening shows there'.split(' '))

/** Where the level would be named: right behind, or behind "height of". */
function startOfOnes(tokens: readonly Token[], from: number): number {
  let at = from
  let isHeight = false
  for (;;) {
    const word = tokens[at]?.word ?? ''
    if (!OF_BODY.has(word) && !BEFORE_ONES.has(word) && !(isHeight && PLACES.has(word))) return at
    isHeight ||= HEIGHT.has(word)
    at += 1
  }
}

const BEFORE_ONES: ReadonlySet<string> = new Set(['appearing', 'looking', ':', 'both'])
const PLACES: ReadonlySet<string> = new Set(['of', 'at', 'the'])

/** After the level comes nothing that would be the normal thing: "normal T8 marrow signal". */
function endsInBody(tokens: readonly Token[], from: number): boolean {
  let at = from
  while (OF_BODY.has(tokens[at]?.word ?? '')) at += 1
  const next = tokens[at]
  return !isWord(next) || ENDS_ONES.has(next.word)
}

const ENDS_ONES: ReadonlySet<string> = new Set('and or but without with above below'.split(' '))
