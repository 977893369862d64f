import { BEGINS_WORD, DIGIT, IN_WORD, kindAt, kindBefore, LETTER, lengthAt, SPACE } from './characters.ts'

// A lexeme is a decimal, a run of letters and digits with an English contraction, or any one other character.

/** The first place from here on that is no space. */
export function afterSpace(text: string, from: number): number {
  let at = from
  while (kindAt(text, at) === SPACE) at += 1
  return at
}

export function linesIn(text: string, from: number, to: number): number {
  let lines = 0
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) === NEW_LINE) lines += 1
  return lines
}

const NEW_LINE = 10

export function endOfLexeme(text: string, from: number): number {
  const kind = kindAt(text, from)
  if ((kind & IN_WORD) === 0) return from + lengthAt(text, from)
  return (
    (kind === DIGIT ? endOfDecimal(text, from) : undefined) ?? endOfContraction(text, endOfRun(text, from, IN_WORD))
  )
}

function endOfRun(text: string, from: number, kinds: number): number {
  let at = from
  while ((kindAt(text, at) & kinds) !== 0) at += lengthAt(text, at)
  return at
}

/** "2.5", but not the beginning of "2.5cm" or "1.2a". */
function endOfDecimal(text: string, from: number): number | undefined {
  const point = endOfRun(text, from, DIGIT)
  if (text.charCodeAt(point) !== POINT) return undefined
  const end = endOfRun(text, point + 1, DIGIT)
  return end === point + 1 || (kindAt(text, end) & BEGINS_WORD) !== 0 ? undefined : end
}

const POINT = 46

/** "isn't", "patient's": an apostrophe and one or two letters. */
function endOfContraction(text: string, end: number): number {
  if (text.charCodeAt(end) !== APOSTROPHE) return end
  const after = endOfRun(text, end + 1, LETTER)
  const letters = [...text.slice(end + 1, Math.min(after, end + 1 + MORE_THAN_TWO_LETTERS))].length
  return letters === 1 || letters === 2 ? after : end
}

const APOSTROPHE = 39
/** In code units, of which a letter has one or two. */
const MORE_THAN_TWO_LETTERS = 5

/** The hyphen or slash at this place, where it joins two words without spaces. A hyphen at a line's end still joins. */
export function joinerAt(text: string, at: number): '' | '-' | '/' {
  const sign = text.charCodeAt(at)
  if ((sign !== HYPHEN && sign !== SLASH) || !endsInWord(text, at)) return ''
  const next = afterSpace(text, at + 1)
  if ((kindAt(text, next) & BEGINS_WORD) === 0) return ''
  if (sign === SLASH) return next === at + 1 ? '/' : ''
  return next === at + 1 || linesIn(text, at + 1, next) === 1 ? '-' : ''
}

const HYPHEN = 45
const SLASH = 47

function endsInWord(text: string, end: number): boolean {
  return text.charAt(end - 1) === '%' || (kindBefore(text, end) & BEGINS_WORD) !== 0
}
