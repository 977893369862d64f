/** Kinds of characters, each of which a lexeme is made of or ended by. */
export const SPACE = 1
export const DIGIT = 2
/** A letter, or a number that is no plain digit. */
export const LETTER = 4
/** A number outside 0-9. */
export const OTHER_NUMBER = 8
/** An accent of its own, which stands in a word and begins none. */
export const MARK = 16
const SIGN = 32

/** What a word may begin with, and what it may go on with. */
export const BEGINS_WORD = DIGIT | LETTER | OTHER_NUMBER
export const IN_WORD = BEGINS_WORD | MARK

const PLAIN: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => kindIn(String.fromCharCode(code)))

/** The kind of the character that begins at a place of a text; 0 at its end. */
export function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code < 128) return PLAIN[code] ?? SIGN
  return at < text.length ? kindIn(characterAt(text, at)) : 0
}

/** How many code units the character takes. */
export function lengthAt(text: string, at: number): number {
  return text.charCodeAt(at) < 0xd800 ? 1 : characterAt(text, at).length
}

/** The kind of the character that ends before a place of a text; 0 at its beginning. */
export function kindBefore(text: string, end: number): number {
  if (end === 0) return 0
  const isSecondHalf = end > 1 && characterAt(text, end - 2).length === 2
  return kindAt(text, isSecondHalf ? end - 2 : end - 1)
}

function characterAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0)
}

function kindIn(character: string): number {
  if (/^\s/u.test(character)) return SPACE
  if (/^[0-9]/.test(character)) return DIGIT
  if (/^\p{L}/u.test(character)) return LETTER
  if (/^\p{N}/u.test(character)) return OTHER_NUMBER
  return /^\p{M}/u.test(character) ? MARK : SIGN
}
