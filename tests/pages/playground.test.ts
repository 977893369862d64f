import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assetOf, SCRIPTS } from '../../src/pages/page-files.ts'
import { HOOKS } from '../../src/services/index.ts'
import { aCard, anAssessment, anExchange } from './an-exchange.ts'
import { aPlayground, fragmentsFor, post, readPageAsset } from './pages.ts'

describe('GET /playground', () => {
  test('allows nothing from another host but calls to the FHIR server', async () => {
    const response = await aPlayground().request('/')
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Security-Policy')?.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self' http://127.0.0.1:8103",
      "img-src 'self' data:",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ])
  })

  test('brings its script and its style sheet from this host, and has no style or script in the markup', async () => {
    const html = await (await aPlayground().request('/')).text()
    expect(html).toMatch(/^<!doctype html><html lang="en">/)
    expect(html).toContain('src="/playground/playground.client.js"')
    expect(html).toContain('href="/playground/style.css"')
    expect(html).not.toMatch(/\sstyle=|\son[a-z]+=|<style|<script(?! type="module" src=)/)
  })

  test('has a step for every hook but the one that fires when the chart opens', async () => {
    const app = aPlayground()
    const html = await (await app.request('/')).text()
    const signing = await fragmentsFor('/orders', { orders: [{ id: 'o1' }] })
    const fired = [...`${html}${signing}`.matchAll(/data-action="([^"]+)"/g)].map(([, hook = '']) => hook)
    expect([...fired, 'patient-view'].sort()).toEqual([...HOOKS].sort())
  })

  test.each([
    [true, 3],
    [false, 1],
  ])(
    'with TRUSTED_CLIENTS (%s) offers neither silent mode nor forgetting: both are for its own client',
    async (needsToken, off) => {
      const html = await (await aPlayground({ needsToken }).request('/')).text()
      expect(html.includes('TRUSTED_CLIENTS is set')).toBe(needsToken)
      expect(html.match(/ disabled=""/g)).toHaveLength(off)
    },
  )

  test('says how to get patients when no FHIR server is configured', async () => {
    const response = await aPlayground({ fhirUrl: undefined }).request('/')
    expect(await response.text()).toContain('npm start')
    expect(response.headers.get('Content-Security-Policy')).toContain("connect-src 'self';")
  })

  test.each([
    ['/style.css', 'text/css; charset=utf-8', ':root'],
    ['/playground.client.js', 'text/javascript; charset=utf-8', "from '/playground/ehr.client.js'"],
    ['/cds-client.client.js', 'text/javascript; charset=utf-8', '/cds-services'],
  ])('serves %s as text of its kind', async (path, type, words) => {
    const response = await aPlayground().request(path)
    expect(response.headers.get('Content-Type')).toBe(type)
    expect(await response.text()).toContain(words)
  })
})

describe('the scripts', () => {
  test.each(['/playground.client.js', '/style.css'])(
    'and the style sheet are not found where they were not deployed: %s',
    async (path) => {
      const app = aPlayground({ readAsset: async () => undefined })
      expect((await app.request(path)).status).toBe(404)
    },
  )

  test('import only modules that are served', async () => {
    const app = aPlayground()
    for (const script of SCRIPTS) {
      const text = await readPageAsset(assetOf(script))
      for (const [, path = ''] of text.matchAll(/from '\/playground(\/[^']+)'/g)) {
        expect((await app.request(path)).status).toBe(200)
      }
    }
  })
})

describe('POST /playground/forget', () => {
  test('forgets the named patient', async () => {
    const forgotten: string[] = []
    const app = aPlayground({ forget: async (patientId) => void forgotten.push(patientId) })
    expect((await post(app, '/forget', { patientId: 'refer-now' })).status).toBe(204)
    expect(forgotten).toEqual(['refer-now'])
  })

  test.each([[{}], [null], [{ patientId: 5 }], [{ patientId: '../x' }], [{ patientId: '' }]])(
    'refuses %j, which names no patient',
    async (body) => {
      const forgotten: string[] = []
      const app = aPlayground({ forget: async (patientId) => void forgotten.push(patientId) })
      expect((await post(app, '/forget', body)).status).toBe(400)
      expect(forgotten).toEqual([])
    },
  )
})

describe('the fragments', () => {
  test.each(['/patients', '/chart', '/render', '/orders', '/feedback'])('%s answers any JSON at all', async (path) => {
    const app = aPlayground()
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 5 }), async (body) => {
        expect((await post(app, path, body)).status).toBe(200)
      }),
      { numRuns: 150 },
    )
  })

  test('an exchange with any JSON in any one place is shown', async () => {
    const app = aPlayground()
    const places = ['request', 'response', 'status', 'assessment', 'timings'] as const
    const parts = ['gates', 'policies', 'facts', 'fractures', 'companions', 'couldNotLook', 'outcome'] as const
    const exchanges = fc.oneof(
      fc
        .record({ place: fc.constantFrom(...places), json: fc.jsonValue() })
        .map(({ place, json }) => ({ [place]: json })),
      fc
        .record({ part: fc.constantFrom(...parts), json: fc.jsonValue() })
        .map(({ part, json }) => ({ assessment: anAssessment({ [part]: json }) })),
      fc
        .jsonValue()
        .map((json) => ({ response: { cards: [json, aCard({ suggestions: json }), aCard({ links: json })] } })),
    )
    await fc.assert(
      fc.asyncProperty(exchanges, async (change) => {
        expect((await post(app, '/render', anExchange(change))).status).toBe(200)
      }),
      { numRuns: 200 },
    )
  })

  test('a body that is no JSON is refused with an OperationOutcome', async () => {
    const response = await aPlayground().request('/render', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{',
    })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ resourceType: 'OperationOutcome' })
  })

  test('a body of more than 2 MB is refused', async () => {
    expect((await post(aPlayground(), '/chart', 'x'.repeat(2 * 1024 * 1024))).status).toBe(413)
  })

  test('requests at the same time never see each other', async () => {
    const app = aPlayground()
    const names = Array.from({ length: 30 }, (_, index) => `Patient-number-${index}-`)
    const pages = await Promise.all(
      names.map(async (name) =>
        (await post(app, '/render', anExchange({ assessment: anAssessment({ because: name }) }))).text(),
      ),
    )
    for (const [index, page] of pages.entries()) {
      expect(names.filter((name) => page.includes(name))).toEqual([names[index]])
    }
  })

  test('long lists are cut, so that a small body cannot become a huge page', async () => {
    const gates = Array.from({ length: 20_000 }, () => ({}))
    const html = await fragmentsFor('/render', anExchange({ assessment: anAssessment({ gates }) }))
    expect(html.length).toBeLessThan(300_000)
  })
})
