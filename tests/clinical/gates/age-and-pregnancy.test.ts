import { describe, expect, test } from 'vitest'
import type { PatientFacts, SafetyFact } from '../../../src/clinical/facts.ts'
import { gateOf, outcomeOf } from '../../support/assessed.ts'
import { facts, patient, safety } from '../../support/facts.ts'

const on = '2026-11-20'

function born(earliest: string, latest = earliest, sex: PatientFacts['patient']['sex'] = 'female') {
  return patient({ bornEarliest: earliest, bornLatest: latest, sex })
}

describe('age under 18', () => {
  test.each([
    ['17 years and 364 days', born('2008-11-23'), 'met', 'other-route'],
    ['18 years today', born('2008-11-22'), 'not-met', 'refer-now'],
    ['18 years and a day', born('2008-11-21'), 'not-met', 'refer-now'],
    ['a birth year that leaves it open', born('2008-01-01', '2008-12-31'), 'unknown', 'refer-now'],
    ['a birth year surely under', born('2009-01-01', '2009-12-31'), 'met', 'other-route'],
    ['a birth year surely over', born('2007-01-01', '2007-12-31'), 'not-met', 'refer-now'],
    ['no birth date', patient({ bornEarliest: null, bornLatest: null }), 'unknown', 'refer-now'],
  ])('%s', (_, who, finding, outcome) => {
    const someone = facts({ patient: who })
    expect(gateOf(someone, 'age-under-18').finding).toBe(finding)
    expect(outcomeOf(someone)).toBe(outcome)
  })
})

describe('pregnancy', () => {
  const woman = born('1990-05-05')
  const pregnancy = (who: PatientFacts['patient'], ...found: readonly SafetyFact[]) =>
    gateOf(facts({ patient: who, safety: found }), 'pregnancy').finding

  test.each([
    ['293 days ago', '2026-02-02', 'met'],
    ['294 days ago', '2026-02-01', 'met'],
    ['295 days ago', '2026-01-31', 'unknown'],
  ])('documented %s', (_, date, expected) => {
    expect(pregnancy(woman, safety('pregnancy', date))).toBe(expected)
  })

  test('does not count after delivery', () => {
    const found = [safety('pregnancy', '2026-06-01'), safety('delivery', '2026-10-01')]
    expect(pregnancy(woman, ...found)).not.toBe('met')
    expect(pregnancy(woman, ...[...found].reverse())).not.toBe('met')
  })

  test('a new one after delivery counts', () => {
    expect(pregnancy(woman, safety('delivery', '2026-03-01'), safety('pregnancy', on))).toBe('met')
  })

  test('a later negative test decides', () => {
    expect(pregnancy(woman, safety('pregnancy', '2026-06-01'), safety('not-pregnant', on))).toBe('not-met')
  })

  test('of a positive and a negative statement on one day the positive counts, in whatever order', () => {
    const both = [safety('not-pregnant', on), safety('pregnancy', on)]
    expect(pregnancy(woman, ...both)).toBe('met')
    expect(pregnancy(woman, ...[...both].reverse())).toBe('met')
  })

  test('of a pregnancy and its delivery on one day the delivery counts, in whatever order', () => {
    const both = [safety('pregnancy', on), safety('delivery', on)]
    expect(pregnancy(woman, ...both)).not.toBe('met')
    expect(pregnancy(woman, ...[...both].reverse())).not.toBe('met')
  })

  test.each([
    ['a man', born('1990-05-05', '1990-05-05', 'male'), 'not-met'],
    ['a woman of 56', born('1970-11-22'), 'not-met'],
    ['a woman of 55', born('1970-11-23'), 'unknown'],
    ['a girl of 12', born('2014-11-22'), 'unknown'],
    ['a girl of 11', born('2014-11-23'), 'not-met'],
    ['someone whose sex is not known', born('1990-05-05', '1990-05-05', 'unknown'), 'unknown'],
  ])('nothing found in %s', (_, who, expected) => {
    expect(pregnancy(who)).toBe(expected)
  })

  test('nothing found holds nothing back', () => {
    expect(outcomeOf(facts({ patient: woman }))).toBe('refer-now')
  })
})

describe('pregnancy status unknown', () => {
  const ID = 'pregnancy-status-unknown'
  const delivered = (who: PatientFacts['patient'], ...more: readonly SafetyFact[]) =>
    facts({ patient: who, safety: [safety('delivery', '2026-10-01'), ...more] })

  test.each([
    ['a woman of 36', born('1990-05-05'), 'met', 'complete-workup'],
    ['a woman of 55', born('1970-11-23'), 'met', 'complete-workup'],
    ['a woman of 56', born('1970-11-22'), 'not-met', 'refer-now'],
  ])('%s after a delivery, no test since', (_, who, finding, outcome) => {
    expect(gateOf(delivered(who), ID).finding).toBe(finding)
    expect(outcomeOf(delivered(who))).toBe(outcome)
  })

  test('a girl of 12 is asked, one of 11 is not', () => {
    expect(gateOf(delivered(born('2014-11-22')), ID).finding).toBe('met')
    expect(gateOf(delivered(born('2014-11-23')), ID).finding).toBe('not-met')
  })

  test('a negative test since settles it', () => {
    const tested = delivered(born('1990-05-05'), safety('not-pregnant', on))
    expect(gateOf(tested, ID).finding).not.toBe('met')
    expect(outcomeOf(tested)).toBe('refer-now')
  })

  test('a negative test before the delivery settles nothing', () => {
    expect(outcomeOf(delivered(born('1990-05-05'), safety('not-pregnant', '2026-09-01')))).toBe('complete-workup')
  })

  test('a woman of 36 without any reason to doubt it is not held back', () => {
    expect(gateOf(facts({ patient: born('1990-05-05') }), ID).finding).toBe('unknown')
  })
})
