import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AppTools } from '../../src/app.ts'
import { POLICIES } from '../../src/clinical/policies/index.ts'
import { answerFailure } from '../../src/failure.ts'
import { toAssessmentJson } from '../../src/services/assessment-json.ts'
import { createMemoryFeedbackStore } from '../../src/storage/memory-feedback-store.ts'
import { anyAssessment } from '../services/any-assessment.ts'
import { createTestApp, PATIENT_VIEW, type TestApp } from '../support/app.ts'
import {
  type AnyResource,
  aCall,
  aCallWithOnly,
  aNeurology,
  aPainObservation,
  aPatient,
  aRadiographReport,
  operationOutcome,
  searchset,
} from '../support/fhir.ts'
import { type Answer, answerOf, complaintsAbout, openapi, resolved } from '../support/openapi.ts'

const SERVICE = '/cds-services/{id}'

const broken: AppTools['identityKeys'] = {
  namesOf: () => Promise.reject(new Error('broken')),
  uuidOf: () => Promise.reject(new Error('broken')),
}

interface Sent {
  readonly what: string
  readonly status: number
  readonly send: (app: TestApp) => Promise<Response>
  readonly app?: TestApp
}

const XML = { Accept: 'application/fhir+xml' }
const NEVER = { rateLimits: { perClient: { isWithin: async () => false } } }
const WITH_TEXT = { 'Content-Type': 'text/plain' }
const TOO_MUCH = ' '.repeat(2_097_153)
const NOTHING_READABLE = aCallWithOnly({
  patient: aPatient(),
  conditions: operationOutcome('error'),
  imagingReports: operationOutcome('error'),
})
const AFTER_A_RADIOGRAPH = aCall({
  context: { encounterId: 'e-9' },
  prefetch: { imagingReports: searchset(aRadiographReport()) },
})
const OF_NOBODY_KNOWN = aCallWithOnly({ patient: aPatient({ birthDate: undefined }), conditions: null })

const OVERRIDDEN = { card: 'a-card', outcome: 'overridden', outcomeTimestamp: '2026-11-22T15:00:00Z' }

function hookCall(body: unknown, headers?: Readonly<Record<string, string>>): Sent['send'] {
  return (app) => app.post(PATIENT_VIEW, body, headers)
}

function assessment(body: unknown, headers?: Readonly<Record<string, string>>): Sent['send'] {
  return (app) => app.post('/assessments', body, headers)
}

function feedback(body: unknown, headers?: Readonly<Record<string, string>>): Sent['send'] {
  return (app) => app.post(`${PATIENT_VIEW}/feedback`, body, headers)
}

function withObservations(...observations: readonly AnyResource[]) {
  return aCall({ prefetch: { observations: searchset(...observations) } })
}

