import { describe, expect, test } from 'vitest'
import { SOURCES } from '../../src/clinical/facts.ts'
import { SOURCE_ROWS, WAVES } from '../../src/fhir/sources.ts'

const ROWS = SOURCES.map((source) => [source, SOURCE_ROWS[source]] as const)
const [, observationCodes = ''] = SOURCE_ROWS.observations.prefetchTemplate.split('&code=')

describe('prefetch templates', () => {
  test('ask by patient only, save what some EHRs require', () => {
    const templates = Object.fromEntries(ROWS.map(([source, row]) => [source, row.prefetchTemplate]))
    expect(templates).toEqual({
      patient: 'Patient/{{context.patientId}}',
      conditions: 'Condition?patient={{context.patientId}}&_count=200',
      imagingReports: 'DiagnosticReport?patient={{context.patientId}}&_count=100',
      imagingStudies: 'ImagingStudy?patient={{context.patientId}}',
      observations: expect.stringMatching(/^Observation\?patient=\{\{context\.patientId\}\}&code=[^&]+$/),
      medications: 'MedicationRequest?patient={{context.patientId}}',
      procedures: 'Procedure?patient={{context.patientId}}',
      serviceRequests: 'ServiceRequest?patient={{context.patientId}}',
      allergies: 'AllergyIntolerance?patient={{context.patientId}}',
      encounter: 'Encounter/{{context.encounterId}}',
    })
  })

  test.each(ROWS)('%s uses no sorting, modifier, include or FHIRPath', (_source, { prefetchTemplate }) => {
    expect(prefetchTemplate).not.toMatch(/_sort|_include|_has|:in|:not|%|today\(\)|ofType/)
    expect(prefetchTemplate.match(/\{\{[^}]*\}\}/g)).toHaveLength(1)
  })

  test.each(ROWS)('%s stays short enough for a GET', (_source, { prefetchTemplate }) => {
    const base = 'https://fhir.a-rather-long-hospital-name.example.org/interconnect-prd-oauth/api/FHIR/R4/'
    const id = 'e63wRTbPfr1p8UW81d8Seiw3-dWBdTAKQ8H3v7kZ9Zq0.T0nC2gI5pHkqV1mYx_3abcd'
    const filled = prefetchTemplate.replace(/\{\{[^}]*\}\}/, id)
    expect(`${base}${filled}`.length).toBeLessThan(2_000)
    // IIS refuses a longer query unless told otherwise; a client may encode every reserved character.
    const [, query = ''] = filled.split('?')
    expect(new URLSearchParams(query).toString().length).toBeLessThan(2_048)
  })
})

describe('the Observation codes', () => {
  test.each([
    ['T-score of the spine', 'http://loinc.org|38267-1'],
    ['T-score of the hip', 'http://loinc.org|38264-8'],
    ['pain severity', 'http://loinc.org|72514-3'],
    ['pain severity by visual analogue scale', 'http://loinc.org|38214-3'],
    ['INR', 'http://loinc.org|6301-6'],
    ['platelets', 'http://loinc.org|777-3'],
    ['leukocytes', 'http://loinc.org|6690-2'],
    ['C-reactive protein', 'http://loinc.org|1988-5'],
    ['sedimentation rate', 'http://loinc.org|4537-7'],
    ['body temperature', 'http://loinc.org|8310-5'],
    ['pregnancy test', 'http://loinc.org|2106-3'],
    ['pregnancy status', 'http://loinc.org|82810-3'],
    ['Roland-Morris score', 'urn:kyphoplasty-cds:fact|roland-morris-24'],
    ['pain at the fracture level', 'urn:kyphoplasty-cds:fact|pain-at-fracture-level'],
    ['neurological deficit', 'urn:kyphoplasty-cds:fact|neurological-deficit'],
  ])('hold the %s', (_what, code) => {
    expect(observationCodes.split(',')).toContain(code)
  })

  test('name their system each, once', () => {
    const codes = observationCodes.split(',')
    expect(
      codes.filter((code) => !/^(http:\/\/loinc\.org\|\d+-\d|urn:kyphoplasty-cds:fact\|[a-z0-9-]+)$/.test(code)),
    ).toEqual([])
    expect(new Set(codes).size).toBe(codes.length)
  })

  test('are the same on the FHIR server as in prefetch', () => {
    expect(SOURCE_ROWS.observations.search?.ladder[0]?.parameters.code).toBe(observationCodes)
  })
})

test('the first wave is what tells whether there is a fracture', () => {
  expect(WAVES.first).toEqual(['patient', 'conditions', 'imagingReports'])
  expect([...WAVES.first, ...WAVES.second].toSorted()).toEqual([...SOURCES].toSorted())
})

test('only the Patient is required, and Conditions or reports', () => {
  const needs = ROWS.map(([source, { need }]) => [source, need]).filter(([, need]) => need !== 'optional')
  expect(needs).toEqual([
    ['patient', 'required'],
    ['conditions', 'either'],
    ['imagingReports', 'either'],
  ])
})
