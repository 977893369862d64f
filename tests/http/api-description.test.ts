import { describe, expect, test } from 'vitest'
import { docsPage } from '../../src/pages/docs/index.ts'
import { aLandingPage, aPlayground, theDocumentPages } from '../pages/pages.ts'
import { createTestApp, issuesOf } from '../support/app.ts'

const FILES: Readonly<Record<string, string>> = {
  'openapi.yaml': 'openapi: 3.1.0\n',
  'docs.html': '<html><p>API</p></html>',
}

async function readAsset(name: string): Promise<string | undefined> {
  return FILES[name]
}

const app = createTestApp({
  readAsset,
  pages: {
    landing: aLandingPage(),
    playground: aPlayground(),
    docs: docsPage(readAsset),
    documents: theDocumentPages(),
  },
})

describe('GET /openapi.yaml', () => {
  test.each(['/openapi.yaml', '/openapi.yaml/'])('%s answers the description as it is written', async (path) => {
    const response = await app.request(path)
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('text/yaml; charset=utf-8')
    expect(await response.text()).toBe(FILES['openapi.yaml'])
  })

  test('answers 304 to the ETag it gave', async () => {
    const etag = (await app.request('/openapi.yaml')).headers.get('ETag') ?? ''
    const again = await app.request('/openapi.yaml', { headers: { 'If-None-Match': etag } })
    expect(again.status).toBe(304)
    expect(again.headers.get('ETag')).toBe(etag)
    expect(await again.text()).toBe('')
  })

  test.each(['POST', 'PUT', 'DELETE'])('answers %s with 405', async (method) => {
    const response = await app.request('/openapi.yaml', { method })
    expect(response.status).toBe(405)
    expect(response.headers.get('Allow')).toBe('GET')
    await issuesOf(response)
  })

  test('is 404 where no files were deployed beside the Worker', async () => {
    const response = await createTestApp().request('/openapi.yaml')
    expect(response.status).toBe(404)
    await issuesOf(response)
  })
})

describe('GET /docs', () => {
  test('answers the page, which may load nothing from elsewhere', async () => {
    const response = await app.request('/docs')
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'; /)
    expect(response.headers.get('Content-Security-Policy')).not.toMatch(/unsafe|https?:/)
    expect(await response.text()).toBe(`<!doctype html>${FILES['docs.html']}`)
  })

  test('is 404 where no files were deployed beside the Worker', async () => {
    const without = docsPage(async () => undefined)
    expect((await without.request('/')).status).toBe(404)
  })
})
