import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ALL_LEVELS, THORACOLUMBAR_LEVELS } from '../../src/clinical/level.ts'
import { readReport } from '../../src/report-text/read-report.ts'
import { ALL_REPORTS } from './reports.ts'

/** Words that mean something to the reader, so that chance makes sentences it has to work on. */
const WORDS = (
  'no acute chronic compression fracture fractures deformity of at the T12 L1 L2-L3 T11-L1 T1 T2 STIR and or , . ; : ( ) - with without ' +
  'but retropulsion marrow edema 40% 25-30% loss height previously from to 20 % possible versus not seen is cannot exclude history ' +
  'findings impression indication 1. 2. canal compromise cord kyphosis unchanged limited motion cement other respectively ? \n \n\n'
).split(/ /)
const soup = fc.array(fc.constantFrom(...WORDS), { maxLength: 80 }).map((words) => words.join(' '))
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme' }), soup)
const report = fc.constantFrom(...ALL_REPORTS)
const level = fc.constantFrom(...THORACOLUMBAR_LEVELS)
const fracture = fc.constantFrom(
  'compression fracture',
  'compression deformity',
  'wedge fracture',
  'wedge deformity',
  'insufficiency fracture',
  'vertebral body fracture',
  'vertebral collapse',
  'superior endplate fracture',
  'VCF',
  'comp fx',
)

describe('any text', () => {
  test('is read without an exception, each level at most once and from the top down', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const order = readReport(text).levels.map((findings) =>
          findings.level === null ? ALL_LEVELS.length : ALL_LEVELS.indexOf(findings.level),
        )
        expect(order).toEqual([...new Set(order)].sort((a, b) => a - b))
      }),
    )
  })

  test('gives no percent outside 0 to 100 and no range upside down', () => {
    fc.assert(
      fc.property(soup, (text) => {
        const percents = readReport(text).levels.flatMap((said) => [
          said.heightLossPercent,
          said.earlierHeightLossPercent,
        ])
        const ends = percents.flatMap((percent) => (percent === null ? [] : [[percent].flat()]))
        expect(ends.flat().every((end) => end >= 0 && end <= 100)).toBe(true)
        expect(ends).toEqual(ends.map((range) => [...range].sort((a, b) => a - b)))
      }),
    )
  })

  test.each([
    ['words without end', 'a '],
    ['fractures without a full stop', 'acute T12 and chronic L1 compression fracture '],
    ['denials', 'no '],
    ['full stops', '. '],
    ['list items', '1.'],
    ['headings', 'findings: '],
    ['levels', 'L1-L2-'],
    ['ranges', '25-'],
    ['open brackets', '('],
    ['blank lines', 'a\n\n'],
    ['white space', ' '],
    ['gaps of phrases', 'retropulsion of the of the '],
    ['letters that grow when they are normalised', '\uFDFA'],
    ['combining marks', '\u0301'],
  ])('of 100 KB comes to an end: %s', (_name, piece) => {
    expect(readReport(piece.repeat(Math.ceil(100_000 / piece.length))).levels.length).toBeLessThan(5)
  })
})

describe('a report means the same', () => {
  test('in capitals, in small letters and in any mixture', () => {
    fc.assert(
      fc.property(report, fc.infiniteStream(fc.boolean()), (text, upper) => {
        const mixed = [...text]
          .map((letter) => (upper.next().value ? letter.toUpperCase() : letter.toLowerCase()))
          .join('')
        expect(readReport(mixed)).toEqual(readReport(text))
      }),
    )
  })

  test('however its lines are wrapped and its words are spaced', () => {
    const gap = fc.constantFrom(' ', '  ', '\n', ' \n  ', '\t', '\u00a0', '\r\n')
    fc.assert(
      fc.property(report, fc.infiniteStream(gap), (text, gaps) => {
        const wrapped = text.replace(/ /g, () => gaps.next().value)
        expect(readReport(wrapped)).toEqual(readReport(text))
      }),
    )
  })

  test('with a recommendation, a history and a comparison added to it', () => {
    const asides = [
      'HISTORY: T5 compression fracture.',
      'COMPARISON: MRI with acute L5 compression fracture.',
      'RECOMMENDATION: MRI to exclude C5 compression fracture.',
    ].join('\n')
    fc.assert(
      fc.property(report, (text) => {
        expect(readReport(`${text}\n\n${asides}`)).toEqual(readReport(text))
      }),
    )
  })
})

describe('whatever the fracture is called and wherever it is', () => {
  test.each([
    ['stated after', (name: string, at: string) => `There is a ${name} at ${at}.`, 'present'],
    ['stated before', (name: string, at: string) => `Acute ${at} ${name}.`, 'present'],
    ['stated with an age', (name: string, at: string) => `Chronic ${name} of ${at} is unchanged.`, 'present'],
    ['doubted', (name: string, at: string) => `Possible ${name} at ${at}.`, 'uncertain'],
    ['not excluded', (name: string, at: string) => `A ${name} of ${at} cannot be excluded.`, 'uncertain'],
  ])('%s', (_name, sentence, expected) => {
    fc.assert(
      fc.property(fracture, level, (name, at) => {
        expect(readReport(sentence(name, at)).levels).toMatchObject([{ level: at, fracture: expected }])
      }),
    )
  })

  test.each([
    ['denied', (name: string, at: string) => `No ${name} at ${at}.`],
    ['denied in a list', (name: string, at: string) => `No subluxation, dislocation, or ${name} of ${at}.`],
    ['denied behind', (name: string, at: string) => `A ${name} of ${at} is not seen.`],
    ['without', (name: string, at: string) => `Degenerative change without ${name} at ${at}.`],
    ['in the history', (name: string, at: string) => `History of ${name} at ${at}.`],
    ['asked for', (name: string, at: string) => `MRI is suggested to exclude ${name} of ${at}.`],
    ['asked', (name: string, at: string) => `INDICATION: ${name} ${at}. FINDINGS: Normal study.`],
  ])('never present when %s', (_name, sentence) => {
    fc.assert(
      fc.property(fracture, level, (name, at) => {
        expect(readReport(sentence(name, at)).levels.filter((findings) => findings.fracture !== 'absent')).toEqual([])
      }),
    )
  })
})
