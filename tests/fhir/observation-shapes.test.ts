import { describe, expect, test } from 'vitest'
import { readObservationParts } from '../../src/fhir/read-observation.ts'

const LOINC = 'http://loinc.org'
const SNOMED = 'http://snomed.info/sct'

function observation(code: string, change: object) {
  return {
    resourceType: 'Observation',
    id: 'o1',
    status: 'final',
    code: { coding: [{ system: LOINC, code }] },
    effectiveDateTime: '2026-11-20T09:00:00Z',
    ...change,
  }
}

function painOf(change: object, code = '72514-3') {
  return readObservationParts(observation(code, change)).flatMap(({ pain }) => pain?.score ?? [])
}

function quantity(value: number, unit?: string, code?: string) {
  return { valueQuantity: { value, ...(unit === undefined ? {} : { unit }), ...(code === undefined ? {} : { code }) } }
}

describe('a pain score', () => {
  test.each([
    ['an integer', { valueInteger: 8 }, 8],
    ['a quantity without a unit', quantity(7), 7],
    ['decimals', quantity(3.63, '{score}', '{score}'), 3.63],
    ['in words', { valueString: '8' }, 8],
    ['in words of ten', { valueString: '8/10' }, 8],
    ['in words of ten, spelled', { valueString: '8 out of 10' }, 8],
    ['in words of a hundred', { valueString: '80/100' }, 8],
    ['as an answer code', { valueCodeableConcept: { coding: [{ system: LOINC, code: 'LA9620-1', display: '8' }] } }, 8],
    ['zero', { valueInteger: 0 }, 0],
  ])('is read from %s', (_shape, change, score) => {
    expect(painOf(change)).toEqual([score])
  })

  test.each([
    ['99, which stands for "refused"', { valueInteger: 99 }],
    ['a value just above the scale', quantity(10.5)],
    ['a negative value', quantity(-1)],
    ['a bound', { valueQuantity: { value: 7, comparator: '>' } }],
    ['two numbers', { valueString: '7-8' }],
    ['words', { valueString: 'severe' }],
    ['an answer without a number', { valueCodeableConcept: { text: 'Hurts even more' } }],
    ['no value', { dataAbsentReason: { text: 'refused' } }],
  ])('is not read from %s', (_shape, change) => {
    expect(painOf(change)).toEqual([])
  })

  test.each([
    ['the unit mm', quantity(78, 'mm', 'mm'), 7.8],
    ['the unit {0-100}', quantity(78, undefined, '{0-100}'), 7.8],
    ['a range to 100', { ...quantity(78), referenceRange: [{ low: { value: 0 }, high: { value: 100 } }] }, 7.8],
    [
      'its name',
      { ...quantity(78), code: { coding: [{ system: LOINC, code: '38214-3' }], text: 'VAS pain 0-100' } },
      7.8,
    ],
    ['a small value of a hundred', quantity(8, 'mm'), 0.8],
  ])('of a scale to 100 is told by %s', (_by, change, score) => {
    expect(painOf(change, '38214-3')).toEqual([score])
  })

  test('of 65 without a unit or range is refused: nothing tells the scale', () => {
    expect(painOf(quantity(65), '38214-3')).toEqual([])
  })

  test.each([
    ['knee, in words', { bodySite: { text: 'Left knee' } }],
    ['hip, by code', { bodySite: { coding: [{ system: SNOMED, code: '29836001' }] } }],
    ['shoulder', { bodySite: { coding: [{ display: 'Shoulder region structure' }] } }],
    ['chest', { bodySite: { text: 'Chest' } }],
    ['head', { bodySite: { text: 'Head' } }],
    ['abdomen', { bodySite: { coding: [{ system: SNOMED, code: '818983003' }] } }],
    ['the name of the score', { code: { coding: [{ system: LOINC, code: '72514-3' }], text: 'Knee pain 0-10' } }],
    [
      'a knee, under a name that speaks of the back',
      { code: { coding: [{ system: LOINC, code: '72514-3' }], text: 'Back pain' }, bodySite: { text: 'Knee' } },
    ],
  ])('about another part is not about the spine: %s', (_part, change) => {
    expect(painOf({ valueInteger: 9, ...change })).toEqual([])
  })

  test.each([
    ['no body site', {}],
    ['the back', { bodySite: { text: 'Lower back' } }],
    ['the spine', { bodySite: { coding: [{ system: SNOMED, code: '421060004' }] } }],
    ['a vertebra', { bodySite: { coding: [{ system: SNOMED, code: '23215003' }] } }],
    ['a code that nobody knows', { bodySite: { coding: [{ system: SNOMED, code: '123456789' }] } }],
    ['hip and back', { bodySite: { text: 'Back and hips' } }],
  ])('counts with %s', (_part, change) => {
    expect(painOf({ valueInteger: 9, ...change })).toEqual([9])
  })
})

