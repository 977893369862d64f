import { describe, expect, test } from 'vitest'
import { createMemoryRateLimiter } from '../../src/storage/memory-rate-limiter.ts'
import { aLandingPage, aPlayground, theDocumentPages } from '../pages/pages.ts'
import { cardsOf, createTestApp, issuesOf, NOW, PATIENT_VIEW, ST_ELSEWHERE } from '../support/app.ts'
import { aCall } from '../support/fhir.ts'
import { openapi } from '../support/openapi.ts'

const ORIGIN = 'https://ehr.example.org'

function anAppWithPages() {
  const pages = { landing: aLandingPage(), playground: aPlayground(), documents: theDocumentPages() }
  return createTestApp({ pages })
}

describe('27 too many calls', () => {
  const clock = { at: NOW.getTime() }
  const five = () => createMemoryRateLimiter({ calls: 5, periodSeconds: 60 }, () => new Date(clock.at))
  const from = (address: string) => ({ 'CF-Connecting-IP': address })

  test('of one address are 429 and say when to come again, and nobody else waits', async () => {
    const app = createTestApp({ rateLimits: { perAddress: five() } })
    const burst = await Promise.all(Array.from({ length: 8 }, () => app.post(PATIENT_VIEW, aCall(), from('192.0.2.1'))))
    expect(burst.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 429, 429, 429])
    const [refused] = burst.filter(({ status }) => status === 429)
    expect(refused?.headers.get('Retry-After')).toBe('60')
    if (refused) expect((await issuesOf(refused))[0]?.code).toBe('throttled')

    expect((await app.post(PATIENT_VIEW, aCall(), from('192.0.2.2'))).status).toBe(200)
    clock.at += 60_000
    expect((await app.post(PATIENT_VIEW, aCall(), from('192.0.2.1'))).status).toBe(200)
  })

  test('of one CDS client are 429 at every address it calls', async () => {
    const app = createTestApp({ rateLimits: { perClient: five() } })
    const statuses: number[] = []
    for (let call = 0; call < 7; call += 1)
      statuses.push((await app.post(call % 2 === 0 ? PATIENT_VIEW : '/assessments', aCall())).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
  })

  test('are no longer counted where nothing is configured', async () => {
    const app = createTestApp()
    for (let call = 0; call < 20; call += 1)
      expect((await app.post(PATIENT_VIEW, aCall(), from('192.0.2.1'))).status).toBe(200)
  })
})

describe('28 another origin', () => {
  const only = (allowedOrigins: readonly string[]) =>
    createTestApp({
      config: { environment: 'development', allowedOrigins, sandboxFhirUrl: undefined, timeZone: 'UTC' },
    })
  const preflight = { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' }

  test.each([[[]], [[ORIGIN]]])('reads nothing where %j are allowed', async (allowed) => {
    const app = only(allowed)
    for (const answer of [
      await app.post(PATIENT_VIEW, aCall(), { Origin: 'https://evil.example' }),
      await app.request(PATIENT_VIEW, { method: 'OPTIONS', headers: preflight }),
      await app.request('/cds-services', { headers: { Origin: 'null' } }),
    ])
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBeNull()
  })

  test('that is allowed reads without cookies, by its exact name', async () => {
    const answer = await only([ORIGIN]).post(PATIENT_VIEW, aCall(), { Origin: ORIGIN })
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN)
    expect(answer.headers.get('Access-Control-Allow-Credentials')).toBeNull()
    expect(answer.headers.get('Vary')).toMatch(/Origin/i)
  })
})

describe('29 storing', () => {
  test('is forbidden for everything about a patient and for every error, and allowed for discovery', async () => {
    const app = anAppWithPages()
    for (const path of [PATIENT_VIEW, '/assessments', '/playground/render', '/nothing'])
      expect((await app.post(path, aCall())).headers.get('Cache-Control'), path).toBe('no-store')
    expect((await app.request('/cds-services')).headers.get('Cache-Control')).toBe('public, max-age=3600')
  })
})

describe('31 an error', () => {
  const SECRET = 'Zyxa Canarysson'

  test('of ours is an OperationOutcome with an id and without a stack or a word of the record', async () => {
    const app = createTestApp({
      now: () => {
        throw new TypeError(`${SECRET} at file:///src/secret.ts:1`)
      },
    })
    const response = await app.post(PATIENT_VIEW, aCall())
    expect(response.status).toBe(500)
    const [issue] = await issuesOf(response)
    expect(issue?.diagnostics).toContain(response.headers.get('X-Request-Id'))
    expect(issue?.diagnostics).not.toMatch(/Zyxa|\.ts|TypeError|at /)
    expect(app.failures).toEqual([{ requestId: response.headers.get('X-Request-Id'), error: 'TypeError' }])
  })

  test('is never taken for silence', async () => {
    const clock = () => new Date(Number.NaN)
    const response = await createTestApp({ now: clock }).post(PATIENT_VIEW, aCall())
    expect(response.status).toBe(500)
  })
})

