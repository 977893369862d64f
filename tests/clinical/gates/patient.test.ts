import { describe, expect, test } from 'vitest'
import type { PatientFacts, SafetyFact } from '../../../src/clinical/facts.ts'
import { gateOf, outcomeOf } from '../../support/assessed.ts'
import { augmentation, facts, fracture, lab, mri, painScore, patient, safety } from '../../support/facts.ts'

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

describe('INR and platelets', () => {
  test.each([
    [1.7, 'not-met'],
    [1.8, 'not-met'],
    [1.81, 'met'],
  ])('INR %d', (value, expected) => {
    expect(gateOf(facts({ labs: [lab('inr', value, on)] }), 'inr-high').finding).toBe(expected)
  })

  test.each([
    [49.9, 'met'],
    [50, 'not-met'],
    [51, 'not-met'],
  ])('platelets %d', (value, expected) => {
    expect(gateOf(facts({ labs: [lab('platelets', value, on)] }), 'platelets-low').finding).toBe(expected)
  })

  test.each([
    ['29 days ago', '2026-10-24', 'met'],
    ['30 days ago', '2026-10-23', 'met'],
    ['31 days ago', '2026-10-22', 'unknown'],
    ['undated', null, 'unknown'],
  ])('measured %s', (_, date, expected) => {
    expect(gateOf(facts({ labs: [lab('inr', 3, date)] }), 'inr-high').finding).toBe(expected)
    expect(gateOf(facts({ labs: [lab('platelets', 20, date)] }), 'platelets-low').finding).toBe(expected)
  })

  test('the newest value decides', () => {
    const corrected = [lab('inr', 3, '2026-11-10'), lab('inr', 1.2, on)]
    expect(outcomeOf(facts({ labs: corrected }))).toBe('refer-now')
    expect(outcomeOf(facts({ labs: [...corrected].reverse() }))).toBe('refer-now')
  })

  test('of two values on one day the dangerous one counts, in whatever order', () => {
    for (const labs of [
      [lab('inr', 1.2, on), lab('inr', 3, on)],
      [lab('platelets', 200, on), lab('platelets', 20, on)],
    ]) {
      expect(outcomeOf(facts({ labs }))).toBe('complete-workup')
      expect(outcomeOf(facts({ labs: [...labs].reverse() }))).toBe('complete-workup')
    }
  })

  test('a value that is already dated tomorrow by a record of another time zone counts', () => {
    expect(outcomeOf(facts({ labs: [lab('inr', 3, '2026-11-23')] }))).toBe('complete-workup')
  })

  test('an active anticoagulant is named and does not hold a referral back', () => {
    const anticoagulated = facts({ safety: [safety('anticoagulant', on)] })
    expect(gateOf(anticoagulated, 'anticoagulant').finding).toBe('met')
    expect(outcomeOf(anticoagulated)).toBe('refer-now')
  })

  test('an active anticoagulant with a high INR holds back for the INR', () => {
    const both = facts({ safety: [safety('anticoagulant', on)], labs: [lab('inr', 3, on)] })
    expect(outcomeOf(both)).toBe('complete-workup')
  })
})

describe('more than three levels', () => {
  const ID = 'more-than-three-levels'
  const at = (...levels: readonly ('T9' | 'T10' | 'T11' | 'T12' | 'L1')[]) => levels.map((level) => fracture({ level }))

  test.each([
    ['two', at('T12', 'L1'), 'not-met', 'refer-now'],
    ['three', at('T11', 'T12', 'L1'), 'not-met', 'refer-now'],
    ['four', at('T10', 'T11', 'T12', 'L1'), 'met', 'complete-workup'],
    ['five', at('T9', 'T10', 'T11', 'T12', 'L1'), 'met', 'complete-workup'],
  ])('%s current fractures', (_, fractures, finding, outcome) => {
    expect(gateOf(facts({ fractures }), ID).finding).toBe(finding)
    expect(outcomeOf(facts({ fractures }))).toBe(outcome)
  })

  test('old and painless ones are not counted', () => {
    const old = (['T9', 'T10', 'T11'] as const).map((level) => fracture({ level, acuity: 'old', imaging: [] }))
    const painless = facts({ fractures: [...old, fracture()], pain: [painScore(3, on)] })
    expect(gateOf(painless, ID).finding).toBe('not-met')
  })

  test('fractures that MRI calls old are not counted beside an acute one that explains the pain', () => {
    const old = (['T9', 'T10', 'T11'] as const).map((level) => {
      const imaging = [mri({ level, acuity: 'old', marrowEdema: 'no' })]
      return fracture({ level, acuity: 'old', imaging })
    })
    const acuteAndOld = facts({ fractures: [...old, fracture()] })
    expect(gateOf(acuteAndOld, ID).finding).toBe('not-met')
    expect(outcomeOf(acuteAndOld)).toBe('refer-now')
  })

  test('augmented ones are not counted', () => {
    const imaging = [mri({ date: '2026-10-21' })]
    const treated = (['T9', 'T10', 'T11'] as const).map((level) => fracture({ level, acuity: 'unknown', imaging }))
    const some = facts({
      fractures: [...treated, fracture()],
      augmentations: [augmentation(['T9', 'T10', 'T11'], '2026-11-01')],
      pain: [],
    })
    expect(gateOf(some, ID).because).toContain('1 ')
  })

  test('two episodes at one level are one level', () => {
    const fractures = [...at('T11', 'T12', 'L1'), fracture({ acuity: 'unknown' })]
    expect(gateOf(facts({ fractures }), ID).finding).toBe('not-met')
  })
})

describe('comfort care', () => {
  test('asks the goals of care first', () => {
    const hospice = facts({ safety: [safety('comfort-care', on)] })
    expect([outcomeOf(hospice), gateOf(hospice, 'comfort-care').missing?.id]).toEqual([
      'complete-workup',
      'goals-of-care',
    ])
  })
})
