import { HttpResponse, http } from 'msw'
import { describe, expect, test } from 'vitest'
import { BASE, fhirJson, onGet, onPost, startEhr, TOKEN } from '../fhir/ehr.ts'
import {
  assessmentOf,
  cardsOf,
  createTestApp,
  expressionsOf,
  PATIENT_VIEW,
  ST_ELSEWHERE,
  type TestApp,
} from '../support/app.ts'
import {
  type AnyResource,
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

const { server, requests } = startEhr()
const TYPES = [
  'Condition',
  'DiagnosticReport',
  'ImagingStudy',
  'Observation',
  'MedicationRequest',
  'Procedure',
  'ServiceRequest',
  'AllergyIntolerance',
]
const RECORD = [aPatient(), aFracture(), anMriReport(), aPainObservation(8), anOpioid()]

function anApp(readLimits: Parameters<typeof createTestApp>[0] = {}): TestApp {
  return createTestApp({ client: ST_ELSEWHERE, fetch: (input, init) => fetch(input, init), ...readLimits })
}

function aCallThroughServer(changes: Parameters<typeof aCall>[0] = {}) {
  return aCallWithOnly({}, { fhirServer: BASE, fhirAuthorization: authorization(), ...changes })
}

function authorization() {
  return { access_token: TOKEN, token_type: 'Bearer', expires_in: 300, scope: 'patient/*.rs', subject: 'cds' }
}

function ofType(type: string, record: readonly AnyResource[]) {
  return searchset(...record.filter(({ resourceType }) => resourceType === type))
}

/** The EHR answers every search of a type with what its record holds of it. */
function serve(record: readonly AnyResource[]) {
  const patient = record.find(({ resourceType }) => resourceType === 'Patient')
  server.use(
    ...TYPES.map((type) => onPost(type, () => fhirJson(ofType(type, record)))),
    onGet(`/Patient/${PATIENT_ID}`, () => (patient ? fhirJson(patient) : fhirJson({}, 404))),
  )
}

function urlsCalled(): readonly string[] {
  return requests.map(({ url }) => url)
}

describe('a call without prefetch', () => {
  test('is answered from the FHIR server it names', async () => {
    serve(RECORD)
    const [card] = await cardsOf(await anApp().post(PATIENT_VIEW, aCallThroughServer()))
    expect(card?.summary).toBe(
      'Consider kyphoplasty referral: T12 compression fracture, 4 weeks, pain 8/10 despite treatment.',
    )
  })

  test('gets the same card as the call that sends everything', async () => {
    serve(RECORD)
    const [read] = await cardsOf(await anApp().post(PATIENT_VIEW, aCallThroughServer()))
    const [sent] = await cardsOf(await anApp().post(PATIENT_VIEW, aCall()))
    expect(read).toEqual(sent)
  })

  test('searches by POST, so that no patient id stands in an address but his own', async () => {
    serve(RECORD)
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
    serve(RECORD)
    await anApp().post(PATIENT_VIEW, aCallThroughServer())
    for (const { headers } of requests) expect(headers.get('Authorization')).toBe(`Bearer ${TOKEN}`)
  })

  test('reads no more than the first wave where nothing suggests a fracture', async () => {
    serve([aPatient()])
    expect(await cardsOf(await anApp().post(PATIENT_VIEW, aCallThroughServer()))).toEqual([])
    expect(requests).toHaveLength(3)
  })

  test('reads the encounter it was made in', async () => {
    serve(RECORD)
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
    serve(RECORD)
    const app = anApp()
    await app.post(PATIENT_VIEW, aCallThroughServer())
    expect(app.auditEntries()).toMatchObject([{ result: 'card', fhirRequests: requests.length }])
  })
})

describe('prefetch comes first', () => {
  test('what was sent is not asked for again', async () => {
    serve(RECORD)
    const body = aCallThroughServer({})
    await anApp().post(PATIENT_VIEW, { ...body, prefetch: { patient: aPatient(), conditions: searchset(aFracture()) } })
    expect(urlsCalled().filter((url) => /\/(?:Patient|Condition)\b/.test(url))).toEqual([])
  })

  test('nothing is asked for where everything was sent', async () => {
    const body = { ...aCall(), fhirServer: BASE, fhirAuthorization: authorization() }
    await anApp().post(PATIENT_VIEW, body)
    expect(requests).toEqual([])
  })

  test('what failed in prefetch is not asked for again', async () => {
    serve(RECORD)
    const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'exception' }] }
    const [card] = await cardsOf(
      await anApp().post(PATIENT_VIEW, { ...aCallThroughServer(), prefetch: { observations: outcome } }),
    )
    expect(urlsCalled().filter((url) => url.includes('/Observation'))).toEqual([])
    expect(card?.detail).toMatch(/Could not be read:\*\* [^.]*measurements and scores/)
  })
})

describe('a server that refuses POST', () => {
  test.each([405, 415, 501])('with %i is searched by GET', async (status) => {
    serve(RECORD)
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
    const body = { ...aCall(), fhirServer: 'https://evil.example/fhir/R4', fhirAuthorization: authorization() }
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
    serve([aPatient(), anMriReport(), aPainObservation(8), anOpioid()])
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
    serve(RECORD)
    server.use(onPost('Condition', () => fhirJson(withNext(searchset(aFracture()), next))))
    const { couldNotLook } = await assessmentOf(await anApp().post('/assessments', aCallThroughServer()))
    expect(couldNotLook).toContain('conditions')
    for (const url of urlsCalled()) expect(url.startsWith(`${BASE}/`)).toBe(true)
  })

  test('in prefetch is followed only below the base too', async () => {
    serve(RECORD)
    const conditions = withNext(searchset(aFracture()), 'https://evil.example/page')
    const body = { ...aCall({ prefetch: { conditions } }), fhirServer: BASE, fhirAuthorization: authorization() }
    await anApp().post(PATIENT_VIEW, body)
    expect(requests).toEqual([])
  })
})

describe('a server that misbehaves', () => {
  test('by a redirect takes no token anywhere', async () => {
    serve(RECORD)
    server.use(
      onPost(
        'Condition',
        () => new HttpResponse(null, { status: 302, headers: { Location: 'https://evil.example/' } }),
      ),
    )
    const { couldNotLook } = await assessmentOf(await anApp().post('/assessments', aCallThroughServer()))
    expect(couldNotLook).toContain('conditions')
    for (const url of urlsCalled()) expect(url.startsWith(`${BASE}/`)).toBe(true)
  })

  test('by sending the wrong Patient is 412', async () => {
    serve([aPatient({ id: 'somebody-else' }), aFracture(), anMriReport()])
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
    serve([...RECORD, foreign])
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
    serve(RECORD)
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
    serve(RECORD)
    server.use(onPost('Condition', answer))
    const { couldNotLook, outcome } = await assessmentOf(await anApp().post('/assessments', aCallThroughServer()))
    expect(couldNotLook).toContain('conditions')
    expect(outcome).toBe('complete-workup')
  })

  test('by repeating a resource on the next page counts it once', async () => {
    serve(RECORD)
    server.use(
      onPost('Condition', () => fhirJson(withNext(searchset(aFracture()), `${BASE}?page=2`))),
      onGet('', () => fhirJson(searchset(aFracture()))),
    )
    expect((await assessmentOf(await anApp().post('/assessments', aCallThroughServer()))).fractures).toHaveLength(1)
  })

  test('by pages without end is stopped and answered from what was read', async () => {
    serve(RECORD)
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
    serve(RECORD)
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
