import { HttpResponse } from 'msw'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { BASE, fhirJson, onGet, onPost, startEhr } from '../fhir/ehr.ts'
import { createTestApp, PATIENT_VIEW, ST_ELSEWHERE, type TestApp } from '../support/app.ts'
import {
  aCall,
  aCallWithOnly,
  aFracture,
  anMriReport,
  anOpioid,
  aPainObservation,
  aPatient,
  aReport,
  PATIENT_ID,
  referNowPrefetch,
  searchset,
} from '../support/fhir.ts'

const { server } = startEhr()
const CANARY = 'canary-zyxw [click](https://evil.example) <img src=x onerror=alert(1)> **x** | `y`\r\n\u001b[31m'
/** As they stand in JSON, where an escape character is written out. None of them can be spelled by a uuid or a hash in hex. */
const TRACES = /canary|zyxw|evil\.example|<img|onerror|\\u001b/

const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const
const written = METHODS.map((method) => vi.spyOn(console, method))

beforeEach(() => {
  for (const method of written) method.mockImplementation(() => undefined)
})
afterEach(() => {
  for (const method of written) method.mockReset()
})

/** Everything that can be seen of a call from outside: what was answered, recorded and written. */
async function tracesOf(app: TestApp, body: unknown): Promise<string> {
  const responses = [await app.post(PATIENT_VIEW, body), await app.post('/assessments', body)]
  const texts = await Promise.all(responses.map((response) => response.text()))
  const headers = responses.flatMap((response) => [...response.headers])
  const printed = written.flatMap((method) => method.mock.calls)
  return JSON.stringify([texts, headers, app.auditEntries(), app.failures, printed])
}

describe('free text of the record', () => {
  test('of every kind stays out of answer, record and log', async () => {
    const words = { text: CANARY, coding: [{ system: 'urn:canary', code: 'canary', display: CANARY }] }
    const body = aCall({
      prefetch: {
        patient: aPatient({
          name: [{ text: CANARY, family: CANARY }],
          telecom: [{ value: CANARY }],
          address: [CANARY],
        }),
        conditions: searchset(
          aFracture({
            code: {
              coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M80.08XA', display: CANARY }],
              text: CANARY,
            },
            note: [{ text: CANARY }],
            subject: { reference: `Patient/${PATIENT_ID}`, display: CANARY },
          }),
          aFracture({ id: 'by-words', code: words }),
        ),
        imagingReports: searchset(
          anMriReport({ performer: [{ display: CANARY }] }),
          aReport(`Acute compression fracture of T12. ${CANARY}`, { id: 'words' }),
        ),
        observations: searchset(aPainObservation(8, { note: [{ text: CANARY }], performer: [{ display: CANARY }] })),
        medications: searchset(anOpioid({ medicationCodeableConcept: { text: `oxycodone ${CANARY}` } })),
        serviceRequests: searchset({ ...anOpioid(), resourceType: 'ServiceRequest', code: words }),
        allergies: searchset({ ...anOpioid(), resourceType: 'AllergyIntolerance', code: words }),
      },
    })
    expect(await tracesOf(createTestApp(), body)).not.toMatch(TRACES)
  })

  test('stays out wherever it is put, at every place of the record in turn', async () => {
    const text = JSON.stringify(referNowPrefetch())
    const leaves = [...text.matchAll(/:"(?:[^"\\]|\\.)*"/g)].map(({ index, 0: leaf }) => ({
      index,
      length: leaf.length,
    }))
    expect(leaves.length).toBeGreaterThan(30)
    for (const { index, length } of leaves) {
      const changed = `${text.slice(0, index)}:${JSON.stringify(CANARY)}${text.slice(index + length)}`
      const traces = await tracesOf(createTestApp(), { ...aCall(), prefetch: JSON.parse(changed) })
      expect({ place: text.slice(index - 30, index), found: TRACES.exec(traces)?.[0] }).toMatchObject({
        found: undefined,
      })
    }
  }, 30_000)
})

describe('the call itself', () => {
  test.each<[string, unknown]>([
    ['a user who is no reference', aCall({ context: { userId: CANARY } })],
    ['a patient id that is none', aCall({ context: { patientId: CANARY } })],
    ['an encounter id that is none', aCall({ context: { encounterId: CANARY } })],
    ['another hook', aCall({ hook: CANARY })],
    ['a hookInstance', aCall({ hookInstance: 'canary-zyxw' })],
    ['an extension', aCall({ extension: { canary: CANARY } })],
    ['an unknown prefetch key', aCall({ prefetch: { 'canary-zyxw': CANARY } })],
    ['a server that is not registered', { ...aCall(), fhirServer: 'https://evil.example/canary-zyxw' }],
    ['broken JSON', `{"hook": "canary-zyxw`],
  ])('is not repeated: %s', async (_words, body) => {
    expect(await tracesOf(createTestApp(), body)).not.toMatch(TRACES)
  })

  test('is recorded without the ids of patient, user and encounter', async () => {
    const app = createTestApp()
    await app.post(
      PATIENT_VIEW,
      aCall({ context: { userId: 'Practitioner/user-zyxw', encounterId: 'encounter-zyxw' } }),
    )
    const recorded = JSON.stringify(app.auditEntries())
    expect(recorded).not.toContain(PATIENT_ID)
    expect(recorded).not.toMatch(/zyxw/)
  })
})

describe('the token', () => {
  const withToken = {
    fhirServer: BASE,
    fhirAuthorization: {
      access_token: 'canary-zyxw-token',
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'x',
      subject: 'y',
    },
  }
  const anApp = () => createTestApp({ client: ST_ELSEWHERE, fetch: (input, init) => fetch(input, init) })

  test('of a call that fails at every request stays out of answer, record and log', async () => {
    const refused = () => new HttpResponse('canary-zyxw', { status: 500 })
    const types = ['Condition', 'DiagnosticReport']
    server.use(
      ...types.flatMap((type) => [onPost(type, refused), onGet(`/${type}`, refused)]),
      onGet(`/Patient/${PATIENT_ID}`, refused),
    )
    expect(await tracesOf(anApp(), aCallWithOnly({}, withToken))).not.toMatch(TRACES)
  })

  test('and what the server says stay out when it answers with broken bodies', async () => {
    const broken = () => new HttpResponse('canary-zyxw {', { headers: { 'Content-Type': 'application/fhir+json' } })
    const types = ['Condition', 'DiagnosticReport']
    server.use(...types.map((type) => onPost(type, broken)), onGet(`/Patient/${PATIENT_ID}`, broken))
    expect(await tracesOf(anApp(), aCallWithOnly({}, withToken))).not.toMatch(TRACES)
  })

  test('stays out of the card where all goes well', async () => {
    server.use(onPost('AllergyIntolerance', () => fhirJson(searchset())))
    const { allergies, ...prefetch } = referNowPrefetch()
    expect(allergies).toBeDefined()
    expect(await tracesOf(anApp(), aCallWithOnly(prefetch, withToken))).not.toMatch(TRACES)
  })

  test('in the Authorization header of the call stays out too', async () => {
    const app = createTestApp()
    const response = await app.post(PATIENT_VIEW, aCall(), { Authorization: 'Bearer canary-zyxw' })
    expect(JSON.stringify([await response.text(), [...response.headers], app.auditEntries()])).not.toMatch(TRACES)
  })
})
