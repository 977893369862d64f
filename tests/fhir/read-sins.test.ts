import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDiagnosticReport } from '../../src/fhir/read-diagnostic-report.ts'
import { readObservation } from '../../src/fhir/read-observation.ts'
import { factsOf } from './a-record.ts'

const OWN = 'urn:kyphoplasty-cds:fact'

function observation(change: object) {
  return {
    resourceType: 'Observation',
    id: 'o1',
    status: 'final',
    code: { coding: [{ system: OWN, code: 'sins' }] },
    effectiveDateTime: '2026-11-20T08:30:00-06:00',
    ...change,
  }
}

function component(name: string, value: object) {
  return { code: { coding: [{ system: OWN, code: `sins-${name}` }] }, ...value }
}

function read(change: object) {
  return readObservation(observation(change)).tumourStability
}

describe('a total', () => {
  test('is read with its day and where it stands', () => {
    expect(read({ valueInteger: 13 })).toEqual({
      level: null,
      total: [13, 13],
      points: {},
      date: '2026-11-20',
      evidence: { reference: 'Observation/o1', date: '2026-11-20', basis: 'entered' },
    })
  })

  test.each<[string, object, readonly [number, number]]>([
    ['the least there is', { valueInteger: 0 }, [0, 0]],
    ['the most there is', { valueInteger: 18 }, [18, 18]],
    ['a quantity', { valueQuantity: { value: 9, unit: '{score}' } }, [9, 9]],
    ['words', { valueString: '9/18' }, [9, 9]],
    ['a range', { valueRange: { low: { value: 8 }, high: { value: 10 } } }, [8, 10]],
    ['a range without an upper end', { valueRange: { low: { value: 13 } } }, [13, 18]],
    ['a range without a lower end', { valueRange: { high: { value: 6 } } }, [0, 6]],
    ['at least', { valueQuantity: { value: 13, comparator: '>=' } }, [13, 18]],
    ['more than', { valueQuantity: { value: 12, comparator: '>' } }, [13, 18]],
    ['at most', { valueQuantity: { value: 6, comparator: '<=' } }, [0, 6]],
    ['less than', { valueQuantity: { value: 7, comparator: '<' } }, [0, 6]],
  ])('given as %s', (_name, value, total) => {
    expect(read(value)?.total).toEqual(total)
  })

  test.each<[string, object]>([
    ['above the scale', { valueInteger: 19 }],
    ['below the scale', { valueInteger: -1 }],
    ['a fraction', { valueQuantity: { value: 9.5 } }],
    ['a range above the scale', { valueRange: { low: { value: 12 }, high: { value: 19 } } }],
    ['a range upside down', { valueRange: { low: { value: 10 }, high: { value: 8 } } }],
    ['a range without ends', { valueRange: {} }],
    ['more than all', { valueQuantity: { value: 18, comparator: '>' } }],
    ['an unknown comparator', { valueQuantity: { value: 9, comparator: '~' } }],
    ['words that are no score', { valueString: 'unstable' }],
    ['a boolean', { valueBoolean: true }],
    ['nothing', {}],
    ['an entry made in error', { status: 'entered-in-error', valueInteger: 13 }],
  ])('is not read from %s', (_name, change) => {
    expect(readObservation(observation(change))).toEqual({})
  })
})

