import { levelNameAt } from './level-names.ts'
import { isModifier } from './noun-phrases.ts'
import { isNumber, isWord, type Token } from './tokens.ts'
import { isLevelEnd, isVertebraItself, OF_BODY } from './vertebra-itself.ts'

interface Stretch {
  readonly from: number
  readonly to: number
}

/**
 * "L3 biconcave", "T9 is flattened", "a pancaked T8", "flattening of the T6 vertebral body": a shape that a vertebra has
 * because it is broken. Discs, curves and sacs flatten too, so that nothing else may stand between shape and vertebra.
 */
export function isShapeOfVertebra(tokens: readonly Token[], { from, to }: Stretch): boolean {
  return isPredicate(tokens, { from, to }) || isAttribute(tokens, to)
}

function isPredicate(tokens: readonly Token[], { from, to }: Stretch): boolean {
  // "C5: flattening with ..." may be of the cord.
  if (tokens[from]?.text === 'flattening' || !endsHere(tokens, to)) return false
  let at = from - 1
  while (leadsToShape(tokens[at])) at -= 1
  return isLevelEnd(tokens[at]) && !isSacral(tokens[at]) && isVertebraItself(tokens, at + 1)
}

/** "S1 is flattened": it is the root that is. */
function isSacral(token: Token | undefined): boolean {
  return token?.text.startsWith('s') === true
}

/** "T8 is now severely flattened", "T9: a mild wedge"; of an endplate it is no shape of the whole. */
function leadsToShape(token: Token | undefined): boolean {
  if (token === undefined || token.word === 'endplate' || isLevelEnd(token)) return false
  return isModifier(token) || LEADS_TO_SHAPE.has(token.word)
}

const LEADS_TO_SHAPE: ReadonlySet<string> = new Set(
  (
    'is are appears appear remains has have shows show demonstrates now : - ( , chronic old acute newly not no possible ' +
    'possibly probable probably likely questionable completely almost somewhat partially centrally'
  ).split(' '),
)

/** Nothing follows that would be the thing of that shape ("a biconcave disc", "wedge resection"). */
function endsHere(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at]
  // "T9 flattened by 30 %", where "L5 is flattened by the disc" is the root.
  if (next?.word === 'by') return isNumber(tokens[at + 1])
  return !isWord(next) || GOES_ON.has(next.word) || isNumber(next)
}

const GOES_ON: ReadonlySet<string> = new Set(
  (
    'and or but with without in on since from to as compared is are has have appears now new old acute chronic unchanged ' +
    'stable due while whereas which consistent compatible suggesting suggestive appearance shape configuration grade'
  ).split(' '),
)

function isAttribute(tokens: readonly Token[], to: number): boolean {
  let at = to
  while (LEADS_TO_VERTEBRA.has(tokens[at]?.word ?? '') || OF_BODY.has(tokens[at]?.word ?? '')) at += 1
  if (isWithoutBody(tokens, to, at)) return false
  const name = levelNameAt(tokens, at)
  return name !== undefined && endsInBody(tokens, name.to)
}

/** "flattened at L3" is the sac there; "flattened vertebra at L3" and "flattening of L3" are the vertebra. */
function isWithoutBody(tokens: readonly Token[], from: number, to: number): boolean {
  const words = tokens.slice(from, to).map(({ word }) => word)
  return words.includes('at') && !words.some((word) => OF_BODY.has(word))
}

const LEADS_TO_VERTEBRA: ReadonlySet<string> = new Set('of the at appearance shape configuration'.split(' '))

/** "flattened T8 vertebral body", "biconcave L2 to L4", and not "flattening of the T8 lamina". */
function endsInBody(tokens: readonly Token[], from: number): boolean {
  let at = from
  while (OF_BODY.has(tokens[at]?.word ?? '') || isLevelEnd(tokens[at]) || listsNext(tokens, at)) at += 1
  return endsHere(tokens, at)
}

function listsNext(tokens: readonly Token[], at: number): boolean {
  return LISTS.has(tokens[at]?.word ?? '') && isLevelEnd(tokens[at + 1])
}

const LISTS: ReadonlySet<string> = new Set([',', 'and', 'to', 'through'])
