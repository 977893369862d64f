import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toCsv, toExportRow } from '../../src/storage/feedback-export.ts'
import { aCard, aFeedback } from './feedback-of.ts'

const accepted = aFeedback({ outcome: 'accepted', suggestionUuid: 'referral-1' })

describe('a row of the export', () => {
  test('says what was suggested, what was done, what was said, who, when and where', () => {
    expect(toExportRow({ card: aCard(), feedback: accepted })).toEqual({
      intervention: 'refer-now',
      ruleVersion: '1.1.0',
      actionTaken: 'accepted: referral',
      feedback: '',
      comment: '',
      user: 'key-1:user-1',
      date: '1970-01-01T00:00:02.000Z',
      location: 'st-elsewhere vcf-patient-view',
      shownOn: '1970-01-01T00:00:01.000Z',
      card: 'card-1',
    })
  })

  test('of an override holds its reason and comment', () => {
    const feedback = aFeedback({ reasonCode: 'patient-refuses', comment: 'at home' })
    expect(toExportRow({ card: aCard(), feedback })).toMatchObject({
      actionTaken: 'overridden',
      feedback: 'patient-refuses',
      comment: 'at home',
    })
  })
})

describe('the export as CSV', () => {
  const withComment = (comment: string) => toCsv([toExportRow({ card: aCard(), feedback: aFeedback({ comment }) })])

  test('has a line of names and a line per answer', () => {
    expect(toCsv([]).trim().split(',')).toHaveLength(10)
    expect(withComment('none').trim().split('\r\n')).toHaveLength(2)
  })

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1', '|cmd', '%0A'])(
    'makes no formula of %j',
    (text) => {
      expect(withComment(text)).toContain(`"'${text}"`)
    },
  )

  test('keeps every cell whole, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', 'a', '=') }), (comment) => {
        const cells = cellsOf(withComment(comment).slice(toCsv([]).length))
        expect(cells).toHaveLength(10)
        expect(cells[4]?.replace(/^'/, '')).toBe(comment)
      }),
    )
  })
})

/** The cells of one line, read as RFC 4180 writes them. */
function cellsOf(line: string): readonly string[] {
  return [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell.replaceAll('""', '"'))
}
