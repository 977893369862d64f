import { http } from 'msw'
import { describe, expect, test } from 'vitest'
import { BASE, fhirJson, onGet, onPost, startEhr, TOKEN } from '../fhir/ehr.ts'
import { assessmentOf, cardsOf, createTestApp, expressionsOf, PATIENT_VIEW } from '../support/app.ts'
import {
  aCall,
  aCallWithOnly,
  aFracture,
  anMriReport,
  anOpioid,
  aPainObservation,
  aPatient,
  PATIENT_ID,
  searchset,
  withNext,
} from '../support/fhir.ts'
import { AUTHORIZATION, aCallThroughServer, anApp, ofType, RECORD, serve, TYPES } from './st-elsewhere.ts'

const { server, requests } = startEhr()

describe('a server that is not registered', () => {
  test.each([
    'https://evil.example/fhir/R4',
    'https://ehr.example.org.evil.example/fhir/R4',
    'https://ehr.example.org/fhir/R4-evil',
    'https://ehr.example.org/fhir/R4/../../admin',
    'https://ehr.example.org:8443/fhir/R4',
    'http://ehr.example.org/fhir/R4',
    'https://user@ehr.example.org/fhir/R4',
    'https://169.254.169.254/fhir/R4',
    'http://127.0.0.1:8103/fhir/R4',
    'http://[::1]:8103/fhir/R4',
    'file:///etc/passwd',
    'nonsense',
  ])('%s is never called, and 412 says what is missing', async (fhirServer) => {
    const response = await anApp().post(PATIENT_VIEW, aCallThroughServer({ fhirServer }))
    expect(response.status).toBe(412)
    expect(await expressionsOf(response)).toContain('prefetch.patient')
    expect(requests).toEqual([])
  })

  test('is no error by itself: the call is answered from its prefetch', async () => {
    const body = { ...aCall(), fhirServer: 'https://evil.example/fhir/R4', fhirAuthorization: AUTHORIZATION }
    expect(await cardsOf(await anApp().post(PATIENT_VIEW, body))).toHaveLength(1)
    expect(requests).toEqual([])
  })

  test('counts as none without a token, although it is registered', async () => {
    const body = aCallThroughServer({ fhirAuthorization: undefined })
    expect((await anApp().post(PATIENT_VIEW, body)).status).toBe(412)
    expect(requests).toEqual([])
  })
})

describe('development', () => {
  const LOCAL = 'http://127.0.0.1:8103/fhir/R4'

  test('reads a server on this machine without a token', async () => {
    server.use(
      http.get(`${LOCAL}/Patient/${PATIENT_ID}`, () => fhirJson(aPatient())),
      ...TYPES.map((type) => http.post(`${LOCAL}/${type}/_search`, () => fhirJson(ofType(type, RECORD)))),
    )
    const app = createTestApp({ fetch: (input, init) => fetch(input, init) })
    expect(await cardsOf(await app.post(PATIENT_VIEW, aCallWithOnly({}, { fhirServer: LOCAL })))).toHaveLength(1)
    for (const { headers } of requests) expect(headers.get('Authorization')).toBeNull()
  })

  test('calls no other server', async () => {
    const app = createTestApp({ fetch: (input, init) => fetch(input, init) })
    expect((await app.post(PATIENT_VIEW, aCallThroughServer())).status).toBe(412)
    expect(requests).toEqual([])
  })
})

describe('a next link', () => {
  test('below the base is followed with the token', async () => {
    serve(server, [aPatient(), anMriReport(), aPainObservation(8), anOpioid()])
    server.use(
      onPost('Condition', () => fhirJson(withNext(searchset(), `${BASE}?page=2`))),
      onGet('', () => fhirJson(searchset(aFracture()))),
    )
    const { fractures } = await assessmentOf(await anApp().post('/assessments', aCallThroughServer()))
    expect(fractures[0]?.evidence.map(({ reference }) => reference)).toContain('Condition/fracture')
    expect(requests.find(({ url }) => url.includes('page=2'))?.headers.get('Authorization')).toBe(`Bearer ${TOKEN}`)
  })

  test.each([
    'https://evil.example/fhir/R4?page=2',
    'https://ehr.example.org.evil.example/page',
    'https://ehr.example.org/fhir/R4-evil/page',
    'https://ehr.example.org/admin',
    'http://ehr.example.org/fhir/R4?page=2',
    '//evil.example/page',
    'https://x@ehr.example.org/fhir/R4?page=2',
    'https://ehr.example.org/fhir/R4/..%2f..%2fadmin',
  ])('to %s is never followed, and the answer is not taken for the whole', async (next) => {
    serve(server, RECORD)
    server.use(onPost('Condition', () => fhirJson(withNext(searchset(aFracture()), next))))
    const { couldNotLook } = await assessmentOf(await anApp().post('/assessments', aCallThroughServer()))
    expect(couldNotLook).toContain('conditions')
    for (const url of requests.map(({ url }) => url)) expect(url.startsWith(`${BASE}/`)).toBe(true)
  })

  test('in prefetch is followed only below the base too', async () => {
    serve(server, RECORD)
    const conditions = withNext(searchset(aFracture()), 'https://evil.example/page')
    const body = { ...aCall({ prefetch: { conditions } }), fhirServer: BASE, fhirAuthorization: AUTHORIZATION }
    await anApp().post(PATIENT_VIEW, body)
    expect(requests).toEqual([])
  })
})
