import { readFile } from 'node:fs/promises'
import { landingPage } from '../../src/pages/landing.tsx'
import { createPlayground, type PlaygroundOptions } from '../../src/pages/playground/index.tsx'

export function aPlayground(change: Partial<PlaygroundOptions> = {}) {
  return createPlayground({
    fhirUrl: 'http://127.0.0.1:8103/fhir/R4',
    forget: async () => undefined,
    now: () => new Date('2026-11-22T12:00:00Z'),
    readAsset: readPageFile,
    ...change,
  })
}

export function aLandingPage({ hasPlayground = true } = {}) {
  return landingPage({ hasPlayground, readAsset: readPageFile })
}

const PAGES = new URL('../../src/pages/', import.meta.url)

/** What the pages load, as a deployment brings it along. */
export function readPageFile(name: string): Promise<string> {
  return readFile(new URL(name, PAGES), 'utf8')
}

/** The fragments that the page would put in place for this JSON. */
export async function fragmentsFor(
  path: '/patients' | '/chart' | '/render' | '/orders' | '/feedback',
  body: unknown,
  change: Partial<PlaygroundOptions> = {},
): Promise<string> {
  const response = await post(aPlayground(change), path, body)
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`)
  return response.text()
}

export async function post(app: ReturnType<typeof aPlayground>, path: string, body: unknown): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' }
  return app.request(path, { method: 'POST', headers, body: JSON.stringify(body) })
}
