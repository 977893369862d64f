import { HttpResponse } from 'msw'
import { describe, expect, test } from 'vitest'
import { BASE, fhirJson, onGet, onPost, startEhr } from '../fhir/ehr.ts'
import { assessmentOf, cardsOf, expressionsOf, PATIENT_VIEW } from '../support/app.ts'
import { aFracture, anMriReport, aPainObservation, aPatient, PATIENT_ID, searchset, withNext } from '../support/fhir.ts'
import { aCallThroughServer, anApp, RECORD, serve, TYPES } from './st-elsewhere.ts'

const { server, requests } = startEhr()

describe('a server that misbehaves', () => {
  test('by a redirect takes no token anywhere', async () => {
    serve(server, RECORD)
    server.use(
      onPost(
        'Condition',
        () => new HttpResponse(null, { status: 302, headers: { Location: 'https://evil.example/' } }),
      ),
    )
    const { couldNotLook } = await assessmentOf(await anApp().post('/assessments', aCallThroughServer()))
    expect(couldNotLook).toContain('conditions')
    for (const url of requests.map(({ url }) => url)) expect(url.startsWith(`${BASE}/`)).toBe(true)
  })

  test('by sending the wrong Patient is 412', async () => {
    serve(server, [aPatient({ id: 'somebody-else' }), aFracture(), anMriReport()])
    const response = await anApp().post(PATIENT_VIEW, aCallThroughServer())
    expect(response.status).toBe(412)
    expect(await expressionsOf(response)).toEqual(['prefetch.patient'])
  })

  test("by sending somebody else's pain score does not make it this patient's", async () => {
    const foreign = aPainObservation(9, {
      id: 'foreign',
      subject: { reference: 'Patient/somebody-else' },
      effectiveDateTime: '2026-11-21T08:00:00Z',
    })
    serve(server, [...RECORD, foreign])
    const app = anApp()
    const [card] = await cardsOf(await app.post(PATIENT_VIEW, aCallThroughServer()))
    expect(card?.summary).toContain('pain 8/10')
    expect(app.auditEntries()).toMatchObject([{ foreignResources: 1 }])
  })

  test.each([401, 403, 404, 429, 500, 503])('by answering everything with %i is 412', async (status) => {
    server.use(
      ...TYPES.flatMap((type) => [
        onPost(type, () => new HttpResponse(null, { status })),
        onGet(`/${type}`, () => new HttpResponse(null, { status })),
      ]),
      onGet(`/Patient/${PATIENT_ID}`, () => new HttpResponse(null, { status })),
    )
    const response = await anApp().post(PATIENT_VIEW, aCallThroughServer())
    expect(response.status).toBe(412)
  })

  test.each([403, 500])('by refusing one type with %i leaves the others', async (status) => {
    serve(server, RECORD)
    server.use(
      onPost('AllergyIntolerance', () => new HttpResponse(null, { status })),
      onGet('/AllergyIntolerance', () => new HttpResponse(null, { status })),
    )
    const [card] = await cardsOf(await anApp().post(PATIENT_VIEW, aCallThroughServer()))
    expect(card?.summary).toMatch(/^Consider kyphoplasty referral/)
    expect(card?.detail).toMatch(/Could not be read:\*\* [^.]*allergies/)
  })

  test.each([
    ['HTML', () => new HttpResponse('<html>sign in</html>', { headers: { 'Content-Type': 'text/html' } })],
    ['broken JSON', () => new HttpResponse('{', { headers: { 'Content-Type': 'application/fhir+json' } })],
    ['no body', () => new HttpResponse(null, { status: 200 })],
    ['a broken connection', () => HttpResponse.error()],
    ['a list', () => fhirJson([])],
    ['the wrong type', () => fhirJson(aPatient())],
  ])('by sending %s for the Conditions is answered from the rest', async (_words, answer) => {
    serve(server, RECORD)
    server.use(onPost('Condition', answer))
    const { couldNotLook, outcome } = await assessmentOf(await anApp().post('/assessments', aCallThroughServer()))
    expect(couldNotLook).toContain('conditions')
    expect(outcome).toBe('complete-workup')
  })

  test('by repeating a resource on the next page counts it once', async () => {
    serve(server, RECORD)
    server.use(
      onPost('Condition', () => fhirJson(withNext(searchset(aFracture()), `${BASE}?page=2`))),
      onGet('', () => fhirJson(searchset(aFracture()))),
    )
    expect((await assessmentOf(await anApp().post('/assessments', aCallThroughServer()))).fractures).toHaveLength(1)
  })

  test('by pages without end is stopped and answered from what was read', async () => {
    serve(server, RECORD)
    let page = 1
    const nextPage = () => {
      page += 1
      return fhirJson(withNext(searchset(aFracture()), `${BASE}?page=${page}`))
    }
    server.use(onPost('Condition', nextPage), onGet('', nextPage))
    const { couldNotLook } = await assessmentOf(await anApp().post('/assessments', aCallThroughServer()))
    expect(couldNotLook).toContain('conditions')
    expect(requests.length).toBeLessThanOrEqual(40)
  })
})

describe('a server that hangs', () => {
  const never = () => new Promise<Response>(() => undefined)
  const HASTE = { readLimits: { deadlineMs: 150 } }

  test('at everything is 412 within the deadline', async () => {
    server.use(...TYPES.map((type) => onPost(type, never)), onGet(`/Patient/${PATIENT_ID}`, never))
    const startedAt = performance.now()
    const response = await anApp(HASTE).post(PATIENT_VIEW, aCallThroughServer())
    expect(response.status).toBe(412)
    expect(performance.now() - startedAt).toBeLessThan(1_000)
  })

  test('at what is optional is answered within the deadline, and the card says what was not read', async () => {
    serve(server, RECORD)
    server.use(onPost('AllergyIntolerance', never), onPost('Procedure', never))
    const startedAt = performance.now()
    const [card] = await cardsOf(await anApp(HASTE).post(PATIENT_VIEW, aCallThroughServer()))
    expect(performance.now() - startedAt).toBeLessThan(1_000)
    expect(card?.detail).toMatch(/Could not be read:\*\* [^.]*procedures, allergies/)
  })

  test('is given four seconds where nothing else is said', async () => {
    server.use(...TYPES.map((type) => onPost(type, never)), onGet(`/Patient/${PATIENT_ID}`, never))
    const startedAt = performance.now()
    expect((await anApp().post(PATIENT_VIEW, aCallThroughServer())).status).toBe(412)
    const elapsed = performance.now() - startedAt
    expect(elapsed).toBeGreaterThan(3_900)
    expect(elapsed).toBeLessThan(4_900)
  }, 10_000)
})
