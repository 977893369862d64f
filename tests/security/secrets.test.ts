import { afterAll, describe, expect, test, vi } from 'vitest'
import { createTestApp, PATIENT_VIEW, ST_ELSEWHERE } from '../support/app.ts'
import { aCall, aCallWithOnly, referNowPrefetch } from '../support/fhir.ts'
import { CANARY_TOKEN, CANARY_TRACE, CANARY_WORDS } from '../support/fuzz/hostile-values.ts'
import { watchConsole } from '../support/fuzz/watched-call.ts'

const printed = watchConsole()
afterAll(() => vi.restoreAllMocks())

const BASE = 'https://ehr.example.org/fhir/R4'
const fhirAuthorization = {
  access_token: CANARY_TOKEN,
  token_type: 'Bearer',
  expires_in: 300,
  scope: 'x',
  subject: 'y',
}
const JWT = 'eyJhbGciOiJFUzM4NCJ9.eyJqdGkiOiJjYW5hcnktdG9rZW4ifQ.canary-token'

/** Everything of one call that anybody can see afterwards, whatever the FHIR server does. */
async function tracesOf(body: unknown, answer: () => Response): Promise<string> {
  const asked: string[] = []
  const app = createTestApp({
    client: ST_ELSEWHERE,
    fetch: async (input, init) => {
      asked.push(`${String(input)} ${String(init?.body ?? '')}`)
      return answer()
    },
  })
  const headers = { Authorization: `Bearer ${JWT}` }
  const responses = [await app.post(PATIENT_VIEW, body, headers), await app.post('/assessments', body, headers)]
  const texts = await Promise.all(responses.map((response) => response.text()))
  const heads = responses.flatMap((response) => [...response.headers])
  return JSON.stringify([texts, heads, asked, app.auditEntries(), app.failures, printed()])
}

const SERVERS: readonly (readonly [string, () => Response])[] = [
  [
    'is not reached',
    () => {
      throw new TypeError(`fetch failed: Bearer ${CANARY_TOKEN}`)
    },
  ],
  ['refuses everything', () => new Response(`no such token ${CANARY_TOKEN}`, { status: 401 })],
  [
    'answers broken JSON',
    () => new Response(`{"${CANARY_TOKEN}"`, { headers: { 'Content-Type': 'application/json' } }),
  ],
  ['answers nothing', () => Response.json({ resourceType: 'Bundle', entry: [] })],
]

describe('17 the token and the JWT', () => {
  test.each(SERVERS)('are in no answer, address, form, record and log where the server %s', async (_words, answer) => {
    const { patient, conditions } = referNowPrefetch()
    for (const body of [
      aCallWithOnly({}, { fhirServer: BASE, fhirAuthorization }),
      aCallWithOnly({ patient, conditions }, { fhirServer: BASE, fhirAuthorization }),
    ])
      expect(CANARY_TRACE.exec(await tracesOf(body, answer))?.[0]).toBeUndefined()
  })
})

describe('18 what the record says', () => {
  const words = { text: CANARY_WORDS, coding: [{ system: 'urn:x', code: 'x', display: CANARY_WORDS }] }

  test('is in no address, record and log, and in no answer as words', async () => {
    const said = JSON.stringify(referNowPrefetch())
      .replaceAll('"resourceType":"', `"note":[{"text":"${CANARY_WORDS}"}],"resourceType":"`)
      .replaceAll('"family":"Synthetic"', `"family":"${CANARY_WORDS}"`)
    const prefetch = {
      ...JSON.parse(said),
      allergies: { resourceType: 'AllergyIntolerance', id: 'a', code: words, patient: { reference: 'Patient/pat-1' } },
    }
    const body = { ...aCall(), prefetch, fhirServer: BASE, fhirAuthorization }
    expect(CANARY_TRACE.exec(await tracesOf(body, () => Response.json({})))?.[0]).toBeUndefined()
  })

  test('and the ids of patient, user and encounter are not in the record of a call', async () => {
    const app = createTestApp()
    const context = { userId: 'Practitioner/user-4712', patientId: 'pat-1', encounterId: 'encounter-4713' }
    await app.post(PATIENT_VIEW, aCall({ context }))
    expect(app.auditEntries()).toHaveLength(1)
    expect(JSON.stringify(app.auditEntries())).not.toMatch(/user-4712|encounter-4713|"pat-1|Patient\/pat-1/)
  })
})

describe('38 a line of the log', () => {
  const HOSTILE = ['\u001b[31mred', 'a\u0000b', 'a"b', '{"level":"fatal"}', 'a b', '\u202eb']

  test.each(HOSTILE)('cannot be written through X-Request-Id: %j', async (id) => {
    const app = createTestApp({ now: () => new Date(Number.NaN) })
    // What HTTP itself cannot carry never arrives.
    const headers = new Headers({ 'Content-Type': 'application/json' })
    try {
      headers.set('X-Request-Id', id)
    } catch {
      return expect([...id].some((character) => character === '\u0000' || character > '\u00ff')).toBe(true)
    }
    await app.request(PATIENT_VIEW, { method: 'POST', headers, body: JSON.stringify(aCall()) })
    expect(JSON.stringify(app.failures)).toMatch(/^\[\{"requestId":"[0-9a-f-]{36}","error":"RangeError"\}\]$/)
  })

  test.each(['pat\r\n{"level":"fatal"}', 'pat\u001b[2J', 'pat\n', '\u202epat'])(
    'cannot be written through an id: %j',
    async (id) => {
      const app = createTestApp()
      for (const context of [{ patientId: id }, { encounterId: id }]) {
        const response = await app.post(PATIENT_VIEW, aCall({ context }))
        expect(response.status).toBe(400)
        expect(await response.text()).not.toContain('fatal')
      }
      await app.post(PATIENT_VIEW, aCall({ context: { userId: id }, hookInstance: id }))
      expect(JSON.stringify([app.auditEntries(), app.failures, printed()])).not.toMatch(/fatal|\\u001b|\\r|\\n|\u202e/)
    },
  )
})
