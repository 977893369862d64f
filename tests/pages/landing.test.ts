import { describe, expect, test } from 'vitest'
import { aLandingPage } from './pages.ts'

describe('GET /', () => {
  test('says what this is and that it is no device', async () => {
    const html = await (await aLandingPage().request('/')).text()
    expect(html).toContain('A CDS Hooks service.')
    expect(html).toContain('Not a medical device. Synthetic data only. It supports')
    expect(html).toContain('href="/cds-services"')
  })

  test.each(['/policies', '/about', '/docs'])('leads to %s', async (path) => {
    const html = await (await aLandingPage({ hasPlayground: false }).request('/')).text()
    expect(html).toContain(`href="${path}"`)
  })

  test.each([
    [true, 1],
    [false, 0],
  ])('links to the playground only where there is one: %s', async (hasPlayground, links) => {
    const html = await (await aLandingPage({ hasPlayground }).request('/')).text()
    expect(html.match(/href="\/playground"/g) ?? []).toHaveLength(links)
  })

  test('speaks of synthetic data only where the playground is', async () => {
    const html = await (await aLandingPage({ hasPlayground: false }).request('/')).text()
    expect(html).toContain('Not a medical device. It supports')
    expect(html).not.toContain('Synthetic')
  })

  test('loads nothing from another host', async () => {
    const app = aLandingPage()
    const response = await app.request('/')
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    expect(await response.text()).not.toMatch(/(?:src|href)="https?:/)
    expect((await app.request('/style.css')).headers.get('Content-Type')).toBe('text/css; charset=utf-8')
  })
})
