import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BoneSite, LabKind } from '../../src/clinical/facts.ts'
import { readObservation } from '../../src/fhir/read-observation.ts'

const LOINC = 'http://loinc.org'
const SNOMED = 'http://snomed.info/sct'
const OWN = 'urn:kyphoplasty-cds:fact'
const UCUM = 'http://unitsofmeasure.org'

function observation(code: string, change: object, system = LOINC) {
  return {
    resourceType: 'Observation',
    id: 'o1',
    status: 'final',
    code: { coding: [{ system, code }] },
    effectiveDateTime: '2026-11-20T08:30:00-06:00',
    ...change,
  }
}

describe('pain', () => {
  test('is a score with its day, its moment and where it stands', () => {
    const valueQuantity = { value: 8, unit: '{score}', system: UCUM, code: '{score}' }
    expect(readObservation(observation('72514-3', { valueQuantity }))).toEqual({
      pain: {
        score: 8,
        date: '2026-11-20',
        at: Date.UTC(2026, 10, 20, 14, 30),
        evidence: { reference: 'Observation/o1', date: '2026-11-20', basis: 'coded' },
      },
    })
  })

  test.each<[string, string, object, number]>([
    ['Synthea', '72514-3', { valueQuantity: { value: 3, unit: '{score}', code: '{score}' } }, 3],
    ['an integer', '72514-3', { valueInteger: 7 }, 7],
    ['a quantity without a unit', '72514-3', { valueQuantity: { value: 6 } }, 6],
    ['decimals', '72514-3', { valueQuantity: { value: 3.63 } }, 3.63],
    ['zero', '72514-3', { valueInteger: 0 }, 0],
    ['the end of the scale', '72514-3', { valueInteger: 10 }, 10],
    ['reported severity', '38208-5', { valueInteger: 5 }, 5],
    ['Wong-Baker', '38221-8', { valueInteger: 4 }, 4],
    ['a fraction in words', '72514-3', { valueString: '8/10' }, 8],
    ['a fraction in words with blanks', '72514-3', { valueString: ' 8 / 10 ' }, 8],
    ['a number in words', '38208-5', { valueString: '7' }, 7],
    ['VAS of 0-10', '38214-3', { valueQuantity: { value: 6.5, unit: 'cm', code: 'cm' } }, 6.5],
    ['VAS without a unit', '38214-3', { valueQuantity: { value: 6 } }, 6],
    ['VAS in millimetres', '38214-3', { valueQuantity: { value: 72, unit: 'mm', code: 'mm' } }, 7.2],
    ['VAS in millimetres, low', '38214-3', { valueQuantity: { value: 8, unit: 'mm', code: 'mm' } }, 0.8],
    [
      'VAS whose range says 0-100',
      '38214-3',
      { valueQuantity: { value: 72 }, referenceRange: [{ low: { value: 0 }, high: { value: 100 } }] },
      7.2,
    ],
  ])('%s is read', (_name, code, value, score) => {
    expect(readObservation(observation(code, value)).pain?.score).toBe(score)
  })

  test.each<[string, string, object]>([
    ['99, which stands for "refused"', '72514-3', { valueInteger: 99 }],
    ['a value just over the scale', '72514-3', { valueQuantity: { value: 10.5 } }],
    ['a value below the scale', '72514-3', { valueInteger: -1 }],
    ['a VAS over ten that names no scale', '38214-3', { valueQuantity: { value: 72 } }],
    ['a VAS over a hundred millimetres', '38214-3', { valueQuantity: { value: 140, unit: 'mm' } }],
    ['a bound', '72514-3', { valueQuantity: { value: 5, comparator: '>' } }],
    ['words', '72514-3', { valueString: 'severe' }],
    ['words around a number', '72514-3', { valueString: '8/10 when he walks' }],
    ['a score of another scale', '72514-3', { valueString: '15/20' }],
    ['a number in quotes', '72514-3', { valueQuantity: { value: '8' } }],
    ['no value', '72514-3', { dataAbsentReason: { text: 'unable' } }],
    ['interference, which is not severity', '77565-0', { valueInteger: 8 }],
  ])('%s is no score', (_name, code, value) => {
    expect(readObservation(observation(code, value))).toEqual({})
  })

  test.each([
    ['issued', { effectiveDateTime: undefined, issued: '2026-11-21T09:00:00Z' }, '2026-11-21'],
    ['effectiveInstant', { effectiveDateTime: undefined, effectiveInstant: '2026-11-19T09:00:00Z' }, '2026-11-19'],
    ['effectivePeriod', { effectiveDateTime: undefined, effectivePeriod: { start: '2026-11-18' } }, '2026-11-18'],
    ['the moment before a partial date', { effectiveDateTime: '2026', issued: '2026-11-21T09:00:00Z' }, '2026-11-21'],
  ])('is dated by %s', (_name, dates, date) => {
    expect(readObservation(observation('72514-3', { valueInteger: 8, ...dates })).pain?.date).toBe(date)
  })

  test.each([
    ['without a date', { effectiveDateTime: undefined }],
    ['with a year only', { effectiveDateTime: '2026' }],
  ])('%s is no dated score', (_name, dates) => {
    expect(readObservation(observation('72514-3', { valueInteger: 8, ...dates })).pain).toBeUndefined()
  })

  test('has no moment where the record gives the day alone', () => {
    const dated = observation('72514-3', { valueInteger: 8, effectiveDateTime: '2026-11-20' })
    expect(readObservation(dated).pain).toMatchObject({ date: '2026-11-20', at: null })
  })

  test.each(['entered-in-error', 'cancelled', 'registered'])('is not read from an Observation that is %s', (status) => {
    expect(readObservation(observation('72514-3', { valueInteger: 8, status }))).toEqual({})
  })

  test.each(['final', 'amended', 'corrected', 'preliminary', 'unknown', undefined])(
    'is read from an Observation that is %s',
    (status) => {
      expect(readObservation(observation('72514-3', { valueInteger: 8, status })).pain?.score).toBe(8)
    },
  )

  test('is found behind codings of other systems and codings without a code', () => {
    const coding = [
      { system: 'urn:oid:1.2.840.114350.1.13.0.1.7.2.707679', code: '3040105259' },
      { system: LOINC, display: 'Pain severity' },
      { system: LOINC, code: '72514-3' },
    ]
    expect(readObservation(observation('', { code: { coding }, valueInteger: 8 })).pain?.score).toBe(8)
  })
})

