import fc from 'fast-check'
import { HttpResponse, http } from 'msw'
import { describe, expect, test, vi } from 'vitest'
import { createFhirReader } from '../../src/fhir/client.ts'
import { SOURCE_ROWS } from '../../src/fhir/sources.ts'
import {
  aReader,
  BASE,
  condition,
  fhirJson,
  idsOf,
  onGet,
  onPost,
  outcome,
  outcomeEntry,
  PATIENT_ID,
  searchConditions,
  searchset,
  startEhr,
  TOKEN,
} from './ehr.ts'

const ehr = startEhr()
const patient = { resourceType: 'Patient', id: PATIENT_ID }

describe('reading by id', () => {
  test('gives the resource', async () => {
    ehr.server.use(onGet(`/Patient/${PATIENT_ID}`, () => fhirJson(patient)))
    expect(await aReader().read('Patient', PATIENT_ID)).toEqual({ state: 'read', resources: [patient] })
  })

  test.each([401, 403, 404, 410, 500, 503])('fails on %i', async (status) => {
    ehr.server.use(onGet(`/Patient/${PATIENT_ID}`, () => fhirJson(outcome('error', 'security'), status)))
    expect(await aReader().read('Patient', PATIENT_ID)).toEqual({
      state: 'failed',
      resources: [],
      failure: { reason: 'status', status },
    })
  })

  test('fails when another type comes back', async () => {
    ehr.server.use(onGet(`/Patient/${PATIENT_ID}`, () => fhirJson(condition('1'))))
    expect(await aReader().read('Patient', PATIENT_ID)).toMatchObject({
      state: 'failed',
      failure: { reason: 'unexpected-answer' },
    })
  })

  test.each(['', '.', '..', '../Condition', 'a/b', 'a?b', 'a#b', 'a%2fb', 'a\nb', '1&_include=*', 'x'.repeat(129)])(
    'asks nothing for the id %j',
    async (id) => {
      expect(await aReader().read('Patient', id)).toMatchObject({
        state: 'failed',
        failure: { reason: 'malformed-id' },
      })
      expect(ehr.requests).toEqual([])
    },
  )
})

describe('searching', () => {
  test('posts the patient in a form, never in the address', async () => {
    ehr.server.use(onPost('Condition', () => fhirJson(searchset([condition('1'), condition('2')]))))
    const answer = await searchConditions(aReader())
    expect(answer.state).toBe('read')
    expect(idsOf(answer.resources)).toEqual(['1', '2'])
    expect(ehr.requests.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['POST', `${BASE}/Condition/_search`, 'patient=pat-1&_count=200'],
    ])
  })

  test('finds nothing where the server has nothing', async () => {
    const nothing = {
      resourceType: 'Bundle',
      type: 'searchset',
      total: 0,
      entry: [outcomeEntry('warning', 'processing', '4101')],
    }
    ehr.server.use(onPost('Condition', () => fhirJson(nothing)))
    expect(await searchConditions(aReader())).toEqual({ state: 'empty', resources: [] })
  })

  test('is partial where the server withholds something', async () => {
    const withheld = {
      ...searchset([]),
      entry: [{ resource: condition('1') }, outcomeEntry('warning', 'suppressed', '59204')],
    }
    ehr.server.use(onPost('Condition', () => fhirJson(withheld)))
    const answer = await searchConditions(aReader())
    expect(answer.state).toBe('partial')
    expect(idsOf(answer.resources)).toEqual(['1'])
  })

  test.each([
    ['an OperationOutcome', outcome('error', 'processing')],
    ['a Patient', patient],
    ['a list', [condition('1')]],
    ['a text', 'none'],
  ])('fails when %s comes back with status 200', async (_case, body) => {
    ehr.server.use(onPost('Condition', () => fhirJson(body)))
    expect(await searchConditions(aReader())).toEqual({
      state: 'failed',
      resources: [],
      failure: { reason: 'unexpected-answer' },
    })
  })

  test('asks nothing for an id that is none', async () => {
    const answer = await aReader().search(SOURCE_ROWS.conditions, '1&_include=*')
    expect(answer).toMatchObject({ state: 'failed', failure: { reason: 'malformed-id' } })
    expect(ehr.requests).toEqual([])
  })

  test('is not for what is read by id', async () => {
    expect((await aReader().search(SOURCE_ROWS.patient, PATIENT_ID)).state).toBe('failed')
    expect(ehr.requests).toEqual([])
  })
})

