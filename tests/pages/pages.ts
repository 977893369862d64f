import { readFile } from 'node:fs/promises'
import { documentPages } from '../../src/pages/documents.ts'
import { landing } from '../../src/pages/landing.ts'
import { createPlayground, type PlaygroundOptions } from '../../src/pages/playground/index.tsx'
import { renderPages } from '../../src/pages/render-pages.tsx'

export function aPlayground(change: Partial<PlaygroundOptions> = {}) {
  return createPlayground({
    fhirUrl: 'http://127.0.0.1:8103/fhir/R4',
    forget: async () => undefined,
    now: () => new Date('2026-11-22T12:00:00Z'),
    readAsset: readPageAsset,
    ...change,
  })
}

export function aLandingPage({ hasPlayground = true } = {}) {
  return landing({ hasPlayground, readAsset: readPageAsset })
}

const PAGES = new URL('../../src/pages/', import.meta.url)

/** The pages and what they load, as a deployment brings them along. */
export async function readPageAsset(name: string): Promise<string> {
  return rendered.get(name) ?? readFile(new URL(name, PAGES), 'utf8')
}

const rendered = renderPages()

export function theDocumentPages() {
  return documentPages(readPageAsset)
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
