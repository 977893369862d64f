import { describe, expect, test } from 'vitest'
import type { AppTools } from '../../src/app.ts'
import { createTestApp, PATIENT_VIEW, type TestApp } from '../support/app.ts'
import { aCall, aCallWithOnly } from '../support/fhir.ts'

const ORIGIN = 'https://ehr.example.org'
const brokenKeys: AppTools['identityKeys'] = {
  namesOf: () => Promise.reject(new Error('broken')),
  uuidOf: () => Promise.reject(new Error('broken')),
}

function withOrigins(allowedOrigins: readonly string[] | '*', overrides: Partial<AppTools> = {}): TestApp {
  const config = { environment: 'development', allowedOrigins, sandboxFhirUrl: undefined, timeZone: 'UTC' } as const
  return createTestApp({ config, ...overrides })
}

/** One request for every status the app answers with. */
const EVERY_STATUS: readonly (readonly [
  number,
  (app: TestApp, headers: Record<string, string>) => Promise<Response>,
])[] = [
  [200, (app, headers) => app.post(PATIENT_VIEW, aCall(), headers)],
  [200, (app, headers) => app.post('/assessments', aCall(), headers)],
  [200, (app, headers) => app.request('/cds-services', { headers })],
  [400, (app, headers) => app.post(PATIENT_VIEW, 'not JSON', headers)],
  [404, (app, headers) => app.post('/cds-services/unknown', aCall(), headers)],
  [404, (app, headers) => app.request('/nothing', { headers })],
  [405, (app, headers) => app.request(PATIENT_VIEW, { headers })],
  [412, (app, headers) => app.post(PATIENT_VIEW, aCallWithOnly({}), headers)],
  [413, (app, headers) => app.post(PATIENT_VIEW, ' '.repeat(2 * 1024 * 1024 + 1), headers)],
  [415, (app, headers) => app.post(PATIENT_VIEW, aCall(), { ...headers, 'Content-Type': 'text/plain' })],
]

describe.each(EVERY_STATUS)('an answer with %i (%#)', (status, send) => {
  test('may be read by any origin in development', async () => {
    const response = await send(createTestApp(), { Origin: ORIGIN })
    expect(response.status).toBe(status)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
  })

  test('may be read by an origin that is listed, and says that it depends on it', async () => {
    const response = await send(withOrigins([ORIGIN]), { Origin: ORIGIN })
    expect(response.status).toBe(status)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN)
    expect(response.headers.get('Vary')).toMatch(/\bOrigin\b/i)
  })

  test.each([
    'https://evil.example',
    'https://ehr.example.org.evil.example',
    'http://ehr.example.org',
    'https://ehr.example.org:8443',
    'null',
  ])('may not be read by %s, which is not', async (origin) => {
    const response = await send(withOrigins([ORIGIN]), { Origin: origin })
    expect(response.status).toBe(status)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
  })

  test('never lets cookies in', async () => {
    const response = await send(createTestApp(), { Origin: ORIGIN })
    expect(response.headers.get('Access-Control-Allow-Credentials')).toBeNull()
  })

  test('carries an id to ask about it', async () => {
    const response = await send(createTestApp(), {})
    expect(response.headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('is not guessed at by a browser', async () => {
    expect((await send(createTestApp(), {})).headers.get('X-Content-Type-Options')).toBe('nosniff')
  })
})

describe('an answer with 500', () => {
  test('may be read by a browser, is not stored and carries its id', async () => {
    const response = await createTestApp({ identityKeys: brokenKeys }).post(PATIENT_VIEW, aCall(), { Origin: ORIGIN })
    expect(response.status).toBe(500)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(response.headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('may be read by an origin that is listed only', async () => {
    const app = withOrigins([ORIGIN], { identityKeys: brokenKeys })
    const allowed = await app.post(PATIENT_VIEW, aCall(), { Origin: ORIGIN })
    expect(allowed.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN)
    const refused = await app.post(PATIENT_VIEW, aCall(), { Origin: 'https://evil.example' })
    expect(refused.headers.get('Access-Control-Allow-Origin')).toBeNull()
  })
})

describe('storing', () => {
  test.each(EVERY_STATUS.filter((_, index) => index !== 2))(
    'an answer with %i is never stored',
    async (_status, send) => {
      expect((await send(createTestApp(), {})).headers.get('Cache-Control')).toBe('no-store')
    },
  )
})

describe('a preflight', () => {
  function preflight(app: TestApp, path: string, origin = ORIGIN) {
    return app.request(path, {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type',
      },
    })
  }

  test.each(['/cds-services', PATIENT_VIEW, '/assessments', '/cds-services/unknown'])(
    'for %s is answered without authentication',
    async (path) => {
      const response = await preflight(createTestApp(), path)
      expect(response.status).toBe(204)
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
      expect(response.headers.get('Access-Control-Allow-Methods')?.split(/,\s*/)).toEqual(['GET', 'POST', 'OPTIONS'])
      const allowed = response.headers.get('Access-Control-Allow-Headers')?.toLowerCase().split(/,\s*/)
      expect(allowed).toEqual(expect.arrayContaining(['authorization', 'content-type']))
      expect(response.headers.get('Access-Control-Max-Age')).toBe('600')
      expect(response.headers.get('Access-Control-Allow-Credentials')).toBeNull()
    },
  )

  test('from an origin that is not listed is allowed nothing', async () => {
    const response = await preflight(withOrigins([ORIGIN]), PATIENT_VIEW, 'https://evil.example')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
  })

  test('from any origin is allowed nothing where none is listed', async () => {
    const response = await preflight(withOrigins([]), PATIENT_VIEW)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
  })

  test('from a listed origin says that the answer depends on it', async () => {
    const response = await preflight(withOrigins([ORIGIN]), PATIENT_VIEW)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN)
    expect(response.headers.get('Vary')).toMatch(/\bOrigin\b/i)
  })
})

describe('X-Request-Id', () => {
  async function idFor(id: string) {
    const app = createTestApp()
    const response = await app.post(PATIENT_VIEW, aCall(), { 'X-Request-Id': id })
    expect(app.auditEntries()).toMatchObject([{ requestId: response.headers.get('X-Request-Id') }])
    return response.headers.get('X-Request-Id')
  }

  test('that the caller sends is kept, in the answer and in the record', async () => {
    expect(await idFor('epic-4711_a')).toBe('epic-4711_a')
  })

  test.each([
    ['a colour code of a terminal', '\u001b[31mred'],
    ['markup', '<script>'],
    ['blanks', 'a b'],
    ['65 characters', 'x'.repeat(65)],
    ['a quotation mark', 'a"b'],
    ['an address', 'https://evil.example/a'],
  ])('with %s is replaced by one of ours', async (_words, id) => {
    expect(await idFor(id)).toMatch(/^[0-9a-f-]{36}$/)
  })
})
