import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rtfToPlainText } from '../../src/report-text/rich-text.ts'

const REPORT = String.raw`{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}{\colortbl;\red0\green0\blue0;}
{\*\generator Dictation 4.2;}{\info{\author DOE, JANE}}
\pard\f0\fs20\b FINDINGS:\b0\par
Acute compression fracture of L1, 30\'25 loss of height.\line No retropulsion.\par
\u8226?\tab T12 \{normal\}\par}`

describe('rich text', () => {
  test('leaves the words of the report and its lines', () => {
    expect(rtfToPlainText(REPORT)).toBe(
      'FINDINGS:\nAcute compression fracture of L1, 30% loss of height.\nNo retropulsion.\n\u2022 T12 {normal}\n',
    )
  })

  test.each([
    ['pictures', String.raw`{\rtf1{\pict\pngblip 89504e470d0a}A}`, 'A'],
    ['binary data', String.raw`{\rtf1\bin3 {{{A}`, 'A'],
    ['headers of a page', String.raw`{\rtf1{\header fracture of T5}A}`, 'A'],
    ['groups that older readers skip', String.raw`{\rtf1{\*\unknown fracture of T5}A}`, 'A'],
    ['letters with a substitute', String.raw`{\rtf1\uc2 K\u252xxmmell}`, 'K\u00fcmmell'],
    ['negative numbers of letters', String.raw`{\rtf1\u-10179?}`, '\ud83d'],
    ['groups that are never closed', String.raw`{\rtf1{\b A`, 'A'],
    ['groups that were never opened', 'A}}}}B', 'AB'],
    ['a backslash at the end', 'A\\', 'A'],
    ['no rich text at all', 'fracture of L1', 'fracture of L1'],
  ])('%s: only what people read is left', (_what, rtf, text) => {
    expect(rtfToPlainText(rtf)).toBe(text)
  })

  test('any text comes through without an error and no longer than it was', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^(?:[{}\\ a-z0-9*']|\\par|\\u1 |\\uc9 |\\bin9 ){0,80}$/), (rtf) => {
        expect(rtfToPlainText(rtf).length).toBeLessThanOrEqual(rtf.length)
      }),
    )
  })
})
