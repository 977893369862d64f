import { describe, expect, test } from 'vitest'
import { assessmentOf, cardsOf, createTestApp, PATIENT_VIEW } from '../support/app.ts'

const subject = { reference: 'Patient/1' }
const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm'

function condition(id: unknown, code: string, more: object = {}) {
  return { resourceType: 'Condition', id, subject, code: { coding: [{ system: ICD_10_CM, code }] }, ...more }
}

function bundle(...resources: readonly object[]) {
  return { resourceType: 'Bundle', type: 'searchset', entry: resources.map((resource) => ({ resource })) }
}

const T12 = condition('c1', 'S22.080A', {
  code: { coding: [{ system: ICD_10_CM, code: 'S22.080A' }], text: 'T12 wedge fracture' },
  onsetDateTime: '2026-10-20',
})
const MRI = {
  resourceType: 'DiagnosticReport',
  id: 'r1',
  status: 'final',
  subject,
  code: { text: 'MRI thoracic spine' },
  effectiveDateTime: '2026-11-10',
  conclusion: 'Acute T12 compression fracture with marrow edema.',
}
const PAIN = {
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  subject,
  code: { coding: [{ system: 'http://loinc.org', code: '72514-3' }] },
  effectiveDateTime: '2026-11-20',
  valueInteger: 8,
}
const OPIOID = {
  resourceType: 'MedicationRequest',
  id: 'm1',
  status: 'active',
  intent: 'order',
  subject,
  medicationCodeableConcept: { text: 'oxycodone 5 mg tablet' },
  authoredOn: '2026-10-25',
}

function body(conditions: readonly object[], reports: readonly object[] = [MRI], birthDate = '1949-03-02') {
  const prefetch = {
    patient: { resourceType: 'Patient', id: '1', birthDate, gender: 'female' },
    conditions: bundle(...conditions),
    imagingReports: bundle(...reports),
    observations: bundle(PAIN),
    medications: bundle(OPIOID),
    procedures: null,
    serviceRequests: null,
    allergies: null,
    imagingStudies: null,
  }
  return { hook: 'patient-view', hookInstance: 'x', context: { userId: 'Practitioner/1', patientId: '1' }, prefetch }
}

function post(path: string, sent: object) {
  return createTestApp().post(path, sent)
}

async function outcomeOf(sent: object) {
  return (await assessmentOf(await post('/assessments', sent))).outcome
}

describe('what a second reading found', () => {
  test('the chart that the others change is a referral', async () => {
    expect(await outcomeOf(body([T12]))).toBe('refer-now')
  })

  test('an id that is an object with functions by name is no reason for a 500', async () => {
    const hostile = condition({ toString: 1, valueOf: 1 }, 'I10')
    expect((await post(PATIENT_VIEW, body([T12, hostile]))).status).toBe(200)
  })

  test.each(['M80.08XS', 'S22.080S', 'Z87.310'])('%s alone starts no card, whatever the pain', async (code) => {
    const answer = await post(PATIENT_VIEW, body([condition('c1', code, { onsetDateTime: '2025-01-01' })], []))
    expect(await cardsOf(answer)).toEqual([])
  })

  test.each([
    [
      'a leg weakness that is coded too broadly',
      { coding: [{ system: ICD_10_CM, code: 'M62.81' }], text: 'New bilateral leg weakness' },
    ],
    ['sepsis named with "without"', { text: 'Sepsis without acute organ dysfunction' }],
    ['a gram-negative bacteremia', { text: 'Gram-negative bacteremia' }],
    ['a cauda equina syndrome without fracture', { text: 'Cauda equina syndrome without fracture' }],
  ])('%s is another route', async (_, code) => {
    const danger = condition('c2', '', { code, onsetDateTime: '2026-11-12' })
    expect(await outcomeOf(body([T12, danger]))).toBe('other-route')
  })

  test('a pregnancy without a date counts as one of today', async () => {
    expect(await outcomeOf(body([T12, condition('c2', 'Z33.1')], [MRI], '1990-01-01'))).toBe('other-route')
  })

  test.each([
    'Acute T12 compression fracture with marrow edema. Spinal Instability Neoplastic Score 4, stable.',
    'Acute T12 compression fracture with marrow edema. Discitis is not suspected.',
  ])('"%s" names no danger', async (conclusion) => {
    expect(await outcomeOf(body([T12], [{ ...MRI, conclusion }]))).toBe('refer-now')
  })

  test('a report without words that can be read holds the referral back, and the card says so', async () => {
    const { conclusion: _, ...unread } = MRI
    const pdf = { ...unread, presentedForm: [{ contentType: 'application/pdf', url: 'Binary/7' }] }
    const sent = body([T12], [pdf])
    expect(await outcomeOf(sent)).toBe('complete-workup')
    const [card] = await cardsOf(await post(PATIENT_VIEW, sent))
    expect(card?.detail).toContain('imaging reports')
  })

  test('an MRI that was read and shows nothing does not stand behind a diagnosis', async () => {
    expect(await outcomeOf(body([T12], [{ ...MRI, conclusion: 'Normal MRI of the thoracic spine.' }]))).not.toBe(
      'refer-now',
    )
  })
})
