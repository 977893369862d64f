import { HttpResponse, http } from 'msw'
import { describe, expect, test } from 'vitest'
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
  PATIENT_ID,
  searchConditions,
  searchset,
  startEhr,
  TOKEN,
} from './ehr.ts'

const ehr = startEhr()
const PATIENT_PATH = `/Patient/${PATIENT_ID}`
const patient = { resourceType: 'Patient', id: PATIENT_ID }

function readPatient(reader = aReader()) {
  return reader.read('Patient', PATIENT_ID)
}

function answer(body: string | null, contentType: string | undefined, status = 200) {
  return new HttpResponse(body, { status, headers: contentType === undefined ? {} : { 'Content-Type': contentType } })
}

describe('an answer that is no FHIR JSON', () => {
  test.each([
    ['an HTML page', () => answer('<html>sign in</html>', 'text/html')],
    ['JSON as text', () => answer(JSON.stringify(patient), 'text/plain')],
    ['JSON of another kind', () => answer(JSON.stringify(patient), 'application/jsonp')],
    ['FHIR XML', () => answer('<Patient/>', 'application/fhir+xml')],
    ['no content type', () => answer(null, undefined)],
    ['204 without a body', () => answer(null, undefined, 204)],
    ['an empty body', () => answer('', 'application/fhir+json')],
    ['half a body', () => answer('{"resourceType": "Pat', 'application/fhir+json')],
    ['no JSON', () => answer('resourceType=Patient', 'application/json')],
  ])('%s fails', async (_case, respond) => {
    ehr.server.use(onGet(PATIENT_PATH, respond))
    expect(await readPatient()).toEqual({ state: 'failed', resources: [], failure: { reason: 'not-json' } })
  })

  test.each([
    'application/fhir+json',
    'application/json',
    'application/fhir+json; charset=utf-8',
    'Application/JSON;charset=UTF-8',
  ])('is not one of type %s', async (contentType) => {
    ehr.server.use(onGet(PATIENT_PATH, () => answer(JSON.stringify(patient), contentType)))
    expect((await readPatient()).state).toBe('read')
  })
})

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])('with %i is not followed, and the token does not travel', async (status) => {
    const canary: string[] = []
    ehr.server.use(
      http.all('https://canary.example/*', ({ request }) => {
        canary.push(request.headers.get('authorization') ?? 'no token')
        return fhirJson(patient)
      }),
      onGet(
        PATIENT_PATH,
        () => new HttpResponse(null, { status, headers: { Location: 'https://canary.example/Patient/pat-1' } }),
      ),
    )
    expect(await readPatient()).toMatchObject({ state: 'failed', failure: { reason: 'redirect' } })
    expect(canary).toEqual([])
  })

  test('to the same base is not followed either', async () => {
    ehr.server.use(
      onGet(
        PATIENT_PATH,
        () => new HttpResponse(null, { status: 302, headers: { Location: `${BASE}/Patient/pat-2` } }),
      ),
    )
    expect((await readPatient()).state).toBe('failed')
    expect(ehr.requests).toHaveLength(1)
  })
})

