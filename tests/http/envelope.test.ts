import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cardsOf, createTestApp, expressionsOf, issuesOf, PATIENT_VIEW } from '../support/app.ts'
import { aCall, aCallWithOnly, aFracture, anMriReport, aPatient, type BodyChanges, searchset } from '../support/fhir.ts'

const app = createTestApp()
const TOKEN = { access_token: 'opaque', token_type: 'Bearer', expires_in: 300, scope: 'patient/*.rs', subject: 'cds' }
const SERVER = 'https://elsewhere.example.org/fhir'

describe('a wrong field is answered with 400 and its name', () => {
  test.each<[string, BodyChanges]>([
    ['hook', { hook: undefined }],
    ['hook', { hook: 'order-sign' }],
    ['hook', { hook: 'PATIENT-VIEW' }],
    ['hookInstance', { hookInstance: '' }],
    ['hookInstance', { hookInstance: undefined }],
    ['context.userId', { context: { userId: undefined } }],
    ['context.userId', { context: { userId: '' } }],
    ['context.patientId', { context: { patientId: undefined } }],
    ['context.patientId', { context: { patientId: 7 } }],
    ['context.patientId', { context: { patientId: '../Patient/1' } }],
    ['context.patientId', { context: { patientId: '1&_include=*' } }],
    ['context.patientId', { context: { patientId: 'Patient/' } }],
    ['context.patientId', { context: { patientId: 'https://ehr.example.org/fhir/R4/Patient/1' } }],
    ['context.patientId', { context: { patientId: '1\n2' } }],
    ['context.encounterId', { context: { encounterId: {} } }],
    ['fhirServer', { fhirServer: 7 }],
    ['fhirServer', { fhirAuthorization: TOKEN }],
    ['fhirAuthorization.token_type', { fhirServer: SERVER, fhirAuthorization: { ...TOKEN, token_type: 'mac' } }],
    ['fhirAuthorization.patient', { fhirServer: SERVER, fhirAuthorization: { ...TOKEN, patient: 'another' } }],
  ])('%s', async (field, changes) => {
    const response = await app.post(PATIENT_VIEW, aCall(changes))
    expect(response.status).toBe(400)
    expect(await expressionsOf(response)).toContain(field)
  })

  test.each<[string, object]>([
    ['context', { ...aCall(), context: null }],
    ['context', { ...aCall(), context: undefined }],
    ['prefetch', { ...aCall(), prefetch: 'x' }],
    ['prefetch', { ...aCall(), prefetch: [] }],
    ['body', []],
  ])('%s', async (field, body) => {
    const response = await app.post(PATIENT_VIEW, body)
    expect(response.status).toBe(400)
    expect(await expressionsOf(response)).toContain(field)
  })

  test('and all others that are wrong', async () => {
    const response = await app.post(PATIENT_VIEW, { hook: 7, prefetch: 8 })
    expect(await expressionsOf(response)).toEqual(['hook', 'hookInstance', 'context', 'prefetch'])
  })

  test('and a sentence that says what is expected', async () => {
    const response = await app.post(PATIENT_VIEW, aCall({ hook: 'order-sign' }))
    expect((await issuesOf(response))[0]?.diagnostics).toMatch(/patient-view/)
  })
})

describe('what clients write differently is understood', () => {
  test('Patient/ in front of the patient id', async () => {
    const cards = await cardsOf(
      await createTestApp().post(PATIENT_VIEW, aCall({ context: { patientId: 'Patient/pat-1' } })),
    )
    expect(cards).toHaveLength(1)
  })

  test('a hookInstance that is no UUID', async () => {
    expect((await app.post(PATIENT_VIEW, aCall({ hookInstance: 'always the same' }))).status).toBe(200)
  })

  test('Authorization, whatever it holds, while there is no client authentication', async () => {
    for (const Authorization of ['Bearer null', 'Bearer x.y.z', 'Basic eDp5']) {
      expect((await app.post(PATIENT_VIEW, aCall(), { Authorization })).status).toBe(200)
    }
  })

  test('prefetch keys that nobody asked for', async () => {
    const prefetch = { patientToGreet: aPatient(), coverageBundle: searchset(), item1: 'x', '': 1 }
    expect((await app.post(PATIENT_VIEW, aCall({ prefetch }))).status).toBe(200)
  })
})

