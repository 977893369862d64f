import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ACUITY } from '../../src/report-text/acuity-words.ts'
import { CUES } from '../../src/report-text/assertion-cues.ts'
import { TABLE } from '../../src/report-text/fracture-words.ts'
import { parseSentence } from '../../src/report-text/parsed-sentence.ts'
import { findPhrases, type PhraseTable, partsOf, phraseTable } from '../../src/report-text/phrases.ts'
import { NORMAL_SPINE } from '../../src/report-text/read-normal.ts'
import { concerns, READERS } from '../../src/report-text/read-sentences.ts'
import { SINS_NAMES } from '../../src/report-text/read-sins.ts'
import { splitSentences } from '../../src/report-text/sentences.ts'
import { SIGN_FAMILIES } from '../../src/report-text/sign-words.ts'
import { normalSpelling } from '../../src/report-text/spellings.ts'
import { GENERAL } from '../../src/report-text/statements.ts'
import { tokenise } from '../../src/report-text/tokens.ts'
import { LESION_WORDS, POSTEROLATERAL_WORDS } from '../../src/report-text/tumour-words.ts'

const TABLES: readonly PhraseTable<unknown>[] = [
  TABLE,
  NORMAL_SPINE,
  ACUITY,
  CUES,
  ...SIGN_FAMILIES,
  LESION_WORDS,
  POSTEROLATERAL_WORDS,
  SINS_NAMES,
]

/** Each phrase of a table with each word it may begin with, in full: of every other step the first word, gaps closed. */
function phrasesOf({ phrases }: PhraseTable<unknown>): readonly string[] {
  return [...phrases].flatMap(([first, begun]) =>
    begun.map((phrase) =>
      [
        first,
        ...partsOf(phrase)
          .steps.slice(1)
          .flatMap(({ words }) => [...words].slice(0, 1)),
      ].join(' '),
    ),
  )
}

const PHRASES = [...new Set(TABLES.flatMap(phrasesOf))]
const LEVELS = ['T12', 'L1', 'L1-L3', 'T11 and T12', 'L4-L5 disc', 'first lumbar', 'D 7']
const FIGURES = ['40 %', '25-30%', 'one third', 'half', '1/3 of the', 'fifty percent', '20 pct', '9/18', '20 degrees']
const SMALL = [
  'SINS 9',
  'of',
  'at',
  'in the',
  'is',
  'no',
  'and',
  ',',
  ':',
  'with',
  'loss of height',
  'fracture',
  'vertebral body',
]
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PHRASES) },
  { weight: 2, arbitrary: fc.constantFrom(...LEVELS) },
  { weight: 2, arbitrary: fc.constantFrom(...FIGURES) },
  { weight: 3, arbitrary: fc.constantFrom(...SMALL) },
)
const text = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => `${pieces.join(' ')}.`)

describe('a sentence is kept from no reader that has something to say', () => {
  test.each(READERS.map((reader) => [reader.read.name, reader] as const))('%s', (_name, reader) => {
    let said = 0
    fc.assert(
      fc.property(text, (words) => {
        for (const sentence of splitSentences(tokenise(words))) {
          if (reader.read(parseSentence(sentence, { context: GENERAL, label: [] }), () => true).length === 0) continue
          said += 1
          expect(concerns(reader, sentence)).toBe(true)
        }
      }),
      { numRuns: 1_500 },
    )
    expect(said).toBeGreaterThan(0)
  })
})

describe('a phrase of a table is found', () => {
  test('whatever word of its first step it begins with', () => {
    const missed = TABLES.flatMap((table) =>
      phrasesOf(table).filter((phrase) => {
        // "status-post" is what "s/p" becomes, and nobody writes it so.
        const isSpeltSo = phrase.split(' ').every((word) => normalSpelling(word) === word && !word.includes('-'))
        return isSpeltSo && findPhrases(tokenise(phrase), table)[0]?.from !== 0
      }),
    )
    expect(missed).toEqual([])
  })

  test('in a table that was made after the first text was read', () => {
    tokenise('first text')
    const late = phraseTable([['zygapophyseal joint', true]])
    expect(findPhrases(tokenise('the zygapophyseal joint'), late)).toEqual([{ from: 1, to: 3, meaning: true }])
  })
})