describe('size', () => {
  test('of all answers together is limited', async () => {
    const large = { ...patient, text: 'x'.repeat(600) }
    ehr.server.use(onGet(PATIENT_PATH, () => fhirJson(large)))
    const reader = aReader({ bytes: 1_000 })
    expect((await readPatient(reader)).state).toBe('read')
    expect(await readPatient(reader)).toMatchObject({ state: 'failed', failure: { reason: 'too-large' } })
  })

  test('is 8 MB at most', async () => {
    const body = (bytes: number) =>
      JSON.stringify({ ...patient, text: 'x'.repeat(bytes - JSON.stringify({ ...patient, text: '' }).length) })
    ehr.server.use(onGet(PATIENT_PATH, () => answer(body(8 * 1024 * 1024), 'application/json')))
    expect((await readPatient()).state).toBe('read')
    ehr.server.use(onGet(PATIENT_PATH, () => answer(body(8 * 1024 * 1024 + 1), 'application/json')))
    expect(await readPatient()).toMatchObject({ failure: { reason: 'too-large' } })
  })

  test('is counted while it streams: an endless body ends', async () => {
    const endless = new ReadableStream<Uint8Array>({
      pull: (stream) => stream.enqueue(new Uint8Array(10_000).fill(32)),
    })
    const fetch = async () => new Response(endless, { headers: { 'Content-Type': 'application/json' } })
    const reader = createFhirReader({
      baseUrl: BASE,
      accessToken: TOKEN,
      fetch,
      signal: AbortSignal.timeout(4_000),
      limits: { bytes: 100_000 },
    })
    expect(await readPatient(reader)).toMatchObject({ failure: { reason: 'too-large' } })
    expect(reader.used().bytes).toBe(110_000)
  })

  test('is counted in bytes, and a letter split between two chunks stays whole', async () => {
    const bytes = new TextEncoder().encode(JSON.stringify({ ...patient, language: 'ä' }))
    const split = bytes.indexOf(0xc3) + 1
    const fetch = async () =>
      new Response(
        new ReadableStream({
          start: (stream) => {
            stream.enqueue(bytes.slice(0, split))
            stream.enqueue(bytes.slice(split))
            stream.close()
          },
        }),
        { headers: { 'Content-Type': 'application/json' } },
      )
    const reader = createFhirReader({ baseUrl: BASE, accessToken: TOKEN, fetch, signal: AbortSignal.timeout(1_000) })
    expect((await readPatient(reader)).resources).toEqual([{ ...patient, language: 'ä' }])
    expect(reader.used().bytes).toBe(bytes.length)
  })
})

describe('nesting', () => {
  const nested = (depth: number) =>
    `{"resourceType":"Patient","id":"pat-1","x":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`

  test.each([
    [64, 'read'],
    [65, 'failed'],
    [100_000, 'failed'],
  ])('of %i levels is %s', async (depth, state) => {
    ehr.server.use(onGet(PATIENT_PATH, () => answer(nested(depth), 'application/json')))
    expect((await readPatient()).state).toBe(state)
  })
})

describe('the deadline', () => {
  const never = () => new Promise<Response>(() => undefined)

  test('ends a request that hangs', async () => {
    ehr.server.use(onGet(PATIENT_PATH, never))
    const startedAt = performance.now()
    expect(await readPatient(aReader({}, AbortSignal.timeout(50)))).toMatchObject({
      state: 'failed',
      failure: { reason: 'timeout' },
    })
    expect(performance.now() - startedAt).toBeLessThan(1_000)
  })

  test('ends a body that hangs', async () => {
    const fetch = async () => new Response(new ReadableStream(), { headers: { 'Content-Type': 'application/json' } })
    const reader = createFhirReader({ baseUrl: BASE, accessToken: TOKEN, fetch, signal: AbortSignal.timeout(50) })
    expect(await readPatient(reader)).toMatchObject({ failure: { reason: 'timeout' } })
  })

  test('ends a fetch that does not listen to its signal', async () => {
    const reader = createFhirReader({
      baseUrl: BASE,
      accessToken: TOKEN,
      fetch: never,
      signal: AbortSignal.timeout(50),
    })
    expect(await readPatient(reader)).toMatchObject({ failure: { reason: 'timeout' } })
  })

  test('that has passed lets nothing out', async () => {
    expect(await readPatient(aReader({}, AbortSignal.abort()))).toMatchObject({ failure: { reason: 'timeout' } })
    expect(ehr.requests).toEqual([])
  })

  test('ends those that wait for their turn', async () => {
    ehr.server.use(onGet(PATIENT_PATH, never))
    const reader = aReader({ inFlight: 1 }, AbortSignal.timeout(50))
    const answers = await Promise.all([readPatient(reader), readPatient(reader), readPatient(reader)])
    expect(answers.map(({ failure }) => failure?.reason)).toEqual(['timeout', 'timeout', 'timeout'])
    expect(ehr.requests).toHaveLength(1)
  })

  test('lets nobody out who waited beyond it', async () => {
    let calls = 0
    let answerFirst = (): void => undefined
    const fetch = () => {
      calls += 1
      return new Promise<Response>((resolve) => {
        answerFirst = () => resolve(fhirJson(patient))
      })
    }
    const limits = { inFlight: 1 }
    const reader = createFhirReader({
      baseUrl: BASE,
      accessToken: TOKEN,
      fetch,
      signal: AbortSignal.timeout(30),
      limits,
    })
    await Promise.all([readPatient(reader), readPatient(reader)])
    answerFirst()
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(calls).toBe(1)
  })

  test('keeps the pages that came before it', async () => {
    ehr.server.use(
      onPost('Condition', () => fhirJson(searchset([condition('1')], `${BASE}?page=2`))),
      onGet('', never),
    )
    const answer = await searchConditions(aReader({}, AbortSignal.timeout(100)))
    expect(answer).toMatchObject({ state: 'partial', failure: { reason: 'timeout' } })
    expect(idsOf(answer.resources)).toEqual(['1'])
  })
})

