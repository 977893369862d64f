import { describe, expect, test } from 'vitest'
import { namedObservation } from '../../src/fhir/named-observation.ts'
import { readObservation } from '../../src/fhir/read-observation.ts'

const observation = (text: string, value: number) => ({
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  code: { text },
  effectiveDateTime: '2026-11-20T08:00:00Z',
  valueQuantity: { value },
})

describe('an Observation that is named and not coded', () => {
  test.each([
    'Pain score',
    'Pain Score (0-10)',
    'Pain severity',
    'NRS',
    'Numeric Rating Scale',
    'VAS pain',
    'Pain 0-10',
    'NPRS',
    'NPRS at rest',
  ])('%s is a pain score, from text', (name) => {
    const { pain } = readObservation(observation(name, 8))
    expect(pain).toMatchObject({ score: 8, evidence: { reference: 'Observation/o1', basis: 'text' } })
  })

  test.each([
    'Pain goal score',
    'Acceptable pain level',
    'FLACC pain score',
    'PAINAD pain scale',
    'NRS 2002',
    'Nutritional risk screening (NRS)',
    'Pain interference',
    'VAS',
    'EQ VAS',
    'Change in pain score',
    'Chest X-ray',
  ])('%s is none', (name) => {
    expect(readObservation(observation(name, 4))).toEqual({})
  })

  test('the pain of another part is none of the spine', () => {
    expect(readObservation(observation('Knee pain score', 8))).toEqual({})
  })

  test.each([
    ['T-score lumbar spine', 'lumbar-spine'],
    ['DXA T score L1-L4', 'lumbar-spine'],
    ['Femoral neck T-Score', 'femoral-neck'],
    ['Total hip T-score', 'hip'],
    ['BMD T-score', 'unknown'],
  ])('%s is a T-score of %s', (name, site) => {
    expect(readObservation(observation(name, -2.7)).boneDensity).toMatchObject({
      site,
      tScore: -2.7,
      evidence: { basis: 'text' },
    })
  })

  test.each([
    'Z-score lumbar spine',
    'PROMIS Physical Function T-score',
    'PROMIS back T-score of the spine',
    'T-score memory',
  ])('%s is none', (name) => {
    expect(namedObservation(name)).toBeUndefined()
  })

  test.each([{}, null, 'Pain score', { text: 7 }, { text: 'pain score '.repeat(100_000) }])(
    'takes any value (%#)',
    (code) => {
      expect(() => readObservation({ ...observation('', 8), code })).not.toThrow()
    },
  )
})