describe('bone density', () => {
  test.each<[string, string, BoneSite]>([
    ['lumbar spine', '38267-1', 'lumbar-spine'],
    ['hip', '38264-8', 'hip'],
    ['left hip', '80946-7', 'hip'],
    ['right hip', '80945-9', 'hip'],
    ['femur', '38263-0', 'femoral-neck'],
    ['left femur', '80948-3', 'femoral-neck'],
    ['right femur', '80947-5', 'femoral-neck'],
    ['forearm, which Synthea uses for everything', '38265-5', 'forearm'],
    ['left forearm', '80944-2', 'forearm'],
    ['heel', '38266-3', 'heel'],
    ['right heel', '80949-1', 'heel'],
    ['humerus', '85390-3', 'unknown'],
  ])('%s (%s)', (_name, code, site) => {
    const valueQuantity = { value: -3.1, unit: '{T-score}', system: UCUM, code: '{T-score}' }
    expect(readObservation(observation(code, { valueQuantity })).boneDensity).toEqual({
      site,
      tScore: -3.1,
      date: '2026-11-20',
      evidence: { reference: 'Observation/o1', date: '2026-11-20', basis: 'coded' },
    })
  })

  test.each<[string, object]>([
    ['Synthea', { value: -2.731_236_512_412_41, unit: '{T-score}', code: '{T-score}' }],
    ['US Core 5', { value: -2.5, unit: '{T-Score}', code: '{T-Score}' }],
    ['US Core 9', { value: -2.5, unit: 'T-Score', code: '1' }],
    ['a unit in words only', { value: -2.5, unit: 'T-score' }],
    ['no unit', { value: -2.5 }],
    ['a high score', { value: 2.2, code: '1' }],
  ])('the unit of %s is accepted', (_name, valueQuantity) => {
    expect(readObservation(observation('38263-0', { valueQuantity })).boneDensity?.tScore).toBe(
      'value' in valueQuantity ? valueQuantity.value : undefined,
    )
  })

  test.each<[string, string, object]>([
    ['a density under a T-score code', '38263-0', { valueQuantity: { value: 0.889, unit: 'g/cm2', code: 'g/cm2' } }],
    ['a density with its square', '38267-1', { valueQuantity: { value: 0.889, unit: 'g/cm\u00b2' } }],
    ['a percentage', '38267-1', { valueQuantity: { value: -3, unit: '%', code: '%' } }],
    ['a value far too low', '38267-1', { valueQuantity: { value: -25, code: '1' } }],
    ['a value far too high', '38267-1', { valueQuantity: { value: 25, code: '1' } }],
    ['a bound', '38267-1', { valueQuantity: { value: -2.5, comparator: '<' } }],
    ['a measure without a value', '38267-1', {}],
    ['a Z-score of the spine', '85394-5', { valueQuantity: { value: -2.5 } }],
    ['a Z-score of the left hip', '80938-4', { valueQuantity: { value: -2.5 } }],
    ['a Z-score of the right femur', '80939-2', { valueQuantity: { value: -2.5 } }],
    ['the density of the left hip', '46278-8', { valueQuantity: { value: 0.7 } }],
    ['the density of the spine', '24966-4', { valueQuantity: { value: 0.7 } }],
  ])('%s is no T-score', (_name, code, value) => {
    expect(readObservation(observation(code, value))).toEqual({})
  })

  test('does not need a date', () => {
    const undated = observation('38267-1', { valueQuantity: { value: -3.1 }, effectiveDateTime: undefined })
    expect(readObservation(undated).boneDensity).toMatchObject({ tScore: -3.1, date: null })
  })

  test('is found whatever its category is', () => {
    for (const category of ['procedure', 'laboratory', 'imaging', 'clinical-test']) {
      const filed = observation('38267-1', {
        valueQuantity: { value: -3 },
        category: [{ coding: [{ code: category }] }],
      })
      expect(readObservation(filed).boneDensity?.tScore).toBe(-3)
    }
  })
})

