import { describe, expect, test } from 'vitest'
import { judgeMobility, judgeSevereImpact } from '../../src/clinical/functional-impact.ts'
import { atTheLatest, mobility, rolandMorris, statedOnset } from '../support/facts.ts'

const ONSET = statedOnset('2026-11-01')

describe('severe functional impact', () => {
  test.each([
    [16, 'unknown'],
    [17, 'unknown'],
    [17.5, 'met'],
    [18, 'met'],
    [24, 'met'],
  ])('Roland-Morris %d of 24', (value, expected) => {
    expect(judgeSevereImpact([rolandMorris(value, '2026-11-10')], ONSET).finding).toBe(expected)
  })

  test.each([
    ['confined to bed', 'bed-confined', 'met'],
    ['not able to walk', 'not-ambulatory', 'met'],
    ['reduced mobility alone', 'reduced-mobility', 'unknown'],
  ] as const)('%s', (_, kind, expected) => {
    expect(judgeSevereImpact([mobility(kind, '2026-11-10')], ONSET).finding).toBe(expected)
  })

  test('nothing found is unknown, never not-met, and asks', () => {
    const judgement = judgeSevereImpact([], ONSET)
    expect([judgement.finding, judgement.missing?.id]).toEqual(['unknown', 'functional-impact'])
  })

  test('a Roland-Morris fact without a value says nothing', () => {
    expect(judgeSevereImpact([rolandMorris(null, '2026-11-10')], ONSET).finding).toBe('unknown')
  })

  test.each([
    ['the day before the fracture', '2026-10-31', 'unknown'],
    ['the day of the fracture', '2026-11-01', 'met'],
    ['the day after the fracture', '2026-11-02', 'met'],
    ['no day', null, 'unknown'],
  ])('a score of %s', (_, date, expected) => {
    expect(judgeSevereImpact([rolandMorris(20, date)], ONSET).finding).toBe(expected)
  })

  test('a score before the latest day the fracture can have happened is not known to be since', () => {
    expect(judgeSevereImpact([rolandMorris(20, '2026-11-09')], atTheLatest('2026-11-10')).finding).toBe('unknown')
  })

  test('a fracture without a date leaves it unknown', () => {
    expect(judgeSevereImpact([rolandMorris(20, '2026-11-10')], null).finding).toBe('unknown')
  })

  test('the newest Roland-Morris score counts: 20 a month ago and 5 now is not severe today', () => {
    const scores = [rolandMorris(20, '2026-11-02'), rolandMorris(5, '2026-11-20')]
    expect(judgeSevereImpact(scores, ONSET).finding).not.toBe('met')
    expect(judgeSevereImpact([...scores].reverse(), ONSET).finding).not.toBe('met')
  })
})

describe('mobility', () => {
  test.each([
    ['reduced mobility', [mobility('reduced-mobility', '2026-11-10')], 'met'],
    ['confined to bed', [mobility('bed-confined', '2026-11-10')], 'met'],
    ['Roland-Morris 18', [rolandMorris(18, '2026-11-10')], 'met'],
    ['Roland-Morris 17', [rolandMorris(17, '2026-11-10')], 'unknown'],
    ['reduced mobility before the fracture', [mobility('reduced-mobility', '2026-10-31')], 'unknown'],
    ['nothing', [], 'unknown'],
  ] as const)('%s', (_, found, expected) => {
    expect(judgeMobility(found, ONSET).finding).toBe(expected)
  })
})
