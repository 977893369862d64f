import { BEGINS_WORD, DIGIT, IN_WORD, kindAt, kindBefore, LETTER, lengthAt, SPACE } from './characters.ts'

/** A word, number or sign in a text: where it begins and ends, and what parts or joins it and the one before. */
export interface Lexeme {
  readonly from: number
  readonly to: number
  /** Line breaks before it. */
  readonly lines: number
  readonly spaceBefore: boolean
  /** The hyphen or slash that glues it to the one before. */
  readonly joinedBy: '' | '-' | '/'
}

/** Cuts a text into a decimal, a run of letters and digits with an English contraction, or any one other character. */
export function readLexemes(text: string): readonly Lexeme[] {
  const lexemes: Lexeme[] = []
  let joinedBy: Lexeme['joinedBy'] = ''
  let end = 0
  for (let from = afterSpace(text, end); from < text.length; from = afterSpace(text, end)) {
    const to = endOfLexeme(text, from)
    const joiner = from === end ? joinerAt(text, from) : ''
    if (joiner === '') lexemes.push({ from, to, lines: linesIn(text, end, from), spaceBefore: from > end, joinedBy })
    joinedBy = joiner
    end = to
  }
  return lexemes
}

function afterSpace(text: string, from: number): number {
  let at = from
  while (kindAt(text, at) === SPACE) at += 1
  return at
}

function linesIn(text: string, from: number, to: number): number {
  let lines = 0
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) === NEW_LINE) lines += 1
  return lines
}

const NEW_LINE = 10

function endOfLexeme(text: string, from: number): number {
  const kind = kindAt(text, from)
  if ((kind & IN_WORD) === 0) return from + lengthAt(text, from)
  return (kind === DIGIT ? endOfDecimal(text, from) : undefined) ?? endOfContraction(text, endOfRun(text, from, IN_WORD))
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
  const letters = [...text.slice(end + 1, Math.min(after, end + 1 + MOST_CODE_UNITS))].length
  return letters === 1 || letters === 2 ? after : end
}

const APOSTROPHE = 39
/** More code units than two letters take. */
const MOST_CODE_UNITS = 5

/** A hyphen or slash between two words without spaces. A hyphen at a line's end still joins. */
function joinerAt(text: string, at: number): Lexeme['joinedBy'] {
  const sign = text.charAt(at)
  if ((sign !== '-' && sign !== '/') || !endsInWord(text, at)) return ''
  const next = afterSpace(text, at + 1)
  if ((kindAt(text, next) & BEGINS_WORD) === 0) return ''
  const isGlued = next === at + 1 || (sign === '-' && linesIn(text, at + 1, next) === 1)
  return isGlued ? sign : ''
}

function endsInWord(text: string, end: number): boolean {
  return text.charAt(end - 1) === '%' || (kindBefore(text, end) & BEGINS_WORD) !== 0
}
