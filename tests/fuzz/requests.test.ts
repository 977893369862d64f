import fc from 'fast-check'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { readJsonBody } from '../../src/body.ts'
import { parseCdsRequest } from '../../src/cds-hooks/request.ts'
import { cdsResponse } from '../../src/cds-hooks/response.ts'
import { WHOLE_RECORD } from '../fhir/a-record.ts'
import { PATIENT_VIEW } from '../support/app.ts'
import { aCall } from '../support/fhir.ts'
import { CANARY_TOKEN, CANARY_WORDS, hostileJson } from '../support/fuzz/hostile-values.ts'
import { mutated } from '../support/fuzz/mutations.ts'
import { FUZZ_TIMEOUT_MS, fuzz } from '../support/fuzz/parameters.ts'
import { watchConsole, watchedCall } from '../support/fuzz/watched-call.ts'

const printed = watchConsole()
afterAll(() => vi.restoreAllMocks())

const { patient, ...lists } = WHOLE_RECORD
const prefetch = {
  patient: patient[0],
  ...Object.fromEntries(
    Object.entries(lists).map(([source, resources]) => [
      source,
      { resourceType: 'Bundle', entry: resources.map((resource) => ({ resource })) },
    ]),
  ),
  encounter: WHOLE_RECORD.encounter[0],
}

const SECRET = {
  fhirServer: `https://evil.example/${encodeURIComponent(CANARY_WORDS)}`,
  fhirAuthorization: { access_token: CANARY_TOKEN, token_type: 'Bearer', expires_in: 300, scope: 'x', subject: 'y' },
}

/** Two valid calls: a small one whose patient is referred, and one with a fact from every reader. */
const CALLS = [aCall(SECRET), { ...aCall({ context: { encounterId: 'e-1' }, ...SECRET }), prefetch }]

/** What each other hook brings in its context, with words in it. */
const ORDER = { resourceType: 'ServiceRequest', id: 'd', status: 'draft', subject: { reference: 'Patient/pat-1' } }
const draftOrders = {
  resourceType: 'Bundle',
  entry: [
    { resource: { ...ORDER, code: { text: `MRI lumbar spine ${CANARY_WORDS}` }, note: [{ text: CANARY_WORDS }] } },
    {
      resource: { ...ORDER, id: 'k', code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '22513' }] } },
    },
  ],
}
const CONTEXTS = {
  'order-select': { selections: ['ServiceRequest/d', 'ServiceRequest/k'], draftOrders },
  'order-sign': { draftOrders },
  'encounter-start': { encounterId: 'e-1' },
  'encounter-discharge': { encounterId: 'e-1' },
  'problem-list-item-create': { conditions: { resourceType: 'Bundle', entry: [{ resource: lists.conditions[0] }] } },
}

const STATUSES = [200, 400, 412, 413]

describe('whatever body a client sends', () => {
  test.each(CALLS.map((call, index) => [index, call]))(
    'almost like call %i, it is answered, and nothing leaks',
    async (_index, call) => {
      await fuzz(mutated(call), 800, async (body) => {
        const { status, text } = await watchedCall(PATIENT_VIEW, body, {}, printed)
        expect(STATUSES).toContain(status)
        if (status === 200) expect(cdsResponse.parse(JSON.parse(text)).cards.length).toBeLessThanOrEqual(1)
      })
    },
    FUZZ_TIMEOUT_MS,
  )

  test.each(Object.entries(CONTEXTS))(
    'for the hook %s, it is answered, and nothing leaks',
    async (hook, context) => {
      await fuzz(mutated(aCall({ hook, context, ...SECRET })), 300, async (body) => {
        const { status } = await watchedCall(`/cds-services/vcf-${hook}`, body, {}, printed)
        expect(STATUSES).toContain(status)
      })
    },
    FUZZ_TIMEOUT_MS,
  )

  test(
    'it is assessed or refused, and no words of the record are in the assessment',
    async () => {
      await fuzz(mutated(CALLS[1]), 600, async (body) => {
        const { status } = await watchedCall('/assessments', body, {}, printed)
        expect(STATUSES).toContain(status)
      })
    },
    FUZZ_TIMEOUT_MS,
  )

  test(
    'unlike any call, it is refused',
    async () => {
      await fuzz(hostileJson, 2_000, async (body) => {
        const { status } = await watchedCall(PATIENT_VIEW, JSON.stringify(body) ?? '', {}, printed)
        expect(status).toBe(400)
      })
    },
    FUZZ_TIMEOUT_MS,
  )
})

describe('whatever bytes', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map((text) => new TextEncoder().encode(text)),
    fc.tuple(fc.json(), fc.nat(200)).map(([text, cut]) => new TextEncoder().encode(text).slice(0, cut)),
  )

  test(
    'a body has, it is JSON or refused',
    async () => {
      await fuzz(bytes, 15_000, async (body) => {
        const read = await readJsonBody(
          new Request('https://cds.example', { method: 'POST', body: new Uint8Array(body) }),
        )
        if (!read.ok) expect(['not-json', 'nested-too-deeply']).toContain(read.failure.reason)
      })
    },
    FUZZ_TIMEOUT_MS,
  )
})

describe('whatever envelope', () => {
  const envelope = { ...aCall(SECRET), prefetch: { patient: patient[0] } }

  test(
    'comes in, it is a request about one patient or names what is wrong',
    async () => {
      await fuzz(mutated(envelope), 15_000, (body) => {
        const parsed = parseCdsRequest(body, ['patient-view'])
        if (parsed.ok) expect(parsed.value.context.patientId).toMatch(/^(?!\.+$)[\w.-]{1,128}$/)
        else {
          expect(parsed.failure.problems.length).toBeGreaterThan(0)
          expect(JSON.stringify(parsed.failure)).not.toMatch(/canary|4711/i)
        }
      })
    },
    FUZZ_TIMEOUT_MS,
  )
})
