import type { Token } from './tokens.ts'
import { traitOf } from './traits.ts'

const EMPTY: ReadonlySet<string> = new Set(['\u2610', '\u25a1'])
const TICKED: ReadonlySet<string> = new Set(['\u2611', '\u2612'])
const PAIRS: ReadonlyMap<string, string> = new Map([
  ['[', ']'],
  ['(', ')'],
])

const OPENS_BOX = traitOf([...EMPTY, ...TICKED, ...PAIRS.keys()])

interface Box {
  readonly to: number
  readonly ticked: boolean
}

/** A form without the boxes nobody ticked: "[ ] compression fracture [x] disc disease" says the second. */
export function withoutUncheckedBoxes(tokens: readonly Token[]): readonly Token[] {
  return tokens.some((_, at) => boxAt(tokens, at)) ? withoutUnchecked(tokens) : tokens
}

function withoutUnchecked(tokens: readonly Token[]): readonly Token[] {
  const kept: Token[] = []
  let isUnchecked = false
  for (let at = 0; at < tokens.length; ) {
    const box = boxAt(tokens, at)
    if (isAfterItsWords(tokens, box)) dropLine(kept)
    isUnchecked = box ? !box.ticked : isUnchecked && goesOn(tokens[at])
    const end = box?.to ?? at + 1
    const token = tokens[at]
    if (token && !box && !isUnchecked) kept.push(token)
    at = end
  }
  return kept
}

function goesOn(token: Token | undefined): boolean {
  return token?.breakBefore === 'none' && token.text !== '.'
}

function boxAt(tokens: readonly Token[], at: number): Box | undefined {
  const token = tokens[at]
  if (!token || (token.traits & OPENS_BOX) === 0) return undefined
  const { text } = token
  if (EMPTY.has(text)) return { to: at + 1, ticked: false }
  if (TICKED.has(text)) return { to: at + 1, ticked: true }
  const close = PAIRS.get(text)
  if (close === undefined) return undefined
  if (tokens[at + 1]?.text === close) return { to: at + 2, ticked: false }
  const isTick = tokens[at + 1]?.text === 'x' && tokens[at + 2]?.text === close
  return isTick ? { to: at + 3, ticked: true } : undefined
}

/** A box at the end of its line belongs to the words before it. */
function isAfterItsWords(tokens: readonly Token[], box: Box | undefined): boolean {
  if (!box || box.ticked) return false
  const next = tokens[box.to]
  return next === undefined || next.breakBefore !== 'none'
}

function dropLine(kept: Token[]): void {
  let token = kept.pop()
  while (token && token.breakBefore === 'none' && token.text !== '.') token = kept.pop()
}