describe('components', () => {
  test.each([
    ['location', [0, 1, 2, 3], [4, -1, 1.5]],
    ['pain', [0, 1, 3], [2, 4]],
    ['lesion', [0, 1, 2], [3]],
    ['alignment', [0, 2, 4], [1, 3, 5]],
    ['collapse', [0, 1, 2, 3], [4]],
    ['posterolateral', [0, 1, 3], [2, 4]],
  ] as const)('of %s can be %j and not %j', (name, possible, impossible) => {
    for (const points of possible)
      expect(read({ component: [component(name, { valueInteger: points })] })).toMatchObject({
        total: null,
        points: { [name]: points },
      })
    for (const points of impossible)
      expect(read({ component: [component(name, { valueQuantity: { value: points } })] })).toBeUndefined()
  })

  test('stand beside a total, and an impossible one leaves the others', () => {
    const entries = [component('pain', { valueInteger: 3 }), component('lesion', { valueInteger: 7 })]
    expect(read({ valueInteger: 9, component: entries })).toMatchObject({ total: [9, 9], points: { pain: 3 } })
  })

  test.each<[string, readonly unknown[]]>([
    ['twice with different points', [component('pain', { valueInteger: 1 }), component('pain', { valueInteger: 3 })]],
    ['with a bound', [component('pain', { valueQuantity: { value: 1, comparator: '>' } })]],
    ['in words', [component('pain', { valueString: '3' })]],
    ['without a code', [{ valueInteger: 3 }]],
    ['of another system', [{ code: { coding: [{ system: 'urn:other', code: 'sins-pain' }] }, valueInteger: 3 }]],
  ])('%s are not read', (_name, entries) => {
    expect(read({ component: entries })).toBeUndefined()
  })

  test('need the score around them', () => {
    const alone = { ...observation({ valueInteger: 3 }), code: { coding: [{ system: OWN, code: 'sins-pain' }] } }
    expect(readObservation(alone)).toEqual({})
  })
})

describe('the vertebra', () => {
  test.each([
    ['a code', { coding: [{ system: 'http://snomed.info/sct', code: '23215003' }] }, 'T12'],
    ['words', { text: 'L1 vertebra' }, 'L1'],
    ['no vertebra', { text: 'lumbar spine' }, null],
  ])('is read from %s of the body site', (_name, bodySite, level) => {
    expect(read({ valueInteger: 9, bodySite })?.level).toBe(level)
  })
})

describe('a report', () => {
  const report = {
    resourceType: 'DiagnosticReport',
    id: 'r1',
    status: 'final',
    code: { text: 'CT THORACIC SPINE' },
    effectiveDateTime: '2026-11-19',
    conclusion: 'Pathologic T8 fracture with a lytic lesion and left pedicle destruction. SINS 8-10.',
  }

  test('states a score, from its words', () => {
    expect(readDiagnosticReport(report).tumourStability).toEqual([
      {
        level: 'T8',
        total: [8, 10],
        points: {},
        date: '2026-11-19',
        evidence: { reference: 'DiagnosticReport/r1', date: '2026-11-19', basis: 'text' },
      },
    ])
  })

  test('and an Observation are both facts of the record; one dated in the future is none', () => {
    const observations = [
      observation({ valueInteger: 9 }),
      observation({ id: 'o2', valueInteger: 13, effectiveDateTime: '2027-11-20' }),
    ]
    const { tumourStability, imaging } = factsOf({ imagingReports: [report], observations })
    expect(tumourStability.map(({ total, evidence }) => [evidence.reference, total])).toEqual([
      ['DiagnosticReport/r1', [8, 10]],
      ['Observation/o1', [9, 9]],
    ])
    expect(imaging[0]).toMatchObject({ level: 'T8', lesion: 'lytic', posterolateral: 'unilateral' })
  })
})

test('whatever stands in it, it is read without an exception and within the scale', () => {
  const anything = fc.anything({ maxDepth: 3 })
  const entry = fc.record({
    code: fc.constant(component('pain', {}).code),
    valueInteger: anything,
    valueQuantity: anything,
  })
  const hostile = fc.record(
    {
      valueInteger: anything,
      valueQuantity: anything,
      valueRange: anything,
      valueString: anything,
      bodySite: anything,
      component: fc.oneof(anything, fc.array(fc.oneof(entry, anything))),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(hostile, (change) => {
      const [low, high] = read(change)?.total ?? [0, 18]
      expect(low >= 0 && low <= high && high <= 18).toBe(true)
    }),
  )
})
