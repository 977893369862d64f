import { describe, expect, test } from 'vitest'
import { gateOf, outcomeOf } from '../../support/assessed.ts'
import { facts, lab, safety } from '../../support/facts.ts'

const on = '2026-11-20'

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