describe('the headers', () => {
  test('are Accept, Authorization and the type of a form, and no others', async () => {
    const sent: RequestInit[] = []
    const fetch = async (_url: unknown, init: RequestInit = {}) => {
      sent.push(init)
      return fhirJson(searchset([condition('1')], sent.length < 2 ? `${BASE}?page=2` : undefined))
    }
    const reader = createFhirReader({ baseUrl: BASE, accessToken: TOKEN, fetch, signal: AbortSignal.timeout(1_000) })
    await searchConditions(reader)
    await reader.read('Patient', PATIENT_ID)

    const common = { Accept: 'application/fhir+json', Authorization: `Bearer ${TOKEN}` }
    expect(sent.map(({ method, headers }) => [method, headers])).toEqual([
      ['POST', { ...common, 'Content-Type': 'application/x-www-form-urlencoded' }],
      ['GET', common],
      ['GET', common],
    ])
    expect(sent.map(({ redirect }) => redirect)).toEqual(['manual', 'manual', 'manual'])
  })

  test('hold no Authorization without a token', async () => {
    ehr.server.use(onGet(`/Patient/${PATIENT_ID}`, () => fhirJson(patient)))
    const reader = createFhirReader({
      baseUrl: BASE,
      accessToken: undefined,
      fetch,
      signal: AbortSignal.timeout(1_000),
    })
    expect((await reader.read('Patient', PATIENT_ID)).state).toBe('read')
    expect(ehr.requests[0]?.headers.has('authorization')).toBe(false)
    expect(ehr.requests[0]?.headers.has('x-medplum')).toBe(false)
  })

  test('that cannot be built from the token fail the read without naming it', async () => {
    const reader = createFhirReader({ baseUrl: BASE, accessToken: 'a\nb', fetch, signal: AbortSignal.timeout(1_000) })
    expect(await reader.read('Patient', PATIENT_ID)).toEqual({
      state: 'failed',
      resources: [],
      failure: { reason: 'network' },
    })
  })
})

describe('the token', () => {
  test('stands in no address and no body', async () => {
    ehr.server.use(
      onPost('Condition', () => fhirJson(searchset([condition('1')], '?page=2'))),
      onGet('/', () => fhirJson(searchset([condition('2')]))),
    )
    expect((await searchConditions(aReader())).state).toBe('read')
    expect(ehr.requests).toHaveLength(2)
    for (const { url, body } of ehr.requests) expect(`${url} ${body}`).not.toContain(TOKEN)
  })

  test('outlives a 401 for another type', async () => {
    ehr.server.use(
      onPost('Condition', () => fhirJson(outcome('error', 'login'), 401)),
      onPost('Procedure', () => fhirJson(searchset([{ resourceType: 'Procedure', id: 'p' }]))),
    )
    const reader = aReader()
    expect(await searchConditions(reader)).toMatchObject({
      state: 'failed',
      failure: { reason: 'status', status: 401 },
    })
    expect((await reader.search(SOURCE_ROWS.procedures, PATIENT_ID)).state).toBe('read')
    expect(ehr.requests.map(({ headers }) => headers.get('authorization'))).toEqual([
      `Bearer ${TOKEN}`,
      `Bearer ${TOKEN}`,
    ])
  })

  test('that has expired by its own word is sent as it is, once', async () => {
    ehr.server.use(onGet(`/Patient/${PATIENT_ID}`, () => fhirJson(outcome('error', 'login'), 401)))
    const expired = `e30.${btoa(JSON.stringify({ exp: 1, login_id: 'x' }))}.x`
    const reader = createFhirReader({ baseUrl: BASE, accessToken: expired, fetch, signal: AbortSignal.timeout(1_000) })
    expect((await reader.read('Patient', PATIENT_ID)).state).toBe('failed')
    expect(ehr.requests).toHaveLength(1)
  })
})

