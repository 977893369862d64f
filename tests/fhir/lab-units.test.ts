import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LabKind } from '../../src/clinical/facts.ts'
import { toLabUnit } from '../../src/fhir/lab-units.ts'

describe('toLabUnit', () => {
  test.each<[LabKind, number, string | undefined, number]>([
    ['crp', 12, 'mg/L', 12],
    ['crp', 1.2, 'mg/dL', 12],
    ['crp', 1.14, 'mg/dL', 11.4],
    ['crp', 0.07, 'mg/dL', 0.7],
    ['esr', 45, 'mm/h', 45],
    ['esr', 45, 'mm/hr', 45],
    ['platelets', 48, '10*9/L', 48],
    ['platelets', 48, '10*3/uL', 48],
    ['platelets', 48, 'K/uL', 48],
    ['platelets', 48, 'x10(3)/mcL', 48],
    ['platelets', 48, 'Thousand/uL', 48],
    ['platelets', 48, '10*3/\u00b5L', 48],
    ['platelets', 48, '10*3/\u03bcL', 48],
    ['platelets', 48_000, '/uL', 48],
    ['platelets', 48_000, '{cells}/uL', 48],
    ['platelets', 48_000, 'cells/mcL', 48],
    ['platelets', 48_000, '/\u03bcL', 48],
    ['wbc', 13.4, '10*3/uL', 13.4],
    ['wbc', 13.4, 'K/uL', 13.4],
    ['wbc', 13_400, '/mm3', 13.4],
    ['inr', 2.1, undefined, 2.1],
    ['inr', 2.1, '1', 2.1],
    ['inr', 2.1, '{INR}', 2.1],
    ['inr', 2.1, 'ratio', 2.1],
    ['temperature', 38.2, 'Cel', 38.2],
    ['temperature', 38.2, '\u00b0C', 38.2],
    ['temperature', 100.4, '[degF]', 38],
    ['temperature', 101.3, 'degF', 38.5],
    ['temperature', 98.6, '[degF]', 37],
    ['temperature', 101.3, undefined, 38.5],
    ['temperature', 38.2, undefined, 38.2],
  ])('%s %d %s is %d', (kind, value, unit, expected) => {
    expect(toLabUnit(kind, value, unit)).toBe(expected)
  })

  test.each<[string, LabKind, number, string | undefined]>([
    ['a CRP without a unit, which may be a tenfold', 'crp', 1.2, undefined],
    ['a CRP in another unit', 'crp', 12, 'nmol/L'],
    ['platelets without a unit', 'platelets', 48, undefined],
    ['platelets as a share', 'platelets', 48, '%'],
    ['white cells as a share', 'wbc', 13, '%'],
    ['an INR in seconds', 'inr', 13, 's'],
    ['an INR in percent (Quick)', 'inr', 70, '%'],
    ['a sedimentation rate without a unit it knows', 'esr', 45, 'mg/L'],
    ['a temperature that nobody has', 'temperature', 98.6, 'Cel'],
    ['a temperature in Kelvin', 'temperature', 311, 'K'],
  ])('does not read %s', (_name, kind, value, unit) => {
    expect(toLabUnit(kind, value, unit)).toBeUndefined()
  })

  test('is no exception for any unit, and gives a number or nothing', () => {
    const kinds = fc.constantFrom<LabKind[]>('inr', 'platelets', 'crp', 'esr', 'wbc', 'temperature')
    fc.assert(
      fc.property(kinds, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string(), (kind, value, unit) => {
        const read = toLabUnit(kind, value, unit)
        expect(read === undefined || Number.isFinite(read)).toBe(true)
      }),
    )
  })
})
