import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterSpace, endOfLexeme } from '../../src/report-text/lexemes.ts'
import { tokenise } from '../../src/report-text/tokens.ts'

/** What a lexeme is, as one pattern: slow, and easy to check by eye. */
const LEXEME = /\d+\.\d+(?![\p{L}\p{N}])|[\p{L}\p{N}\p{M}]+(?:'\p{L}{1,2}(?!\p{L}))?|\S/gu

function lexemesOf(text: string): readonly string[] {
  const lexemes: string[] = []
  let end = 0
  for (let from = afterSpace(text, 0); from < text.length; from = afterSpace(text, end)) {
    end = endOfLexeme(text, from)
    lexemes.push(text.slice(from, end))
  }
  return lexemes
}

/** Characters between which the borders of words are not plain. */
const PIECES = [
  ..." \t\n.,'-/%:()abs019",
  '\u00a0',
  '\u2028',
  '\u0301',
  '\u00e9',
  '\u00b2',
  '\u2167',
  '\u{1d7d8}',
  '\u{10400}',
  '\u{1f600}',
  '\ud83d',
  '\ude00',
  "isn't",
  '2.5',
  't12',
]
const pieces = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((all) => all.join(''))
const anyText = fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme' }))

describe('a text is cut', () => {
  test('into decimals, words with their contraction, and single signs', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(lexemesOf(text)).toEqual([...text.matchAll(LEXEME)].map(([lexeme]) => lexeme))
      }),
      { numRuns: 2_000 },
    )
  })

  test.each([
    ['L1-L2', ['l1', 'l2']],
    ['L1 - L2', ['l1', '-', 'l2']],
    ['wedge-\nshaped', ['wedge', 'shaped']],
    ['wedge-\n\nshaped', ['wedge', '-', 'shaped']],
    ['9/18', ['9', '18']],
    ['9/\n18', ['9', '/', '18']],
    ['20%-30%', ['20', '%', '30', '%']],
    ['-2.8', ['-', '2.8']],
    ['s/p end plate', ['status-post', 'endplate']],
  ])('%s', (text, expected) => {
    expect(tokenise(text).map((token) => token.text)).toEqual(expected)
  })
})