describe('a panel', () => {
  const component = [
    { code: { coding: [{ system: LOINC, code: '72514-3' }] }, valueQuantity: { value: 8, unit: '{score}' } },
    { code: { coding: [{ system: LOINC, code: '8310-5' }] }, valueQuantity: { value: 36.9, code: 'Cel' } },
    { code: { coding: [{ system: LOINC, code: '72514-3' }] }, valueQuantity: { value: 99 } },
  ]

  test('gives the facts of its components, with its day and its reference', () => {
    const facts = readObservationParts(observation('38212-7', { component }))
    const evidence = { reference: 'Observation/o1', date: '2026-11-20', basis: 'coded' }
    expect(facts.flatMap(({ pain }) => pain ?? [])).toEqual([
      { score: 8, date: '2026-11-20', at: Date.parse('2026-11-20T09:00:00Z'), evidence },
    ])
    expect(facts.flatMap(({ lab }) => lab ?? [])).toMatchObject([{ kind: 'temperature', value: 36.9, evidence }])
  })

  test.each(['cancelled', 'entered-in-error'])('that is %s gives none', (status) => {
    expect(readObservationParts(observation('38212-7', { component, status })).filter(({ pain }) => pain)).toEqual([])
  })

  test('of another part gives no pain score', () => {
    const facts = readObservationParts(observation('38212-7', { component, bodySite: { text: 'Knee' } }))
    expect(facts.flatMap(({ pain }) => pain ?? [])).toEqual([])
  })

  test('with a value of its own is that value', () => {
    expect(painOf({ valueInteger: 5, component })).toEqual([5])
  })
})

function tScoreOf(change: object) {
  return readObservationParts(observation('38267-1', change)).flatMap(({ boneDensity }) => boneDensity?.tScore ?? [])
}

describe('a T-score', () => {
  test.each([
    ['{T-score}, as Synthea writes it', quantity(-3.148215093, '{T-score}', '{T-score}'), -3.148215093],
    ['{T-Score}, as US Core 5 does', quantity(-2.5, 'T-Score', '{T-Score}'), -2.5],
    ['1, as US Core 9 does', quantity(-2.5, 'T-Score', '1'), -2.5],
    ['none', quantity(-2.5), -2.5],
    ['words', { valueString: '-2.5' }, -2.5],
    ['words with a long minus', { valueString: '\u22122.5' }, -2.5],
  ])('is read with the unit %s', (_unit, change, tScore) => {
    expect(tScoreOf(change)).toEqual([tScore])
  })

  test.each([
    ['g/cm2', quantity(0.889, 'g/cm2', 'g/cm2')],
    ['g/cm2 beside the code 1', quantity(0.889, 'g/cm2', '1')],
    ['percent', quantity(80, '%', '%')],
    ['a value that no T-score has', quantity(-25)],
    ['a score out of ten', { valueString: '3/10' }],
  ])('is refused with %s', (_unit, change) => {
    expect(tScoreOf(change)).toEqual([])
  })
})
