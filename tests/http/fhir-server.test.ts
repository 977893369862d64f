import { HttpResponse } from 'msw'
import { describe, expect, test } from 'vitest'
import { BASE, fhirJson, onGet, onPost, startEhr, TOKEN } from '../fhir/ehr.ts'
import { assessmentOf, cardsOf, PATIENT_VIEW } from '../support/app.ts'
import { aCall, aFracture, aPatient, PATIENT_ID, searchset } from '../support/fhir.ts'
import { AUTHORIZATION, aCallThroughServer, anApp, ofType, RECORD, serve, TYPES } from './st-elsewhere.ts'

const { server, requests } = startEhr()

describe('a call without prefetch', () => {
  test('is answered from the FHIR server it names', async () => {
    serve(server, RECORD)
    const [card] = await cardsOf(await anApp().post(PATIENT_VIEW, aCallThroughServer()))
    expect(card?.summary).toBe(
      'Consider kyphoplasty referral: T12 compression fracture, 4 weeks, pain 8/10 despite treatment.',
    )
  })

  test('gets the same card as the call that sends everything', async () => {
    serve(server, RECORD)
    const [read] = await cardsOf(await anApp().post(PATIENT_VIEW, aCallThroughServer()))
    const [sent] = await cardsOf(await anApp().post(PATIENT_VIEW, aCall()))
    expect(read).toEqual(sent)
  })

  test('searches by POST, so that no patient id stands in an address but his own', async () => {
    serve(server, RECORD)
    await anApp().post(PATIENT_VIEW, aCallThroughServer())
    const searches = requests.filter(({ url }) => !url.endsWith(`/Patient/${PATIENT_ID}`))
    expect(searches.length).toBeGreaterThanOrEqual(TYPES.length)
    for (const { method, url, body } of searches) {
      expect(method).toBe('POST')
      expect(url).not.toContain(PATIENT_ID)
      expect(new URLSearchParams(body).get('patient')).toBe(PATIENT_ID)
    }
  })

  test('sends the token with every request to that server', async () => {
    serve(server, RECORD)
    await anApp().post(PATIENT_VIEW, aCallThroughServer())
    for (const { headers } of requests) expect(headers.get('Authorization')).toBe(`Bearer ${TOKEN}`)
  })

  test('reads no more than the first wave where nothing suggests a fracture', async () => {
    serve(server, [aPatient()])
    expect(await cardsOf(await anApp().post(PATIENT_VIEW, aCallThroughServer()))).toEqual([])
    expect(requests).toHaveLength(3)
  })

  test('reads the encounter it was made in', async () => {
    serve(server, RECORD)
    const encounter = {
      resourceType: 'Encounter',
      id: 'e-1',
      class: { code: 'IMP' },
      subject: { reference: `Patient/${PATIENT_ID}` },
    }
    server.use(onGet('/Encounter/e-1', () => fhirJson(encounter)))
    const body = aCallThroughServer({ context: { encounterId: 'e-1' } })
    expect((await assessmentOf(await anApp().post('/assessments', body))).facts.setting).toBe('inpatient')
  })

  test('counts its requests where it is recorded', async () => {
    serve(server, RECORD)
    const app = anApp()
    await app.post(PATIENT_VIEW, aCallThroughServer())
    expect(app.auditEntries()).toMatchObject([{ result: 'card', fhirRequests: requests.length }])
  })
})

describe('prefetch comes first', () => {
  test('what was sent is not asked for again', async () => {
    serve(server, RECORD)
    const body = aCallThroughServer()
    await anApp().post(PATIENT_VIEW, { ...body, prefetch: { patient: aPatient(), conditions: searchset(aFracture()) } })
    expect(requests.map(({ url }) => url).filter((url) => /\/(?:Patient|Condition)\b/.test(url))).toEqual([])
  })

  test('nothing is asked for where everything was sent', async () => {
    const body = { ...aCall(), fhirServer: BASE, fhirAuthorization: AUTHORIZATION }
    await anApp().post(PATIENT_VIEW, body)
    expect(requests).toEqual([])
  })

  test('what failed in prefetch is not asked for again', async () => {
    serve(server, RECORD)
    const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'exception' }] }
    const [card] = await cardsOf(
      await anApp().post(PATIENT_VIEW, { ...aCallThroughServer(), prefetch: { observations: outcome } }),
    )
    expect(requests.map(({ url }) => url).filter((url) => url.includes('/Observation'))).toEqual([])
    expect(card?.detail).toMatch(/Could not be read:\*\* [^.]*measurements and scores/)
  })
})

describe('a server that refuses POST', () => {
  test.each([405, 415, 501])('with %i is searched by GET', async (status) => {
    serve(server, RECORD)
    server.use(
      ...TYPES.map((type) => onPost(type, () => new HttpResponse(null, { status }))),
      ...TYPES.map((type) => onGet(`/${type}`, () => fhirJson(ofType(type, RECORD)))),
    )
    const [card] = await cardsOf(await anApp().post(PATIENT_VIEW, aCallThroughServer()))
    expect(card?.summary).toContain('T12 compression fracture')
    const [search] = requests.filter(({ method, url }) => method === 'GET' && url.includes('/Condition'))
    expect(new URL(search?.url ?? '').searchParams.get('patient')).toBe(PATIENT_ID)
  })
})
