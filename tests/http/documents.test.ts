import { describe, expect, test } from 'vitest'
import { GATES } from '../../src/clinical/gates/index.ts'
import { POLICIES } from '../../src/clinical/policies/index.ts'
import { aLandingPage, aPlayground, theDocumentPages } from '../pages/pages.ts'
import { createTestApp, issuesOf } from '../support/app.ts'

const withoutPages = createTestApp()
const withPages = createTestApp({
  pages: { landing: aLandingPage(), playground: aPlayground(), documents: theDocumentPages() },
})

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8'
const PATHS = ['/policies', '/policies/medicare-lcd', '/about']

function get(path: string, accept?: string, app = withPages): Promise<Response> {
  return app.request(path, accept === undefined ? {} : { headers: { Accept: accept } })
}

describe.each(PATHS)('GET %s', (path) => {
  test.each([
    ['a browser', BROWSER, 'text/html'],
    ['somebody who takes anything', '*/*', 'text/html'],
    ['somebody who says nothing', undefined, 'text/html'],
    ['a program', 'application/json', 'application/json'],
    ['a program that prefers JSON', 'application/json, text/html;q=0.5', 'application/json'],
    ['a program that refuses HTML', 'text/html;q=0, application/json', 'application/json'],
    ['an Accept that is none', ',;;q=x,/', 'text/html'],
  ])('answers %s with the right form', async (_who, accept, type) => {
    const response = await get(path, accept)
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toContain(type)
    expect(response.headers.get('Vary')).toContain('Accept')
  })

  test('answers JSON to a link with ?format=json', async () => {
    expect((await get(`${path}?format=json`, BROWSER)).headers.get('Content-Type')).toContain('application/json')
  })

  test('answers JSON where no pages are served, whatever is asked', async () => {
    const response = await get(path, BROWSER, withoutPages)
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toContain('application/json')
  })

  test('answers with a trailing slash as well', async () => {
    expect((await get(`${path}/`, 'application/json')).status).toBe(200)
  })

  test('answers HEAD without a body', async () => {
    const response = await withPages.request(path, { method: 'HEAD' })
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('')
  })

  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('answers %s with 405', async (method) => {
    const response = await withPages.request(path, { method })
    expect(response.status).toBe(405)
    expect(response.headers.get('Allow')).toBe('GET')
    expect((await issuesOf(response))[0]?.code).toBe('not-supported')
  })

  test('lets browsers of allowed origins read it', async () => {
    const response = await withPages.request(path, { headers: { Origin: 'https://x.example.org' } })
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
  })
})

describe('GET /policies', () => {
  test('lists every policy', async () => {
    const { policies } = JSON.parse(await (await get('/policies', 'application/json')).text())
    expect(policies.map(({ id }: { readonly id: string }) => id)).toEqual(POLICIES.map(({ id }) => id))
  })
})

describe('GET /policies/{id}', () => {
  test.each(POLICIES)('$id answers its document, and its PlanDefinition as FHIR', async ({ id }) => {
    const document = JSON.parse(await (await get(`/policies/${id}`, 'application/json')).text())
    expect(document.id).toBe(id)
    expect(document.gates).toHaveLength(GATES.length)
    for (const response of [
      await get(`/policies/${id}`, 'application/fhir+json'),
      await get(`/policies/${id}`, 'application/fhir+json; fhirVersion=4.0'),
      await get(`/policies/${id}?format=fhir`, BROWSER),
      await get(`/policies/${id}`, 'application/fhir+json', withoutPages),
    ]) {
      expect(response.headers.get('Content-Type')).toMatch(/^application\/fhir\+json/)
      expect(JSON.parse(await response.text())).toMatchObject({ resourceType: 'PlanDefinition', id })
    }
  })

  test.each(['unknown', 'constructor', '__proto__', 'Clinic', 'clinic%00', 'x'.repeat(500)])(
    '%s is 404, in every form and method',
    async (id) => {
      for (const accept of [BROWSER, 'application/json', 'application/fhir+json']) {
        const response = await get(`/policies/${id}`, accept)
        expect(response.status).toBe(404)
        expect((await issuesOf(response))[0]?.code).toBe('not-found')
      }
      expect((await withPages.request(`/policies/${id}`, { method: 'POST' })).status).toBe(404)
    },
  )

  test('does not repeat an id that is none', async () => {
    expect(await (await get('/policies/canary-4711')).text()).not.toContain('canary')
  })
})

describe('GET /about.json', () => {
  test('is JSON, whatever is asked, and the same as /about', async () => {
    const response = await get('/about.json', BROWSER)
    expect(response.headers.get('Content-Type')).toContain('application/json')
    expect(await response.text()).toBe(await (await get('/about', 'application/json')).text())
  })

  test('is not posted to', async () => {
    expect((await withPages.request('/about.json', { method: 'POST' })).status).toBe(405)
  })
})