describe('a server that refuses POST _search', () => {
  test.each([400, 403, 404, 405, 415, 501])('with %i is asked by GET', async (status) => {
    ehr.server.use(
      onPost('Condition', () => new HttpResponse(null, { status })),
      onGet('/Condition', ({ searchParams }) =>
        fhirJson(searchset(searchParams.get('patient') === PATIENT_ID ? [condition('1')] : [])),
      ),
    )
    const answer = await searchConditions(aReader())
    expect(answer.state).toBe('read')
    expect(ehr.requests.at(-1)?.url).toBe(`${BASE}/Condition?patient=pat-1&_count=200`)
  })

  test.each([401, 429, 500, 503])('with %i is not: that is no refusal of POST', async (status) => {
    ehr.server.use(onPost('Condition', () => new HttpResponse(null, { status })))
    expect((await searchConditions(aReader())).state).toBe('failed')
    expect(ehr.requests.filter(({ method }) => method === 'GET')).toEqual([])
  })

  test.each([403, 405])('with %i is not asked by POST again in the same call', async (status) => {
    ehr.server.use(
      http.post(`${BASE}/*`, () => new HttpResponse(null, { status })),
      onGet('/Condition', () => fhirJson(searchset([condition('1')]))),
      onGet('/Procedure', () => fhirJson(searchset([]))),
    )
    const reader = aReader()
    await searchConditions(reader)
    await reader.search(SOURCE_ROWS.procedures, PATIENT_ID)
    expect(ehr.requests.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET'])
  })

  test('with 405 is not asked by POST again although GET failed too', async () => {
    ehr.server.use(
      http.post(`${BASE}/*`, () => new HttpResponse(null, { status: 405 })),
      http.get(`${BASE}/*`, () => new HttpResponse(null, { status: 503 })),
    )
    const reader = aReader()
    await searchConditions(reader)
    await reader.search(SOURCE_ROWS.procedures, PATIENT_ID)
    expect(ehr.requests.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET'])
  })

  test.each([400, 403, 404])('only for one type, with %i, does not get the patient in an address', async (status) => {
    ehr.server.use(
      onPost('Condition', () => fhirJson(searchset([condition('1')]))),
      onPost('ImagingStudy', () => new HttpResponse(null, { status })),
    )
    const reader = aReader()
    const [conditions, studies] = await Promise.all([
      searchConditions(reader),
      reader.search(SOURCE_ROWS.imagingStudies, PATIENT_ID),
    ])
    expect([conditions.state, studies.state]).toEqual(['read', 'failed'])
    expect(ehr.requests.map(({ method }) => method)).toEqual(['POST', 'POST'])
  })

  test('for every type is asked by GET for every type', async () => {
    ehr.server.use(
      http.post(`${BASE}/*`, () => new HttpResponse(null, { status: 404 })),
      onGet('/Condition', () => fhirJson(searchset([condition('1')]))),
      onGet('/ImagingStudy', () => new HttpResponse(null, { status: 404 })),
    )
    const reader = aReader()
    const answers = await Promise.all([searchConditions(reader), reader.search(SOURCE_ROWS.imagingStudies, PATIENT_ID)])
    expect(answers.map(({ state }) => state)).toEqual(['read', 'failed'])
  })
})

describe('a server that refuses our parameters', () => {
  function answering(accepts: (form: URLSearchParams) => boolean, status: number) {
    return http.post(`${BASE}/:type/_search`, async ({ request }) => {
      const form = new URLSearchParams(await request.text())
      return accepts(form) ? fhirJson(searchset([])) : new HttpResponse(null, { status })
    })
  }
  function forms() {
    return ehr.requests.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))
  }

  test.each([400, 422, 500])('_count with %i is asked without it', async (status) => {
    ehr.server.use(answering((form) => !form.has('_count'), status))
    expect((await searchConditions(aReader())).state).toBe('empty')
    expect(forms()).toEqual([{ patient: 'pat-1', _count: '200' }, { patient: 'pat-1' }])
  })

  test('medications without an intent (athenahealth, 403) is asked with one', async () => {
    ehr.server.use(answering((form) => form.has('intent'), 403))
    expect((await aReader().search(SOURCE_ROWS.medications, PATIENT_ID)).state).toBe('empty')
    expect(forms()).toEqual([
      { patient: 'pat-1', _count: '200' },
      { patient: 'pat-1', intent: 'order' },
    ])
  })

  test('Observations by code is asked by category', async () => {
    ehr.server.use(answering((form) => form.has('category'), 400))
    expect((await aReader().search(SOURCE_ROWS.observations, PATIENT_ID)).state).toBe('empty')
    expect(forms().map((form) => Object.keys(form))).toEqual([
      ['patient', 'code', '_count'],
      ['patient', 'code'],
      ['patient', 'category'],
    ])
  })

  test('reports without a category is asked by category, and that is never the whole answer', async () => {
    ehr.server.use(answering((form) => form.has('category'), 400))
    expect(await aReader().search(SOURCE_ROWS.imagingReports, PATIENT_ID)).toEqual({ state: 'partial', resources: [] })
  })

  test('however we ask is left in peace after the last way', async () => {
    ehr.server.use(http.all(`${BASE}/*`, () => new HttpResponse(null, { status: 400 })))
    expect(await searchConditions(aReader())).toMatchObject({
      state: 'failed',
      failure: { reason: 'status', status: 400 },
    })
    expect(ehr.requests).toHaveLength(4)
  })
})

