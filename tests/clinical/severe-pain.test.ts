import { describe, expect, test } from 'vitest'
import type { Threshold } from '../../src/clinical/citation.ts'
import type { FractureCase } from '../../src/clinical/criterion.ts'
import type { FunctionFact, Onset, PainScore, PatientFacts } from '../../src/clinical/facts.ts'
import { readPain } from '../../src/clinical/pain.ts'
import { judgeScoreAtLeast, judgeSeverePain, judgeWorsening } from '../../src/clinical/severe-pain.ts'
import { OURS } from '../../src/clinical/sources.ts'
import { ASSESSED_ON, facts, fracture, mobility, painScore, rolandMorris, statedOnset } from '../support/facts.ts'

const on = '2026-11-20'

function caseOf(
  pain: readonly PainScore[],
  change: Partial<PatientFacts> = {},
  onset: Onset | null = statedOnset('2026-10-20'),
): FractureCase {
  const shown = fracture({ onset })
  const given = facts({ fractures: [shown], pain, ...change })
  const picture = readPain(pain, onset, ASSESSED_ON)
  return {
    facts: given,
    fracture: shown,
    assessedOn: ASSESSED_ON,
    status: 'current',
    because: '',
    pain: picture,
    augmentation: null,
  }
}

describe('severe pain', () => {
  const NOTHING: readonly FunctionFact[] = []
  const SEVERE = [rolandMorris(18, on)]

  test.each([
    [10, 'met', 'met'],
    [7, 'met', 'met'],
    [6.9, 'unknown', 'met'],
    [5, 'unknown', 'met'],
    [4.9, 'not-met', 'not-met'],
    [0, 'not-met', 'not-met'],
  ])('%s/10 is %s without and %s with severe functional impact', (score, without, withImpact) => {
    const pain = [painScore(score, on)]
    expect(judgeSeverePain(caseOf(pain, { function: NOTHING })).finding).toBe(without)
    expect(judgeSeverePain(caseOf(pain, { function: SEVERE })).finding).toBe(withImpact)
  })

  test.each<[string, FunctionFact, string]>([
    ['Roland-Morris 18', rolandMorris(18, on), 'met'],
    ['Roland-Morris 17', rolandMorris(17, on), 'unknown'],
    ['confined to bed', mobility('bed-confined', on), 'met'],
    ['not ambulatory', mobility('not-ambulatory', on), 'met'],
    ['reduced mobility', mobility('reduced-mobility', on), 'unknown'],
    ['confined to bed before the fracture', mobility('bed-confined', '2026-10-19'), 'unknown'],
  ])('5/10 with %s', (_, impact, expected) => {
    expect(judgeSeverePain(caseOf([painScore(5, on)], { function: [impact] })).finding).toBe(expected)
  })

  test('5-6/10 without impact asks for the impact', () => {
    expect(judgeSeverePain(caseOf([painScore(6, on)])).missing?.id).toBe('functional-impact')
  })

  test('the evidence is the score, and the impact where it counts', () => {
    const [score, impact] = [painScore(6, on), rolandMorris(18, on)]
    expect(judgeSeverePain(caseOf([score], { function: [impact] })).evidence).toEqual([score.evidence, impact.evidence])
  })
})

describe('no score that counts asks for one and says why', () => {
  test.each([
    ['no score was found', [], undefined, /No pain score/],
    ['the score is 31 days old', [painScore(8, '2026-10-22')], undefined, /8\/10 of 2026-10-22 .*30 days/],
    ['the score is from before the fracture', [painScore(8, '2026-11-05')], statedOnset('2026-11-06'), /before the/],
    ['the fracture has no date', [painScore(8, on)], null, /fracture has no date/],
  ])('%s', (_, pain, onset, words) => {
    const judged = judgeSeverePain(caseOf(pain, {}, onset))
    expect(judged).toMatchObject({ finding: 'unknown', missing: { id: 'pain-score' } })
    expect(judged.because).toMatch(words)
  })

  test('"no score found" is not said where observations could not be read', () => {
    const unread = judgeSeverePain(caseOf([], { couldNotLook: ['observations'] }))
    expect(unread.because).not.toBe(judgeSeverePain(caseOf([])).because)
    expect(unread.because).toContain('Could not look: measurements and scores')
  })
})

describe('a score against a number of the source', () => {
  const FIVE: Threshold = {
    id: 'five',
    value: 5,
    unit: '{0-10 score}',
    says: 'VAS >= 5',
    origin: 'source',
    citation: OURS,
  }

  test.each([
    [5.1, 'met'],
    [5, 'met'],
    [4.9, 'not-met'],
  ])('%s/10 against at least 5 is %s', (score, expected) => {
    expect(judgeScoreAtLeast(caseOf([painScore(score, on)]), FIVE).finding).toBe(expected)
  })

  test('without a score it asks', () => {
    expect(judgeScoreAtLeast(caseOf([]), FIVE)).toMatchObject({ finding: 'unknown', missing: { id: 'pain-score' } })
  })
})

describe('worsening', () => {
  const WEEK_BEFORE = '2026-11-13'

  test.each([
    ['two points more', 5, 7, 'met'],
    ['just under two points more', 5, 6.9, 'not-met'],
    ['one point more', 5, 6, 'not-met'],
    ['the same', 7, 7, 'not-met'],
    ['two points less', 9, 7, 'not-met'],
  ])('%s than a week before', (_, then, now, expected) => {
    expect(judgeWorsening(caseOf([painScore(then, WEEK_BEFORE), painScore(now, on)])).finding).toBe(expected)
  })

  test.each([
    ['no score', []],
    ['one day only, whatever its scores', [painScore(3, on), painScore(9, on)]],
    ['two days that lie two days apart', [painScore(3, '2026-11-18'), painScore(9, on)]],
    ['an earlier day before the window', [painScore(3, '2026-10-22'), painScore(9, on)]],
  ])('%s tells no course and asks for it', (_, pain) => {
    expect(judgeWorsening(caseOf(pain))).toMatchObject({ finding: 'unknown', missing: { id: 'pain-course' } })
  })

  test('two days that lie three days apart are enough', () => {
    expect(judgeWorsening(caseOf([painScore(5, '2026-11-17'), painScore(7, on)])).finding).toBe('met')
  })

  test('daily maxima are compared: a low score beside a high one of the same day makes nothing worse', () => {
    const pain = [painScore(3, WEEK_BEFORE), painScore(7, WEEK_BEFORE), painScore(8, on)]
    expect(judgeWorsening(caseOf(pain)).finding).toBe('not-met')
  })

  test('the lowest earlier daily maximum is the one compared with', () => {
    const [lowest, between, latest] = [painScore(5, '2026-11-10'), painScore(8, '2026-11-15'), painScore(7, on)]
    const judged = judgeWorsening(caseOf([lowest, between, latest]))
    expect(judged.finding).toBe('met')
    expect(judged.evidence).toEqual([lowest.evidence, latest.evidence])
  })
})