/** A request for every answer that the document names, by the operation it belongs to. */
const SENT: Readonly<Record<string, readonly Sent[]>> = {
  'get /cds-services': [
    { what: 'discovery', status: 200, send: (app) => app.request('/cds-services') },
    { what: 'discovery again', status: 304, send: askAgain },
    { what: 'XML asked for', status: 406, send: (app) => app.request('/cds-services', { headers: XML }) },
  ],
  [`post ${SERVICE}`]: [
    { what: 'a referral', status: 200, send: hookCall(aCall()) },
    { what: 'a referral after a radiograph, in an encounter', status: 200, send: hookCall(AFTER_A_RADIOGRAPH) },
    { what: 'a work-up', status: 200, send: hookCall(withObservations()) },
    { what: 'another route', status: 200, send: hookCall(withObservations(aNeurology(true))) },
    { what: 'silence', status: 200, send: hookCall(withObservations(aPainObservation(2))) },
    { what: 'broken JSON', status: 400, send: hookCall('{') },
    { what: 'a wrong field', status: 400, send: hookCall(aCall({ hook: 7 })) },
    { what: 'an unknown service', status: 404, send: (app) => app.post('/cds-services/unknown', aCall()) },
    { what: 'no data', status: 412, send: hookCall(aCallWithOnly({})) },
    { what: 'data that could not be read', status: 412, send: hookCall(NOTHING_READABLE) },
    { what: 'too much', status: 413, send: hookCall(TOO_MUCH) },
    { what: 'text', status: 415, send: hookCall(aCall(), WITH_TEXT) },
    { what: 'XML asked for', status: 406, send: hookCall(aCall(), XML) },
    { what: 'too many calls', status: 429, send: hookCall(aCall()), app: createTestApp(NEVER) },
    { what: 'a bug', status: 500, send: hookCall(aCall()), app: createTestApp({ identityKeys: broken }) },
    { what: 'no valid token', status: 401, send: hookCall(aCall()), app: refusing('unauthorized') },
    { what: 'a service that is off', status: 403, send: hookCall(aCall()), app: refusing('service-off') },
    { what: 'no memory of tokens', status: 503, send: hookCall(aCall()), app: refusing('replay-store-down') },
  ],
  [`post ${SERVICE}/feedback`]: [
    { what: 'an override', status: 200, send: feedback({ feedback: [OVERRIDDEN] }) },
    { what: 'no entry', status: 400, send: feedback({ feedback: [] }) },
    { what: 'an unknown service', status: 404, send: (app) => app.post('/cds-services/unknown/feedback', {}) },
    { what: 'too much', status: 413, send: feedback(TOO_MUCH) },
    { what: 'text', status: 415, send: feedback('', WITH_TEXT) },
    { what: 'XML asked for', status: 406, send: feedback({ feedback: [OVERRIDDEN] }, XML) },
    { what: 'too many calls', status: 429, send: feedback({ feedback: [OVERRIDDEN] }), app: createTestApp(NEVER) },
    { what: 'no valid token', status: 401, send: feedback({}), app: refusing('unauthorized') },
    {
      what: 'a bug',
      status: 500,
      send: feedback({ feedback: [OVERRIDDEN] }),
      app: createTestApp({ now: () => Object.create(null) }),
    },
    {
      what: 'a store that is down',
      status: 503,
      send: feedback({ feedback: [OVERRIDDEN] }),
      app: createTestApp({
        feedbackStore: { ...createMemoryFeedbackStore(), record: () => Promise.reject(new Error('down')) },
      }),
    },
  ],
  'post /assessments': [
    { what: 'an assessment', status: 200, send: assessment(aCall()) },
    { what: 'an assessment of somebody hardly known', status: 200, send: assessment(OF_NOBODY_KNOWN) },
    { what: 'broken JSON', status: 400, send: assessment('{') },
    { what: 'no data', status: 412, send: assessment(aCallWithOnly({})) },
    { what: 'too much', status: 413, send: assessment(TOO_MUCH) },
    { what: 'text', status: 415, send: assessment('', WITH_TEXT) },
    { what: 'XML asked for', status: 406, send: assessment(aCall(), XML) },
    { what: 'too many calls', status: 429, send: assessment(aCall()), app: createTestApp(NEVER) },
    { what: 'no valid token', status: 401, send: assessment(aCall()), app: refusing('unauthorized') },
    { what: 'no memory of tokens', status: 503, send: assessment(aCall()), app: refusing('replay-store-down') },
    {
      what: 'a bug',
      status: 500,
      send: assessment(aCall()),
      app: createTestApp({ now: () => new Date(Number.NaN) }),
    },
  ],
  'get /policies': [{ what: 'the list', status: 200, send: (app) => app.request('/policies') }],
  'get /policies/{id}': [
    ...POLICIES.map(({ id }) => ({ what: id, status: 200, send: (app: TestApp) => app.request(`/policies/${id}`) })),
    { what: 'as FHIR', status: 200, send: (app) => app.request('/policies/clinic?format=fhir') },
    { what: 'an unknown policy', status: 404, send: (app) => app.request('/policies/unknown') },
  ],
  'get /about': [{ what: 'all of it', status: 200, send: (app) => app.request('/about') }],
  'get /about.json': [{ what: 'all of it', status: 200, send: (app) => app.request('/about.json') }],
  'get /healthz': [{ what: 'liveness', status: 200, send: (app) => app.request('/healthz') }],
  'get /readyz': [{ what: 'readiness', status: 200, send: (app) => app.request('/readyz') }],
}

function refusing(reason: 'unauthorized' | 'service-off' | 'replay-store-down'): TestApp {
  return createTestApp({ authenticate: async () => ({ ok: false, failure: { reason } }) })
}

async function askAgain(app: TestApp): Promise<Response> {
  const etag = (await app.request('/cds-services')).headers.get('ETag') ?? ''
  return app.request('/cds-services', { headers: { 'If-None-Match': etag } })
}

async function complaintsAboutResponse(response: Response, documented: Answer | undefined): Promise<readonly string[]> {
  if (!documented) return [`${response.status} is not documented`]
  const missing = Object.entries(documented.headers ?? {}).flatMap(([name, header]) =>
    complaintsAbout(response.headers.get(name), resolved<{ schema: object }>(header).schema).map(
      (complaint) => `header ${name}${complaint}`,
    ),
  )
  const text = await response.text()
  if (!documented.content) return [...missing, ...(text === '' ? [] : ['a body where none is documented'])]
  const type = response.headers.get('Content-Type')?.split(';')[0] ?? ''
  const schema = documented.content[type]?.schema
  return schema ? [...missing, ...complaintsAbout(JSON.parse(text), schema)] : [...missing, `${type} is not documented`]
}