describe('33 methods and media types', () => {
  const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']
  const ALLOWED: readonly (readonly [path: string, method: string])[] = [
    ['/cds-services', 'GET'],
    [PATIENT_VIEW, 'POST'],
    ['/assessments', 'POST'],
    ['/policies', 'GET'],
    ['/policies/clinic', 'GET'],
    ['/about', 'GET'],
    ['/about.json', 'GET'],
    ['/healthz', 'GET'],
    ['/readyz', 'GET'],
    ['/', 'GET'],
    ['/style.css', 'GET'],
    ['/playground', 'GET'],
    ['/playground/style.css', 'GET'],
    ['/playground/render', 'POST'],
    ['/playground/forget', 'POST'],
  ]

  test.each(ALLOWED)('%s answers %s, and 405 to the others', async (path, allowed) => {
    const app = anAppWithPages()
    for (const method of METHODS.filter((each) => each !== allowed)) {
      const response = await app.request(path, { method })
      expect(response.status, method).toBe(405)
      expect(response.headers.get('Allow')).toBe(allowed)
    }
  })

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/fhir+xml',
  ])('a body of type %s is 415', async (type) => {
    for (const path of [PATIENT_VIEW, '/assessments'])
      expect((await createTestApp().post(path, aCall(), { 'Content-Type': type })).status).toBe(415)
  })

  test.each(['gzip', 'deflate', 'br', 'gzip, gzip', 'zstd'])(
    'a body packed with %s is 415, unopened',
    async (encoding) => {
      expect((await createTestApp().post(PATIENT_VIEW, aCall(), { 'Content-Encoding': encoding })).status).toBe(415)
    },
  )

  test.each(['text/html', 'application/fhir+xml', 'application/json;q=0'])(
    'whoever accepts %s alone gets 406',
    async (accept) => {
      const app = createTestApp()
      for (const path of [PATIENT_VIEW, '/assessments'])
        expect((await app.post(path, aCall(), { Accept: accept })).status).toBe(406)
      expect((await app.request('/cds-services', { headers: { Accept: accept } })).status).toBe(406)
    },
  )
})

describe('33 a page', () => {
  const PAGES = ['/', '/playground', '/policies', '/policies/clinic', '/policies/medicare-lcd', '/about']

  test.each(PAGES)('%s loads from this service alone, and holds no script and no style of its own', async (path) => {
    const response = await anAppWithPages().request(path, { headers: { Accept: 'text/html' } })
    expect(response.headers.get('Content-Type')).toContain('text/html')
    const policy = response.headers.get('Content-Security-Policy')?.split('; ') ?? []
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ]),
    )
    expect(policy.join(' ')).not.toMatch(/unsafe|\*|https?:\/\/(?!127\.0\.0\.1)/)
    const html = await response.text()
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|javascript:/i)
    expect(html.match(/(?:src|href)="https?:[^"]*\.(?:js|css|png|woff2?)"/g)).toBeNull()
  })

  test('and every other answer may load nothing at all, and stands in no frame', async () => {
    const app = anAppWithPages()
    for (const response of [
      await app.post(PATIENT_VIEW, aCall()),
      await app.post('/playground/render', {}),
      await app.request('/nothing'),
      await app.request('/cds-services'),
      await app.request('/policies?format=json'),
    ]) {
      expect(response.headers.get('Content-Security-Policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
      expect(response.headers.get('X-Frame-Options')).toBe('DENY')
      expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(response.headers.get('Referrer-Policy')).toBe('no-referrer')
      expect(response.headers.get('Strict-Transport-Security')).toMatch(/^max-age=\d{7,}/)
    }
  })
})

describe('34 analytics', () => {
  test.each([{}, { Authorization: 'Bearer guess' }, { Cookie: 'admin=1' }])(
    'is 404 to a stranger with %j',
    async (headers) => {
      expect((await anAppWithPages().request('/analytics', { headers })).status).toBe(404)
    },
  )
})

describe('35 the inventory', () => {
  test('is the same in discovery, in the routes and in the document', async () => {
    const app = createTestApp()
    const { services } = JSON.parse(await (await app.request('/cds-services')).text())
    for (const { id, hook } of services) {
      const response = await app.post(`/cds-services/${id}`, aCall({ hook: `not-${hook}` }))
      expect(response.status, id).toBe(400)
    }
    const routes = app.routes.filter(({ method }) => method === 'GET' || method === 'POST')
    const paths = routes.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
    const documented = Object.entries(openapi.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(paths.filter((path) => !documented.includes(path))).toEqual([])
    expect(documented.filter((path) => !paths.includes(path))).toEqual([])
  })

  test('answers for the services of a client alone', async () => {
    expect(await cardsOf(await createTestApp({ client: ST_ELSEWHERE }).post(PATIENT_VIEW, aCall()))).toHaveLength(1)
    expect((await createTestApp().post('/cds-services/vcf-patient-view-v0', aCall())).status).toBe(404)
  })
})
