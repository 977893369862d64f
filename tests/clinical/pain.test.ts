import { describe, expect, test } from 'vitest'
import type { Onset, PainScore } from '../../src/clinical/facts.ts'
import { readPain } from '../../src/clinical/pain.ts'
import { ASSESSED_ON, atTheLatest, painScore, statedOnset } from '../support/facts.ts'

const SINCE_OCTOBER = statedOnset('2026-10-01')

function decidingScore(scores: readonly PainScore[], onset: Onset | null = SINCE_OCTOBER) {
  return readPain(scores, onset, ASSESSED_ON).deciding?.score ?? null
}

function trend(...scores: readonly PainScore[]) {
  return readPain(scores, SINCE_OCTOBER, ASSESSED_ON).trend
}

describe('the 30-day window', () => {
  test.each([
    ['today', '2026-11-22', 8],
    ['29 days old', '2026-10-24', 8],
    ['30 days old', '2026-10-23', 8],
    ['31 days old', '2026-10-22', null],
  ])('a score that is %s', (_, date, expected) => {
    expect(decidingScore([painScore(8, date)])).toBe(expected)
  })

  test('no score at all', () => {
    expect(readPain([], SINCE_OCTOBER, ASSESSED_ON)).toEqual({
      deciding: null,
      trend: 'unknown',
      comparedWith: null,
      leftOut: null,
    })
  })

  test('a score that is left out is kept for the explanation', () => {
    const old = painScore(8, '2026-10-22')
    expect(readPain([old], SINCE_OCTOBER, ASSESSED_ON).leftOut).toEqual({ score: old, why: 'too-old' })
  })
})

describe('scores count after the fracture', () => {
  test.each([
    ['the day before', '2026-11-09', null],
    ['the day of', '2026-11-10', 8],
    ['the day after', '2026-11-11', 8],
  ])('%s a stated onset', (_, date, expected) => {
    expect(decidingScore([painScore(8, date)], statedOnset('2026-11-10'))).toBe(expected)
  })

  test('a score before the latest day the fracture can have happened is not known to be after it', () => {
    const score = painScore(8, '2026-11-09')
    const { deciding, leftOut } = readPain([score], atTheLatest('2026-11-10'), ASSESSED_ON)
    expect([deciding, leftOut?.why]).toEqual([null, 'before-fracture'])
  })

  test('without any date of the fracture no score is known to be after it', () => {
    const { deciding, leftOut } = readPain([painScore(8, '2026-11-20')], null, ASSESSED_ON)
    expect([deciding, leftOut?.why]).toEqual([null, 'fracture-undated'])
  })
})

describe('the deciding score', () => {
  test('is that of the latest day, not the worst ever', () => {
    expect(decidingScore([painScore(9, '2026-11-10'), painScore(4, '2026-11-20'), painScore(8, '2026-11-15')])).toBe(4)
  })

  test('is the highest of the latest day', () => {
    expect(
      decidingScore([
        painScore(3, '2026-11-20', '2026-11-20T18:00:00Z'),
        painScore(7, '2026-11-20', '2026-11-20T08:00:00Z'),
      ]),
    ).toBe(7)
  })

  test('of equal scores on one day the later is taken', () => {
    const morning = painScore(7, '2026-11-20', '2026-11-20T08:00:00Z')
    const evening = painScore(7, '2026-11-20', '2026-11-20T18:00:00Z')
    for (const scores of [
      [morning, evening],
      [evening, morning],
    ]) {
      expect(readPain(scores, SINCE_OCTOBER, ASSESSED_ON).deciding).toEqual(evening)
    }
  })
})

describe('the trend', () => {
  test.each([
    ['one point above', 6, 'steady'],
    ['two points above', 7, 'worsening'],
    ['three points above', 8, 'worsening'],
    ['the same', 5, 'steady'],
    ['one point below', 4, 'steady'],
    ['two points below', 3, 'improving'],
    ['just under two points above', 6.9, 'steady'],
  ])('%s five of a week before', (_, latest, expected) => {
    expect(trend(painScore(5, '2026-11-13'), painScore(latest, '2026-11-20'))).toBe(expected)
  })

  test.each([
    ['two days apart', '2026-11-18', 'unknown'],
    ['three days apart', '2026-11-17', 'worsening'],
    ['four days apart', '2026-11-16', 'worsening'],
  ])('%s', (_, earlier, expected) => {
    expect(trend(painScore(5, earlier), painScore(8, '2026-11-20'))).toBe(expected)
  })

  test('a single day tells no trend, however many scores it has', () => {
    expect(trend(painScore(4, '2026-11-20'), painScore(8, '2026-11-20'))).toBe('unknown')
  })

  test('no score tells no trend', () => {
    expect(trend()).toBe('unknown')
  })

  test('daily maxima are compared: a low score beside a high one on the same day makes no worsening', () => {
    expect(trend(painScore(3, '2026-11-13'), painScore(7, '2026-11-13'), painScore(8, '2026-11-20'))).toBe('steady')
  })

  test('the lowest earlier daily maximum counts, not the last one', () => {
    expect(trend(painScore(5, '2026-11-10'), painScore(8, '2026-11-15'), painScore(7, '2026-11-20'))).toBe('worsening')
  })

  test('a low day less than three days before is not compared', () => {
    expect(trend(painScore(7, '2026-11-10'), painScore(4, '2026-11-18'), painScore(7, '2026-11-20'))).toBe('steady')
  })

  test('a day outside the window is not compared', () => {
    expect(trend(painScore(3, '2026-10-22'), painScore(8, '2026-11-20'))).toBe('unknown')
  })

  test('a day before the fracture is not compared', () => {
    const picture = readPain(
      [painScore(3, '2026-11-09'), painScore(8, '2026-11-20')],
      statedOnset('2026-11-10'),
      ASSESSED_ON,
    )
    expect(picture.trend).toBe('unknown')
  })

  test('the latest day decides also when it fell back: worse last week and lower now is improving', () => {
    expect(trend(painScore(9, '2026-11-10'), painScore(4, '2026-11-20'))).toBe('improving')
  })
})