describe('the app keeps to it', () => {
  describe.each(Object.entries(SENT))('%s', (operation, requests) => {
    const [method = '', path = ''] = operation.split(' ')

    test.each(requests)('$status: $what', async ({ status, send, app = createTestApp() }) => {
      const response = await send(app)
      expect(response.status).toBe(status)
      expect(await complaintsAboutResponse(response, answerOf(path, method, status))).toEqual([])
    })

    test('has no answer that nobody asked for, but those of a wrong configuration', () => {
      const documented = Object.keys(openapi.paths[path]?.[method]?.responses ?? {}).filter(
        (status) => status !== '503',
      )
      const asked = new Set(requests.map(({ status }) => String(status)))
      expect(documented.filter((status) => !asked.has(status))).toEqual([])
    })
  })

  test('where a method is not answered', async () => {
    const documented = resolved<Answer>(openapi.components.responses?.MethodNotAllowed)
    for (const path of ['/assessments', PATIENT_VIEW]) {
      expect(await complaintsAboutResponse(await createTestApp().request(path), documented)).toEqual([])
    }
    const toDiscovery = await createTestApp().request('/cds-services', { method: 'DELETE' })
    expect(await complaintsAboutResponse(toDiscovery, documented)).toEqual([])
  })

  test('where there is nothing', async () => {
    const documented = resolved<Answer>(openapi.components.responses?.NotFound)
    expect(await complaintsAboutResponse(await createTestApp().request('/nothing'), documented)).toEqual([])
  })

  test('where the service is not configured, without naming the setting to the caller', async () => {
    const documented = resolved<Answer>(openapi.components.responses?.NotConfigured)
    const response = answerFailure({ reason: 'bad-config', key: 'TRUSTED_CLIENTS', problem: 'is no JSON' })
    expect(response.status).toBe(503)
    expect(await response.clone().text()).not.toMatch(/TRUSTED_CLIENTS|JSON/)
    expect(await complaintsAboutResponse(response, documented)).toEqual([])
  })

  // A machine that is busy takes long for two hundred of them.
  test('in every assessment there can be', () => {
    const schema = { $ref: '#/components/schemas/Assessment' }
    fc.assert(
      fc.property(anyAssessment, (assessment) => {
        expect(complaintsAbout(toAssessmentJson(assessment), schema)).toEqual([])
      }),
      { numRuns: 200 },
    )
  }, 60_000)
})

describe('what clients send', () => {
  const schema = { $ref: '#/components/schemas/CdsRequest' }

  test.each<[string, object]>([
    ['everything in prefetch', aCall()],
    ['nothing in prefetch', aCallWithOnly({})],
    ['unknown properties and extensions', aCall({ extension: { 'com.example': 1 }, vendor: true })],
    ['Patient/ in front of the id', aCall({ context: { patientId: 'Patient/pat-1' } })],
    ['an empty encounter', aCall({ context: { encounterId: '' } })],
  ])('%s fits, and is taken', async (_words, body) => {
    expect(complaintsAbout(JSON.parse(JSON.stringify(body)), schema)).toEqual([])
    expect((await createTestApp().post(PATIENT_VIEW, body)).status).not.toBe(400)
  })

  test.each<[string, object]>([
    ['no hook', aCall({ hook: undefined })],
    ['no context', { ...aCall(), context: undefined }],
    ['an id that is none', aCall({ context: { patientId: '..' } })],
    ['an encounter id that is none', aCall({ context: { encounterId: 'a/b' } })],
    ['a list as prefetch', { ...aCall(), prefetch: [] }],
  ])('%s does not fit, and is 400', async (_words, body) => {
    expect(complaintsAbout(JSON.parse(JSON.stringify(body)), schema)).not.toEqual([])
    expect((await createTestApp().post(PATIENT_VIEW, body)).status).toBe(400)
  })

  test('the example of a call gets the example of a card', async () => {
    const body = resolved<Answer>(openapi.paths[SERVICE]?.post?.requestBody).content?.['application/json']
    const cards = answerOf(SERVICE, 'post', 200)?.content?.['application/json']
    const response = await createTestApp().post(PATIENT_VIEW, body?.examples?.prefetch?.value)
    const [card] = JSON.parse(await response.text()).cards
    const [example] = Object(cards?.examples?.['refer-now']?.value).cards
    expect(card.summary).toBe(example.summary)
    expect(card.detail).toBe(example.detail)
    expect(card.suggestions.map(({ label }: { readonly label: string }) => label)).toEqual(
      example.suggestions.map(({ label }: { readonly label: string }) => label),
    )
  })
})
