import { describe, expect, test } from 'vitest'
import { readServiceRequest } from '../../src/fhir/read-service-request.ts'

const CPT = 'http://www.ama-assn.org/go/cpt'
const SNOMED = 'http://snomed.info/sct'
const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm'

/** A completed order of a patient whose vertebral fracture is Condition/9. */
function safetyOf(change: object) {
  const order = {
    resourceType: 'ServiceRequest',
    id: 's1',
    status: 'completed',
    intent: 'order',
    authoredOn: '2026-11-02',
    ...change,
  }
  return readServiceRequest(order, (reference) => reference === 'Condition/9').safety
}

const NEUROSURGEON = { code: { coding: [{ system: SNOMED, code: '308482002' }] } }
const TO_SPINE_SURGERY = { code: { text: 'Ambulatory referral to spine surgery' } }

describe('a spine surgeon was consulted', () => {
  test.each([
    ['spine surgery in words', TO_SPINE_SURGERY],
    [
      'neurosurgery because of the fracture of the record',
      { ...NEUROSURGEON, reasonReference: [{ reference: 'Condition/9' }] },
    ],
    [
      'orthopaedics because of the fracture, by code',
      {
        code: { coding: [{ system: SNOMED, code: '308481009' }] },
        reasonCode: [{ coding: [{ system: ICD_10_CM, code: 'M80.08XA' }] }],
      },
    ],
  ])('by a completed referral: %s', (_words, change) => {
    expect(safetyOf(change)).toMatchObject({ kind: 'spine-surgeon-consulted', present: true, certainty: 'confirmed' })
  })

  test.each(['active', 'draft', 'on-hold', 'revoked', 'entered-in-error'])('not by a referral that is %s', (status) => {
    expect(safetyOf({ ...TO_SPINE_SURGERY, status })).toBeUndefined()
  })

  test.each([
    ['an MRI by CPT', { code: { coding: [{ system: CPT, code: '72148' }] } }],
    ['an MRI before spine surgery', { code: { text: 'MRI lumbar spine, pre-op for spine surgery' } }],
    [
      'an MRI for a surgeon, because of the fracture',
      { code: { text: 'MRI thoracic spine for neurosurgery' }, reasonReference: [{ reference: 'Condition/9' }] },
    ],
    [
      'an MRI for the evaluation before surgery',
      { code: { text: 'MRI lumbar spine, evaluation before spine surgery' } },
    ],
    ['a CT for a surgical consultation', { code: { text: 'CT thoracic spine for spine surgery consultation' } }],
    ['radiographs ordered by a surgeon', { code: { text: 'XR thoracolumbar spine, spine surgery evaluation' } }],
  ])('not by a completed imaging order: %s', (_words, change) => {
    expect(safetyOf(change)).toBeUndefined()
  })

  test.each([
    ['a meningioma', { ...NEUROSURGEON, reasonCode: [{ text: 'Meningioma' }] }],
    [
      'a subdural haematoma, in words',
      { code: { text: 'Referral to neurosurgery' }, reasonCode: [{ text: 'Chronic subdural hematoma' }] },
    ],
    ['a knee', { code: { text: 'Referral to orthopaedic surgery for knee pain' } }],
    ['another Condition', { ...NEUROSURGEON, reasonReference: [{ reference: 'Condition/8' }] }],
    ['no reason', NEUROSURGEON],
  ])('not by a referral to a surgeon because of %s', (_words, change) => {
    expect(safetyOf(change)).toBeUndefined()
  })

  test.each([
    ['the day of the visit', { occurrenceDateTime: '2026-11-16T10:00:00Z' }, '2026-11-16'],
    ['the period of the visit', { occurrencePeriod: { start: '2026-11-15', end: '2026-11-16' } }, '2026-11-15'],
    ['the day it was asked for, where no visit is dated', {}, '2026-11-02'],
  ])('on %s', (_words, change, date) => {
    const safety = safetyOf({ ...TO_SPINE_SURGERY, ...change })
    expect(safety).toMatchObject({ date, evidence: { reference: 'ServiceRequest/s1', date } })
  })
})
