import { describe, expect, test } from 'vitest'
import { standingsOf } from '../../src/clinical/current-fractures.ts'
import type { CareKind, NonSurgicalCare, Onset, PainScore } from '../../src/clinical/facts.ts'
import { readPain } from '../../src/clinical/pain.ts'
import { judgeTreatment } from '../../src/clinical/treatment.ts'
import { ASSESSED_ON, atTheLatest, care, facts, painScore, statedOnset } from '../support/facts.ts'

function judge(
  treatment: readonly NonSurgicalCare[],
  scores: readonly PainScore[],
  onset: Onset | null = statedOnset('2026-11-01'),
) {
  const found = facts({ nonSurgicalCare: treatment, pain: scores })
  const [standing] = standingsOf(
    { ...found, fractures: found.fractures.map((each) => ({ ...each, onset })) },
    ASSESSED_ON,
  )
  if (!standing) throw new Error('There is no fracture')
  return judgeTreatment({
    ...standing,
    pain: readPain(scores, onset, ASSESSED_ON),
    facts: found,
    assessedOn: ASSESSED_ON,
  })
}

describe('other treatment has failed', () => {
  test.each<[CareKind]>([['analgesic'], ['opioid'], ['brace'], ['physical-therapy'], ['bed-rest']])(
    '%s since the fracture and pain that stays is failure',
    (kind) => {
      expect(judge([care(kind, '2026-11-05')], [painScore(8, '2026-11-20')]).finding).toBe('met')
    },
  )

  test('nothing documented is unknown, and asks for it', () => {
    const judgement = judge([], [painScore(8, '2026-11-20')])
    expect([judgement.finding, judgement.missing?.id]).toEqual(['unknown', 'treatment'])
  })

  test('started but no score since is unknown, and asks for a score', () => {
    const judgement = judge([care('opioid', '2026-11-05')], [])
    expect([judgement.finding, judgement.missing?.id]).toEqual(['unknown', 'pain-score'])
  })

  test('the reason and the evidence name the treatment and the score', () => {
    const treatment = care('opioid', '2026-11-05')
    const score = painScore(8, '2026-11-20')
    const { because, evidence } = judge([treatment], [score])
    expect(because).toContain('2026-11-05')
    expect(because).toContain('8/10')
    expect(evidence).toEqual([treatment.evidence, score.evidence])
  })
})

describe('24 hours, where both have a time of day', () => {
  const started = care('opioid', '2026-11-18', '2026-11-18T20:00:00-06:00')
  test.each([
    ['23 h 59 min later', '2026-11-19', '2026-11-19T19:59:00-06:00', 'unknown'],
    ['24 h later', '2026-11-19', '2026-11-19T20:00:00-06:00', 'met'],
    ['25 h later', '2026-11-19', '2026-11-19T21:00:00-06:00', 'met'],
    ['before', '2026-11-18', '2026-11-18T10:00:00-06:00', 'unknown'],
    ['24 h later, written in another time zone', '2026-11-20', '2026-11-20T02:00:00Z', 'met'],
  ])('a score %s', (_, date, dateTime, expected) => {
    expect(judge([started], [painScore(8, date, dateTime)]).finding).toBe(expected)
  })

  test('the first of several treatments of one day starts the clock, in whatever order they are listed', () => {
    const morning = care('analgesic', '2026-11-18', '2026-11-18T08:00:00Z')
    const evening = care('opioid', '2026-11-18', '2026-11-18T20:00:00Z')
    const score = painScore(8, '2026-11-19', '2026-11-19T10:00:00Z')
    expect([judge([morning, evening], [score]).finding, judge([evening, morning], [score]).finding]).toEqual([
      'met',
      'met',
    ])
  })
})

describe('24 hours, where a time of day is missing', () => {
  test.each([
    ['the day before', '2026-11-17', 'unknown'],
    ['the same day', '2026-11-18', 'unknown'],
    ['the next day', '2026-11-19', 'met'],
    ['two days later', '2026-11-20', 'met'],
  ])('a score of %s', (_, date, expected) => {
    expect(judge([care('opioid', '2026-11-18')], [painScore(8, date)]).finding).toBe(expected)
    expect(judge([care('opioid', '2026-11-18')], [painScore(8, date, `${date}T23:00:00Z`)]).finding).toBe(expected)
    expect(judge([care('opioid', '2026-11-18', '2026-11-18T01:00:00Z')], [painScore(8, date)]).finding).toBe(expected)
  })
})

describe('treatment since the fracture', () => {
  test.each([
    ['the day before it', '2026-10-31', 'unknown'],
    ['the day of it', '2026-11-01', 'met'],
    ['the day after it', '2026-11-02', 'met'],
  ])('started %s', (_, startedOn, expected) => {
    expect(judge([care('opioid', startedOn)], [painScore(8, '2026-11-20')]).finding).toBe(expected)
  })

  test('started before the latest day the fracture can have happened is not known to be since', () => {
    const onset = atTheLatest('2026-11-10')
    expect(judge([care('opioid', '2026-11-05')], [painScore(8, '2026-11-20')], onset).finding).toBe('unknown')
    expect(judge([care('opioid', '2026-11-10')], [painScore(8, '2026-11-20')], onset).finding).toBe('met')
  })

  test('without a start date it is unknown', () => {
    expect(judge([care('opioid', null)], [painScore(8, '2026-11-20')]).finding).toBe('unknown')
  })

  test('for a fracture without a date it is unknown', () => {
    expect(judge([care('opioid', '2026-11-05')], [painScore(8, '2026-11-20')], null).finding).toBe('unknown')
  })

  test('the first treatment since the fracture counts, a later one takes nothing away', () => {
    const treatment = [care('physical-therapy', '2026-11-21'), care('analgesic', '2026-11-05')]
    expect(judge(treatment, [painScore(8, '2026-11-20')]).finding).toBe('met')
  })

  test('the deciding score must be the later one: a high score before a treatment that helped is no failure', () => {
    const judgement = judge([care('opioid', '2026-11-10')], [painScore(8, '2026-11-09'), painScore(2, '2026-11-20')])
    expect(judgement.finding).toBe('not-met')
  })
})

describe('pain under treatment', () => {
  test.each([
    ['4.9', 4.9, 'not-met'],
    ['5', 5, 'met'],
    ['5.1', 5.1, 'met'],
  ])('%s/10', (_, score, expected) => {
    expect(judge([care('opioid', '2026-11-05')], [painScore(score, '2026-11-20')]).finding).toBe(expected)
  })
})
