import { afterSpace, endOfLexeme, joinerAt, linesIn } from './lexemes.ts'
import { bringLexiconUpToDate, type Entry, entryOf } from './lexicon.ts'
import { plainCharacters } from './plain-characters.ts'
import { OPENS_PAIR, pairSpelling } from './spellings.ts'
import { NUMBER, WORD } from './traits.ts'

export interface Token extends Entry {
  /** Lower case, as written. */
  readonly text: string
  /** Glued to the token before it by this sign, without spaces. */
  readonly joinedBy: '' | '-' | '/'
  readonly spaceBefore: boolean
  readonly breakBefore: 'none' | 'line' | 'paragraph'
}

/** Cuts a text into words, numbers and signs, once; everything after this works on the tokens. */
export function tokenise(text: string): readonly Token[] {
  bringLexiconUpToDate()
  const plain = plainCharacters(text)
  const tokens: Token[] = []
  let joinedBy: Token['joinedBy'] = ''
  let end = 0
  for (let from = afterSpace(plain, 0); from < plain.length; from = afterSpace(plain, end)) {
    const joiner = from === end ? joinerAt(plain, from) : ''
    const [spaceBefore, lines] = [from > end, linesIn(plain, end, from)]
    end = endOfLexeme(plain, from)
    if (joiner === '') append(tokens, tokenOf(plain.slice(from, end), joinedBy, spaceBefore, lines))
    joinedBy = joiner
  }
  return tokens
}

export function isWord(token: Token | undefined): token is Token {
  return token !== undefined && (token.traits & WORD) !== 0
}

export function isNumber(token: Token | undefined): token is Token {
  return token !== undefined && (token.traits & NUMBER) !== 0
}

function tokenOf(text: string, joinedBy: Token['joinedBy'], spaceBefore: boolean, lines: number): Token {
  const { word, traits, tables } = entryOf(text)
  const breakBefore = lines === 0 ? 'none' : lines === 1 ? 'line' : 'paragraph'
  return { text, word, traits, tables, joinedBy, spaceBefore, breakBefore }
}

function append(tokens: Token[], token: Token): void {
  const before = tokens[tokens.length - 1]
  const pair = before && pairOf(before, token)
  if (pair) tokens[tokens.length - 1] = pair
  else tokens.push(token)
}

/** The one token that two neighbours make, where they make one ("end plate", "s/p"). */
function pairOf(before: Token, token: Token): Token | undefined {
  if ((before.traits & OPENS_PAIR) === 0 || token.breakBefore === 'paragraph') return undefined
  const text = pairSpelling(before.text, token.joinedBy, token.text)
  if (text === undefined) return undefined
  const { traits, tables } = entryOf(text)
  const { joinedBy, spaceBefore, breakBefore } = before
  return { text, word: text, traits, tables, joinedBy, spaceBefore, breakBefore }
}
