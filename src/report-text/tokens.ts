import { normalSpelling, pairSpelling } from './spellings.ts'

export interface Token {
  /** Lower case, as written. */
  readonly text: string
  /** In the one spelling the tables use. */
  readonly word: string
  /** Glued to the token before it by this sign, without spaces. */
  readonly joinedBy: '' | '-' | '/'
  readonly spaceBefore: boolean
  readonly breakBefore: 'none' | 'line' | 'paragraph'
}

/** Far longer than any spine report; a longer text is read up to here. */
const MAX_CHARACTERS = 200_000

/** A decimal, a run of letters and digits with an English contraction, or any one other character. */
const LEXEME = /\d+\.\d+(?![\p{L}\p{N}])|[\p{L}\p{N}\p{M}]+(?:'\p{L}{1,2}(?!\p{L}))?|\S/gu

interface Lexeme {
  readonly text: string
  readonly gap: string
}

/** Cuts a text into words, numbers and signs, once; everything after this works on the tokens. */
export function tokenise(text: string): readonly Token[] {
  const tokens: Token[] = []
  const lexemes = readLexemes(text)
  for (const [index, lexeme] of lexemes.entries()) {
    const joiner = lexemes[index - 1]
    if (isJoiner(lexemes, index)) continue
    const joinedBy = joiner && isJoiner(lexemes, index - 1) ? joinerOf(joiner) : ''
    appendToken(tokens, { text: lexeme.text, word: normalSpelling(lexeme.text), joinedBy, ...breakIn(lexeme.gap) })
  }
  return tokens
}

export function isWord(token: Token | undefined): token is Token {
  return token !== undefined && /^[\p{L}\p{N}]/u.test(token.text)
}

export function isNumber(token: Token | undefined): token is Token {
  return token !== undefined && /^\d+(?:\.\d+)?$/.test(token.text)
}

function readLexemes(text: string): readonly Lexeme[] {
  const plain = plainCharacters(text)
  const lexemes: Lexeme[] = []
  let end = 0
  for (const match of plain.matchAll(LEXEME)) {
    lexemes.push({ text: match[0], gap: plain.slice(end, match.index) })
    end = match.index + match[0].length
  }
  return lexemes
}

function plainCharacters(text: string): string {
  const capped = text.slice(0, MAX_CHARACTERS).normalize('NFKC').slice(0, MAX_CHARACTERS)
  return (
    capped
      // HL7 v2 writes a line break as \.br\ and some servers copy it into FHIR text as it stands.
      .replaceAll('\\.br\\', '\n')
      .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
      .replace(/[\u2010-\u2015\u2212]/g, '-')
      .replace(/[\u2018\u2019]/g, "'")
      .replace(/\u2044/g, '/')
      .toLowerCase()
      // Some letters become two when they are normalised or made small.
      .slice(0, MAX_CHARACTERS)
  )
}

/** A hyphen or slash between two words without spaces. A hyphen at a line's end still joins. */
function isJoiner(lexemes: readonly Lexeme[], index: number): boolean {
  const [before, sign, after] = [lexemes[index - 1], lexemes[index], lexemes[index + 1]]
  if (!before || !sign || !after || (sign.text !== '-' && sign.text !== '/')) return false
  if (sign.gap !== '' || !/^[\p{L}\p{N}]/u.test(after.text) || !/[\p{L}\p{N}%]$/u.test(before.text)) return false
  return after.gap === '' || (sign.text === '-' && after.gap.trimStart() === '' && newlines(after.gap) === 1)
}

function joinerOf(lexeme: Lexeme): '-' | '/' {
  return lexeme.text === '/' ? '/' : '-'
}

function breakIn(gap: string): Pick<Token, 'spaceBefore' | 'breakBefore'> {
  const lines = newlines(gap)
  return { spaceBefore: gap !== '', breakBefore: lines === 0 ? 'none' : lines === 1 ? 'line' : 'paragraph' }
}

function newlines(gap: string): number {
  return gap.split('\n').length - 1
}

function appendToken(tokens: Token[], token: Token): void {
  const before = tokens.at(-1)
  const pair = before && token.breakBefore !== 'paragraph' && pairSpelling(before.text, token.joinedBy, token.text)
  if (!before || !pair) {
    tokens.push(token)
    return
  }
  tokens[tokens.length - 1] = { ...before, text: pair, word: pair }
}