describe('a request shaped like those of Epic', () => {
  const id = 'eJzlzZ0uX1.Yv4R-mYJ5W_7Q2n9TtqkB3'
  const base = 'https://ehr.example.org/interconnect/api/FHIR/R4'
  const epicOutcome = {
    resource: {
      resourceType: 'OperationOutcome',
      issue: [
        {
          severity: 'warning',
          code: 'processing',
          details: { coding: [{ system: 'urn:oid:1.2.840.114350.1.13.0.1.7.2.657369', code: '4101' }] },
          diagnostics: 'Resource request returns no results.',
        },
      ],
    },
    search: { mode: 'outcome' },
  }
  const epicEmpty = { resourceType: 'Bundle', type: 'searchset', total: 0, entry: [epicOutcome] }
  const epicCall = {
    ...aCallWithOnly({
      patient: aPatient({ id, extension: [{ url: 'urn:x', valueCode: 'F' }] }),
      conditions: searchset(aFracture({ subject: { reference: `${base}/Patient/${id}`, display: 'Synthetic, Ada' } })),
      imagingReports: searchset(anMriReport({ subject: { reference: `${base}/Patient/${id}` } })),
      observations: epicEmpty,
      medications: epicEmpty,
    }),
    hookInstance: 'a2b3c4d5-0000-11ee-9e2f-0050568b0001',
    fhirServer: base,
    fhirAuthorization: {
      access_token: 'opaque',
      token_type: 'Bearer',
      expires_in: '300',
      scope: 'Condition.Search (Problems) (R4) DiagnosticReport.Read (Results) (R4)',
      subject: '8c0a6b1e',
    },
    context: { userId: `PractitionerRole/${id}`, patientId: id, encounterId: 'ekX.zz_1-9' },
    extension: {
      'com.epic.cdshooks.request.bpa-trigger-action': 60,
      'com.epic.cdshooks.request.fhir-version': 'R4',
      'internal.epic.cdshooks.request.cds-hooks-implementation-version': '1.5',
    },
  }

  test('is answered from its prefetch', async () => {
    const [card] = await cardsOf(await createTestApp().post(PATIENT_VIEW, epicCall))
    expect(card?.summary).toMatch(/T12 compression fracture/)
  })

  test('with its empty searches taken as "none", not as "could not look"', async () => {
    const response = await app.post('/assessments', epicCall)
    const { couldNotLook } = JSON.parse(await response.text())
    expect(couldNotLook).not.toContain('observations')
    expect(couldNotLook).not.toContain('medications')
    expect(couldNotLook).toContain('procedures')
  })
})

describe('the example of the specification', () => {
  test('sends none of our keys and a server we may not call: 412 names what to send', async () => {
    const example = readFileSync(new URL('../../fixtures/cds-hooks/request.json', import.meta.url), 'utf8')
    const response = await app.post(PATIENT_VIEW, example)
    expect(response.status).toBe(412)
    expect(await expressionsOf(response)).toContain('prefetch.patient')
  })
})

describe('a prototype in the body', () => {
  test('puts nothing into the request', async () => {
    const { prefetch, ...rest } = aCall()
    const text = JSON.stringify({ ...rest, prefetch: {} }).replace(
      '"prefetch":{}',
      `"prefetch":{"__proto__":${JSON.stringify(prefetch)},"constructor":{"patient":1}}`,
    )
    expect((await app.post(PATIENT_VIEW, text)).status).toBe(412)
  })
})
