import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isThoracolumbar } from '../../src/clinical/level.ts'
import { readReport } from '../../src/report-text/read-report.ts'
import { FUZZ_TIMEOUT_MS, fuzz } from '../support/fuzz/parameters.ts'

const WORDS = [
  'acute',
  'chronic',
  'compression',
  'fracture',
  'fractures',
  'of',
  'T12',
  'L1',
  'T11-L2',
  'L4/5',
  'no',
  'not',
  'without',
  'with',
  'edema',
  'STIR',
  'height loss',
  '35%',
  '25-30 %',
  'retropulsion',
  'canal',
  'stenosis',
  'IMPRESSION:',
  'FINDINGS:',
  'HISTORY:',
  'COMPARISON:',
  '.',
  ',',
  ';',
  ':',
  '\n',
  '\r\n',
  '\n\n',
  '- ',
  '1. ',
  '[x]',
  '[ ]',
  '(',
  ')',
  '"',
  'SINS 9',
  'T-score',
  '-3.1',
  'vertebroplasty',
  'metastasis',
  'or',
  'and',
  'the',
  'is',
  'question of',
  'cannot be excluded',
  'unchanged',
  'since',
  '2019',
  'mm',
  'superior endplate',
  'T13',
  'L0',
  'D12',
  'S1',
  'C7',
  '…',
  '\u0000',
  '\u202e',
  '½',
]

const sentence = fc.array(fc.constantFrom(...WORDS), { maxLength: 25 }).map((words) => words.join(' '))
const text = fc.oneof({ weight: 5, arbitrary: sentence }, fc.string({ unit: 'binary', maxLength: 200 }))

describe('whatever a report says', () => {
  test(
    'what is read of it names vertebrae that exist and heights that can be',
    async () => {
      await fuzz(text, 15_000, (report) => {
        const { levels } = readReport(report)
        const named = levels.flatMap(({ level }) => (level === null || /^[CS]/.test(level) ? [] : [level]))
        expect(named.filter((level) => !isThoracolumbar(level))).toEqual([])
        const heights = levels.flatMap(({ heightLossPercent }) => heightLossPercent ?? [])
        expect(heights.filter((percent) => !(percent >= 0 && percent <= 100))).toEqual([])
      })
    },
    FUZZ_TIMEOUT_MS,
  )

  test(
    'it is read again the same',
    async () => {
      await fuzz(sentence, 3_000, (report) => {
        expect(readReport(report)).toEqual(readReport(report))
      })
    },
    FUZZ_TIMEOUT_MS,
  )
})