describe('laboratory and temperature', () => {
  test.each<[LabKind, string, object, number]>([
    ['inr', '6301-6', { value: 2.1, unit: '{INR}', code: '{INR}' }, 2.1],
    ['inr', '34714-6', { value: 2.1 }, 2.1],
    ['inr', '46418-0', { value: 2.1, unit: 'ratio' }, 2.1],
    ['platelets', '777-3', { value: 48, unit: '10*3/uL', code: '10*3/uL' }, 48],
    ['platelets', '777-3', { value: 48_000, unit: '/uL', code: '/uL' }, 48],
    ['platelets', '26515-7', { value: 48, unit: 'K/uL' }, 48],
    ['crp', '1988-5', { value: 12, unit: 'mg/L', code: 'mg/L' }, 12],
    ['crp', '1988-5', { value: 1.2, unit: 'mg/dL', code: 'mg/dL' }, 12],
    ['esr', '4537-7', { value: 45, unit: 'mm/h', code: 'mm/h' }, 45],
    ['esr', '30341-2', { value: 45, unit: 'mm/hr' }, 45],
    ['wbc', '6690-2', { value: 13.4, unit: '10*3/uL', code: '10*3/uL' }, 13.4],
    ['temperature', '8310-5', { value: 38.2, unit: 'Cel', code: 'Cel' }, 38.2],
    ['temperature', '8331-1', { value: 100.4, unit: '[degF]', code: '[degF]' }, 38],
  ])('%s by %s', (kind, code, valueQuantity, value) => {
    expect(readObservation(observation(code, { valueQuantity })).lab).toEqual({
      kind,
      value,
      flaggedHigh: null,
      date: '2026-11-20',
      evidence: { reference: 'Observation/o1', date: '2026-11-20', basis: 'coded' },
    })
  })

  const crp = (change: object) =>
    readObservation(observation('1988-5', { valueQuantity: { value: 8, unit: 'mg/L', code: 'mg/L' }, ...change })).lab

  test.each<[string, boolean | null]>([
    ['H', true],
    ['HH', true],
    ['N', false],
    ['L', false],
  ])('the flag %s of the laboratory is its judgement', (code, flaggedHigh) => {
    const system = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation'
    expect(crp({ interpretation: [{ coding: [{ system, code }] }] })?.flaggedHigh).toBe(flaggedHigh)
  })

  test('the flag wins over the range', () => {
    const referenceRange = [{ high: { value: 10, unit: 'mg/L' } }]
    expect(crp({ interpretation: [{ coding: [{ code: 'H' }] }], referenceRange })?.flaggedHigh).toBe(true)
  })

  test.each<[string, number, boolean]>([
    ['below', 10, false],
    ['at', 8, false],
    ['above', 5, true],
  ])('without a flag the own range of the observation judges: a value %s its end', (_name, high, flaggedHigh) => {
    expect(crp({ referenceRange: [{ low: { value: 0 }, high: { value: high } }] })?.flaggedHigh).toBe(flaggedHigh)
  })

  test('the range is compared in the unit it was written in', () => {
    const inDecilitres = { valueQuantity: { value: 1.2, unit: 'mg/dL' }, referenceRange: [{ high: { value: 0.8 } }] }
    expect(crp(inDecilitres)).toMatchObject({ value: 12, flaggedHigh: true })
  })

  test('a range in words judges nothing', () => {
    expect(crp({ referenceRange: [{ text: '< 5' }] })?.flaggedHigh).toBeNull()
  })

  test.each<[string, string, object]>([
    ['a CRP without a unit', '1988-5', { valueQuantity: { value: 12 } }],
    ['a bound', '1988-5', { valueQuantity: { value: 3, comparator: '<', unit: 'mg/L' } }],
    ['platelets as a share', '777-3', { valueQuantity: { value: 48, unit: '%' } }],
    ['words', '1988-5', { valueString: 'haemolysed' }],
  ])('%s is no result', (_name, code, value) => {
    expect(readObservation(observation(code, value))).toEqual({})
  })
})

