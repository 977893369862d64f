import { describe, expect, test } from 'vitest'
import type { LabResult, PatientFacts } from '../../../src/clinical/facts.ts'
import { gateOf, outcomeOf, rowOf } from '../../support/assessed.ts'
import { facts, fracture, lab, mri, safety } from '../../support/facts.ts'

const on = '2026-11-20'

function infection(change: Partial<PatientFacts>) {
  return gateOf(facts(change), 'spinal-infection').finding
}

function oneMarker(...labs: readonly LabResult[]) {
  return gateOf(facts({ labs }), 'one-raised-infection-marker').finding
}

describe('a diagnosis of spinal infection', () => {
  test.each([
    ['confirmed', safety('spinal-infection', on), 'met'],
    ['provisional', safety('spinal-infection', on, { certainty: 'suspected' }), 'met'],
    ['undated', safety('spinal-infection', null), 'met'],
  ])('%s', (_, found, expected) => {
    expect(infection({ safety: [found] })).toBe(expected)
  })
})

describe('a fracture that an infection broke', () => {
  const broken = facts({ fractures: [fracture({ cause: 'infectious' })] })

  test('is a spinal infection, whatever else is documented', () => {
    expect(gateOf(broken, 'spinal-infection')).toMatchObject({ finding: 'met', evidence: fracture().evidence })
    expect(outcomeOf(broken)).toBe('other-route')
  })

  test('sends the patient elsewhere in the rows that speak about any cause', () => {
    expect([rowOf(broken, 'rand-2018').outcome, rowOf(broken, 'acr-2018').outcome]).toEqual([
      'other-route',
      'other-route',
    ])
  })
})

describe('report signs that name an infection', () => {
  test('at the fracture', () => {
    expect(infection({ imaging: [mri({ infection: 'yes' })] })).toBe('met')
  })

  test('ruled out at the fracture is no infection found', () => {
    expect(infection({ imaging: [mri({ infection: 'no' })] })).not.toBe('met')
  })

  test('at another vertebra: discitis anywhere in the spine forbids cement', () => {
    const discitis = mri({ level: 'L4', fracture: 'absent', acuity: 'unknown', marrowEdema: 'yes', infection: 'yes' })
    expect(infection({ imaging: [mri(), discitis] })).toBe('met')
  })
})

describe('fever', () => {
  test.each([
    [37.9, 'unknown'],
    [38.0, 'met'],
    [38.1, 'met'],
  ])('%d degrees Celsius', (degrees, expected) => {
    const finding = infection({ labs: [lab('temperature', degrees, on)] })
    expect(finding === 'met' ? 'met' : 'unknown').toBe(expected)
  })

  test.each([
    ['13 days ago', '2026-11-09', 'met'],
    ['14 days ago', '2026-11-08', 'met'],
    ['15 days ago', '2026-11-07', 'unknown'],
    ['undated', null, 'unknown'],
  ])('38.5 %s', (_, date, expected) => {
    expect(infection({ labs: [lab('temperature', 38.5, date)] })).toBe(expected)
    expect(infection({ safety: [safety('fever', date)] })).toBe(expected)
  })

  test('once within 14 days is enough, also when it is gone today', () => {
    const labs = [lab('temperature', 38.5, '2026-11-15'), lab('temperature', 36.8, '2026-11-22')]
    expect(infection({ labs })).toBe('met')
    expect(infection({ labs: [...labs].reverse() })).toBe('met')
  })

  test('already dated tomorrow by a record of another time zone counts', () => {
    expect(infection({ labs: [lab('temperature', 38.5, '2026-11-23')] })).toBe('met')
  })
})

describe('inflammation markers', () => {
  const THRESHOLDS = [
    ['crp', 9.9, 10, 10.1],
    ['esr', 39, 40, 41],
    ['wbc', 11.9, 12, 12.1],
  ] as const

  test.each(THRESHOLDS)('%s is raised above its number, not at it', (kind, below, at, above) => {
    expect(oneMarker(lab(kind, below, on))).toBe('not-met')
    expect(oneMarker(lab(kind, at, on))).toBe('not-met')
    expect(oneMarker(lab(kind, above, on))).toBe('met')
  })

  test.each(THRESHOLDS)(
    '%s: the range or flag of the result itself counts before our number',
    (kind, below, _, above) => {
      expect(oneMarker(lab(kind, below, on, true))).toBe('met')
      expect(oneMarker(lab(kind, above, on, false))).toBe('not-met')
    },
  )

  test.each(THRESHOLDS)('%s counts for 30 days', (kind, _, __, above) => {
    expect(oneMarker(lab(kind, above, '2026-10-23'))).toBe('met')
    expect(oneMarker(lab(kind, above, '2026-10-22'))).toBe('unknown')
    expect(oneMarker(lab(kind, above, null))).toBe('unknown')
  })

  test('one raised alone holds back and asks', () => {
    const one = facts({ labs: [lab('crp', 40, on), lab('wbc', 8, on)] })
    expect(outcomeOf(one)).toBe('complete-workup')
    expect(gateOf(one, 'one-raised-infection-marker').missing?.id).toBe('infection')
    expect(gateOf(one, 'spinal-infection').finding).toBe('unknown')
  })

  test.each([
    ['CRP and ESR', [lab('crp', 40, on), lab('esr', 80, on)]],
    ['CRP and WBC', [lab('crp', 40, on), lab('wbc', 15, on)]],
    ['all three', [lab('crp', 40, on), lab('esr', 80, on), lab('wbc', 15, on)]],
    ['ESR and WBC of different days', [lab('esr', 80, '2026-10-25'), lab('wbc', 15, on)]],
  ])('two raised are an infection until shown otherwise: %s', (_, labs) => {
    expect(infection({ labs })).toBe('met')
    expect(outcomeOf(facts({ labs }))).toBe('other-route')
    expect(oneMarker(...labs)).not.toBe('met')
  })

  test('the same marker raised twice is one marker', () => {
    const labs = [lab('crp', 40, '2026-11-10'), lab('crp', 35, on)]
    expect(infection({ labs })).toBe('unknown')
    expect(oneMarker(...labs)).toBe('met')
  })

  test('two raised, one of them more than 30 days ago, are one', () => {
    const labs = [lab('crp', 40, on), lab('esr', 80, '2026-10-22')]
    expect(infection({ labs })).toBe('unknown')
    expect(oneMarker(...labs)).toBe('met')
  })

  test('the newest value of a marker decides', () => {
    const labs = [lab('crp', 40, '2026-11-01'), lab('crp', 4, on)]
    expect(oneMarker(...labs)).toBe('not-met')
    expect(oneMarker(...[...labs].reverse())).toBe('not-met')
  })

  test('of two values on one day the raised one counts, in whatever order', () => {
    const labs = [lab('crp', 4, on), lab('crp', 40, on)]
    expect(oneMarker(...labs)).toBe('met')
    expect(oneMarker(...[...labs].reverse())).toBe('met')
  })

  test('none measured is unknown', () => {
    expect(oneMarker()).toBe('unknown')
  })
})