test('two readers at once never mix their tokens or patients', async () => {
  ehr.server.use(
    http.get(`${BASE}/Patient/:id`, ({ request, params }) =>
      request.headers.get('authorization') === `Bearer token-of-${params.id}`
        ? fhirJson({ resourceType: 'Patient', id: params.id })
        : fhirJson({}, 403),
    ),
  )
  const ids = Array.from({ length: 50 }, (_, index) => `p-${index}`)
  const answers = await Promise.all(
    ids.map((id) =>
      createFhirReader({
        baseUrl: BASE,
        accessToken: `token-of-${id}`,
        fetch,
        signal: AbortSignal.timeout(4_000),
      }).read('Patient', id),
    ),
  )
  expect(answers.flatMap(({ resources }) => idsOf(resources))).toEqual(ids)
})

test('nothing is written to the console, and no failure holds what the server said', async () => {
  const console_ = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation(() => undefined),
  )
  const secret = 'canary-name-of-a-patient'
  const bodies = [
    `{"resourceType": "Patient", "name": "${secret}`,
    JSON.stringify({ ...outcome('error', 'exception'), text: secret }),
  ]
  for (const [index, body] of bodies.entries()) {
    ehr.server.use(
      onGet(
        `/Patient/${PATIENT_ID}`,
        () =>
          new HttpResponse(body, {
            status: index === 0 ? 200 : 500,
            headers: { 'Content-Type': 'application/fhir+json' },
          }),
      ),
    )
    const answer = await aReader().read('Patient', PATIENT_ID)
    expect(answer.state).toBe('failed')
    expect(JSON.stringify(answer)).not.toContain(secret)
  }
  for (const spy of console_) expect(spy).not.toHaveBeenCalled()
  vi.restoreAllMocks()
})

test('whatever JSON the server answers with, no read is an exception', async () => {
  const anyBundle = fc.record({
    resourceType: fc.constantFrom('Bundle', 'Condition', 'OperationOutcome'),
    entry: fc.oneof(fc.jsonValue(), fc.array(fc.record({ resource: fc.jsonValue(), search: fc.jsonValue() }))),
    link: fc.array(
      fc.record({ relation: fc.constant('next'), url: fc.oneof(fc.jsonValue(), fc.webUrl(), fc.string()) }),
    ),
  })
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.jsonValue(), anyBundle), async (body) => {
      const asked: string[] = []
      const fetch: typeof globalThis.fetch = async (url) => {
        asked.push(String(url))
        return fhirJson(body)
      }
      const reader = createFhirReader({ baseUrl: BASE, accessToken: TOKEN, fetch, signal: AbortSignal.timeout(4_000) })
      const { state } = await searchConditions(reader)
      expect(['read', 'empty', 'partial', 'failed']).toContain(state)
      expect(asked.filter((url) => url !== BASE && !url.startsWith(`${BASE}/`) && !url.startsWith(`${BASE}?`))).toEqual(
        [],
      )
    }),
  )
})
