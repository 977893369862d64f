import fc from 'fast-check'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { findAllowedServer } from '../../src/fhir/allowed-server.ts'
import { readAnswer } from '../../src/fhir/answer.ts'
import { resolveBelow } from '../../src/fhir/base-address.ts'
import { SOURCE_ROWS } from '../../src/fhir/sources.ts'
import { WHOLE_RECORD } from '../fhir/a-record.ts'
import { outcomeEntry } from '../fhir/ehr.ts'
import { PATIENT_VIEW, ST_ELSEWHERE } from '../support/app.ts'
import { aCallWithOnly } from '../support/fhir.ts'
import { CANARY_TOKEN, CANARY_WORDS, hostileJson } from '../support/fuzz/hostile-values.ts'
import { mutated } from '../support/fuzz/mutations.ts'
import { FUZZ_TIMEOUT_MS, fuzz } from '../support/fuzz/parameters.ts'
import { watchConsole, watchedCall } from '../support/fuzz/watched-call.ts'

const printed = watchConsole()
afterAll(() => vi.restoreAllMocks())

const BASE = 'https://ehr.example.org/fhir/R4'
const CALL = aCallWithOnly(
  {},
  {
    fhirServer: BASE,
    fhirAuthorization: { access_token: CANARY_TOKEN, token_type: 'Bearer', expires_in: 300, scope: 'x', subject: 'y' },
  },
)

const NEXT = [`${BASE}?page=2`, 'https://evil.example/', '//evil.example', '/admin', '../..', '?page=3', '']
const SEARCHSET = {
  resourceType: 'Bundle',
  type: 'searchset',
  total: 3,
  link: [
    { relation: 'self', url: BASE },
    { relation: 'next', url: NEXT[0] },
  ],
  entry: [
    ...Object.values(WHOLE_RECORD)
      .flat()
      .map((resource) => ({ resource, search: { mode: 'match' } })),
    outcomeEntry('warning', 'processing', '4119'),
  ],
}

interface Reply {
  readonly status: number
  readonly type: string
  readonly body: string
  readonly fails: boolean
}

const status = fc.oneof(
  { weight: 6, arbitrary: fc.constant(200) },
  fc.constantFrom(201, 202, 206, 300, 302, 304, 307, 400, 401, 403, 404, 405, 410, 415, 422, 429, 500, 501, 503),
)
const type = fc.oneof(
  { weight: 6, arbitrary: fc.constant('application/fhir+json') },
  fc.constantFrom('application/json; charset=latin1', 'text/html', 'text/plain;charset="x', '', 'application/fhir+xml'),
)
const body = fc.oneof(
  { weight: 4, arbitrary: mutated(SEARCHSET).map((value) => JSON.stringify(value) ?? '') },
  { weight: 1, arbitrary: mutated(WHOLE_RECORD.patient[0]).map((value) => JSON.stringify(value) ?? '') },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...NEXT)
      .map((url) => JSON.stringify({ ...SEARCHSET, link: [{ relation: 'next', url }] })),
  },
  { weight: 1, arbitrary: fc.oneof(fc.json(), fc.string(), fc.constant(CANARY_WORDS)) },
)
const reply: fc.Arbitrary<Reply> = fc.record({
  status,
  type,
  body,
  fails: fc.integer({ min: 0, max: 19 }).map((dice) => dice === 0),
})