describe('the number of requests', () => {
  test('under way at a time is six', async () => {
    let now = 0
    let most = 0
    const fetch = async () => {
      now += 1
      most = Math.max(most, now)
      await new Promise((resolve) => setTimeout(resolve, 5))
      now -= 1
      return fhirJson(patient)
    }
    const reader = createFhirReader({ baseUrl: BASE, accessToken: TOKEN, fetch, signal: AbortSignal.timeout(4_000) })
    const twelve = () => Promise.all(Array.from({ length: 12 }, () => readPatient(reader)))
    const later = new Promise((resolve) => setTimeout(resolve, 8)).then(twelve)
    const answers = [...(await twelve()), ...(await later)]
    expect(most).toBe(6)
    expect(answers.every(({ state }) => state === 'read')).toBe(true)
  })

  test('in a call is forty', async () => {
    ehr.server.use(onGet(PATIENT_PATH, () => fhirJson(patient)))
    const reader = aReader()
    const answers = await Promise.all(Array.from({ length: 42 }, () => readPatient(reader)))
    expect(answers.filter(({ state }) => state === 'read')).toHaveLength(40)
    expect(answers.flatMap(({ failure }) => failure?.reason ?? [])).toEqual(['too-many-requests', 'too-many-requests'])
    expect(ehr.requests).toHaveLength(40)
    expect(reader.used().requests).toBe(40)
  })

  test('is not raised by trying again: a failure is asked once', async () => {
    ehr.server.use(onGet(PATIENT_PATH, () => fhirJson({}, 503)))
    await readPatient()
    expect(ehr.requests).toHaveLength(1)
  })
})

test('a connection that breaks fails the read', async () => {
  ehr.server.use(onGet(PATIENT_PATH, () => HttpResponse.error()))
  expect(await readPatient()).toEqual({ state: 'failed', resources: [], failure: { reason: 'network' } })
})

test('one source that fails leaves the others', async () => {
  ehr.server.use(
    onPost('Condition', () => fhirJson(searchset([condition('1')]))),
    onPost('DiagnosticReport', () => fhirJson({}, 403)),
    onPost('Procedure', () => HttpResponse.error()),
    onPost('ServiceRequest', () => answer('<html>', 'text/html')),
  )
  const reader = aReader()
  const { conditions, imagingReports, procedures, serviceRequests } = SOURCE_ROWS
  const answers = await Promise.all(
    [conditions, imagingReports, procedures, serviceRequests].map((row) => reader.search(row, PATIENT_ID)),
  )
  expect(answers.map(({ state }) => state)).toEqual(['read', 'failed', 'failed', 'failed'])
})