describe('pregnancy', () => {
  test.each<[string, string, object, 'pregnancy' | 'not-pregnant']>([
    [
      'status by code',
      '82810-3',
      { valueCodeableConcept: { coding: [{ system: SNOMED, code: '77386006' }] } },
      'pregnancy',
    ],
    [
      'status by code',
      '82810-3',
      { valueCodeableConcept: { coding: [{ system: SNOMED, code: '60001007' }] } },
      'not-pregnant',
    ],
    ['status in words', '82810-3', { valueCodeableConcept: { text: 'Not pregnant' } }, 'not-pregnant'],
    ['test in words', '2106-3', { valueString: 'Negative' }, 'not-pregnant'],
    ['test in words', '2106-3', { valueString: 'POSITIVE' }, 'pregnancy'],
    ['test in words', '2118-8', { valueCodeableConcept: { text: 'Not detected' } }, 'not-pregnant'],
    ['test by its flag', '2106-3', { interpretation: [{ coding: [{ code: 'POS' }] }] }, 'pregnancy'],
    ['test by its flag', '2106-3', { interpretation: [{ coding: [{ code: 'NEG' }] }] }, 'not-pregnant'],
    ['quantity', '19080-1', { valueQuantity: { value: 5_400, unit: 'mIU/mL' } }, 'pregnancy'],
  ])('%s (%s)', (_name, code, value, kind) => {
    expect(readObservation(observation(code, value)).safety).toMatchObject({ kind, present: true, date: '2026-11-20' })
  })

  test.each<[string, string, object]>([
    ['an unknown status', '82810-3', { valueCodeableConcept: { coding: [{ code: 'UNK' }], text: 'Unknown' } }],
    ['a possible pregnancy', '82810-3', { valueCodeableConcept: { coding: [{ system: SNOMED, code: '146799005' }] } }],
    ['a test without a result', '2106-3', {}],
  ])('%s says neither', (_name, code, value) => {
    expect(readObservation(observation(code, value)).safety).toBeUndefined()
  })
})