/** The Patient is read as it should be; everything else is answered with the replies in turn. */
function ehrOf(replies: readonly Reply[], asked: { readonly url: string; readonly init: RequestInit | undefined }[]) {
  let turn = 0
  return async (input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> => {
    asked.push({ url: String(input), init })
    if (String(input) === `${BASE}/Patient/pat-1`) return Response.json(WHOLE_RECORD.patient[0])
    const next = replies[turn++ % replies.length]
    if (!next || next.fails) throw new TypeError(`fetch failed for ${CANARY_TOKEN}`)
    const isEmpty = next.status === 304
    return new Response(isEmpty ? null : next.body, { status: next.status, headers: { 'Content-Type': next.type } })
  }
}

describe('whatever a FHIR server answers', () => {
  test(
    'the call is answered, asks nobody else, and leaks nothing',
    async () => {
      await fuzz(fc.array(reply, { minLength: 1, maxLength: 12 }), 1_500, async (replies) => {
        const asked: { readonly url: string; readonly init: RequestInit | undefined }[] = []
        const tools = { client: ST_ELSEWHERE, fetch: ehrOf(replies, asked) }
        const { status: answered } = await watchedCall(PATIENT_VIEW, CALL, tools, printed)
        expect([200, 412]).toContain(answered)
        expect(asked.length).toBeLessThanOrEqual(40)
        for (const { url, init } of asked) {
          expect(url === BASE || /^https:\/\/ehr\.example\.org\/fhir\/R4[/?]/.test(url), url).toBe(true)
          expect(url).not.toContain(CANARY_TOKEN)
          expect(String(init?.body ?? '')).not.toContain(CANARY_TOKEN)
          expect(init?.redirect).toBe('manual')
        }
      })
    },
    FUZZ_TIMEOUT_MS,
  )

  test(
    'a body is one of five kinds of answer',
    async () => {
      const states = ['not-provided', 'empty', 'failed', 'partial', 'read']
      await fuzz(fc.oneof(mutated(SEARCHSET), hostileJson), 8_000, (value) => {
        for (const page of ['first', 'further'] as const)
          expect(states).toContain(readAnswer(value, SOURCE_ROWS.conditions, page).state)
      })
    },
    FUZZ_TIMEOUT_MS,
  )
})

const PARTS = [
  'https://',
  'http://',
  '//',
  'ehr.example.org',
  'evil.example',
  '@',
  ':',
  ':8443',
  '\\',
  '/',
  '/fhir',
  '/R4',
  '/..',
  '/%2e%2e',
  '%2f',
  '%5C',
  '?',
  '#',
  '.',
  '\t',
  '\n',
  '\u0000',
  '。',
  'ｅ',
  '127.0.0.1',
  '[::1]',
  '0x7f.1',
  '2130706433',
  'user:pass',
  ' ',
  'xn--',
  '-evil',
]
const address = fc.oneof(
  fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 9 }).map((parts) => parts.join('')),
  fc.array(fc.constantFrom(...PARTS), { maxLength: 6 }).map((parts) => `${BASE}${parts.join('')}`),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.string({ unit: 'binary', maxLength: 60 }),
)

describe('whatever address', () => {
  const isBase = ({ origin, pathname }: URL) => origin === new URL(BASE).origin && /^\/fhir\/R4\/?$/.test(pathname)

  test(
    'a client names as its server, only the registered one is called, and loopback in development',
    async () => {
      await fuzz(address, 25_000, (text) => {
        const registered = findAllowedServer(text, ST_ELSEWHERE.fhirServers)
        if (registered) {
          expect(registered).toEqual({ baseUrl: BASE, tokenRequired: true })
          expect(isBase(new URL(text))).toBe(true)
        }
        const local = findAllowedServer(text, { servers: [], allowLoopback: true })
        if (local)
          expect(['localhost', '[::1]', '127']).toContain(new URL(local.baseUrl).hostname.replace(/^127\..*/, '127'))
      })
    },
    FUZZ_TIMEOUT_MS,
  )

  test(
    'a server names as its next page, what is followed lies below the base',
    async () => {
      await fuzz(address, 25_000, (text) => {
        const resolved = resolveBelow(BASE, text)
        if (resolved === undefined) return
        const { origin, pathname, username, password } = new URL(resolved)
        expect([origin, username, password]).toEqual(['https://ehr.example.org', '', ''])
        expect(`${pathname}/`.startsWith('/fhir/R4/')).toBe(true)
        expect(pathname).not.toMatch(/%2f|%5c|%2e|\\/i)
      })
    },
    FUZZ_TIMEOUT_MS,
  )
})