describe('our own facts', () => {
  test('a neurological deficit, present or not', () => {
    for (const present of [true, false])
      expect(readObservation(observation('neurological-deficit', { valueBoolean: present }, OWN)).safety).toMatchObject(
        {
          kind: 'neurological-deficit',
          present,
          date: '2026-11-20',
        },
      )
  })

  test('whether pain comes from the fracture level', () => {
    for (const painAtFractureLevel of [true, false])
      expect(
        readObservation(observation('pain-at-fracture-level', { valueBoolean: painAtFractureLevel }, OWN)).examination,
      ).toMatchObject({ painAtFractureLevel, date: '2026-11-20' })
  })

  test.each([
    ['0', 0],
    ['17', 17],
    ['24', 24],
  ])('Roland-Morris of %s on the scale of 24', (_name, value) => {
    expect(readObservation(observation('roland-morris-24', { valueInteger: value }, OWN)).function).toMatchObject({
      kind: 'roland-morris-24',
      value,
      date: '2026-11-20',
    })
  })

  test.each([-1, 25, 99])('Roland-Morris of %d is over its scale', (value) => {
    expect(readObservation(observation('roland-morris-24', { valueInteger: value }, OWN))).toEqual({})
  })

  test.each([
    ['neurological-deficit', { valueString: 'true' }],
    ['neurological-deficit', {}],
    ['pain-at-fracture-level', { valueCodeableConcept: { text: 'yes' } }],
    ['pain-at-fracture-level', { valueInteger: 1 }],
  ])('%s needs a boolean: %j', (code, value) => {
    expect(readObservation(observation(code, value, OWN))).toEqual({})
  })
})

test.each([
  ['a code of no interest', { code: { coding: [{ system: LOINC, code: '29463-7' }] }, valueQuantity: { value: 80 } }],
  ['a pain code of another system', { code: { coding: [{ system: 'urn:x', code: '72514-3' }] }, valueInteger: 8 }],
  ['no code', { code: undefined, valueInteger: 8 }],
])('%s gives no fact', (_name, change) => {
  expect(readObservation(observation('', change))).toEqual({})
})

test('any JSON as an Observation, and as any of its fields, is no exception', () => {
  const codes = fc.constantFrom('72514-3', '38214-3', '38267-1', '1988-5', '777-3', '8310-5', '82810-3', '2106-3')
  const fields = fc.constantFrom(
    'valueQuantity',
    'valueInteger',
    'valueString',
    'valueCodeableConcept',
    'interpretation',
    'referenceRange',
    'effectiveDateTime',
    'effectivePeriod',
    'issued',
    'status',
    'id',
  )
  fc.assert(
    fc.property(fc.jsonValue(), codes, fields, (value, code, field) => {
      readObservation(value)
      readObservation(observation(code, { valueQuantity: { value: 3, unit: 'mg/L' }, [field]: value }))
    }),
  )
})

describe('a laboratory value that is only a bound', () => {
  const inr = (comparator: string, value: number, code = '6301-6', unit = '1') => ({
    resourceType: 'Observation',
    id: 'lab-1',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code }] },
    effectiveDateTime: '2026-11-20',
    valueQuantity: { value, comparator, system: 'http://unitsofmeasure.org', code: unit },
  })

  test.each([
    ['INR above 8', inr('>', 8), 8],
    ['INR below 1, which says too little', inr('<', 1), undefined],
    ['platelets below 10', inr('<', 10, '777-3', '10*3/uL'), 10],
    ['platelets above 50, which says too little', inr('>', 50, '777-3', '10*3/uL'), undefined],
  ])('%s', (_, observation, expected) => {
    expect(readObservation(observation).lab?.value).toBe(expected)
  })
})
