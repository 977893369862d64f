import type { Resource } from '@medplum/fhirtypes'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { createFhirReader, type FhirReader } from '../../src/fhir/client.ts'
import type { ReadLimits } from '../../src/fhir/reader-limits.ts'
import { SOURCE_ROWS } from '../../src/fhir/sources.ts'

export const BASE = 'https://ehr.example.org/fhir/R4'
export const TOKEN = 'canary-token-4711'
export const PATIENT_ID = 'pat-1'

/** An EHR that knows no address until a test teaches it one; every request is kept for the test to look at. */
export function startEhr() {
  const server = setupServer()
  const requests: { method: string; url: string; headers: Headers; body: string }[] = []

  server.events.on('request:start', async ({ request }) => {
    const { method, url, headers } = request
    const sent = { method, url, headers, body: '' }
    requests.push(sent)
    sent.body = await request.clone().text()
  })
  beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
  afterEach(() => {
    server.resetHandlers()
    requests.length = 0
  })
  afterAll(() => server.close())
  return { server, requests }
}

export function aReader(limits: Partial<ReadLimits> = {}, signal = AbortSignal.timeout(4_000)): FhirReader {
  return createFhirReader({ baseUrl: BASE, accessToken: TOKEN, fetch: globalThis.fetch, signal, limits })
}

export function searchConditions(reader: FhirReader) {
  return reader.search(SOURCE_ROWS.conditions, PATIENT_ID)
}

export function fhirJson(body: unknown, status = 200) {
  return new HttpResponse(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/fhir+json' } })
}

export function onPost(type: string, answer: () => Response | Promise<Response>) {
  return http.post(`${BASE}/${type}/_search`, () => answer())
}

export function onGet(path: string, answer: (url: URL) => Response | Promise<Response>) {
  return http.get(`${BASE}${path}`, ({ request }) => answer(new URL(request.url)))
}

/** A searchset; the resources are only what the reading needs: type, id and whose they are. */
export function searchset(resources: readonly object[], next?: string) {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: resources.length,
    ...(next === undefined
      ? {}
      : {
          link: [
            { relation: 'self', url: `${BASE}/x` },
            { relation: 'next', url: next },
          ],
        }),
    entry: resources.map((resource) => ({ resource, search: { mode: 'match' } })),
  }
}

export function condition(id: string, patientId = PATIENT_ID) {
  return { resourceType: 'Condition', id, subject: { reference: `Patient/${patientId}` } }
}

export function outcome(severity: string, code: string, detailsCode?: string) {
  const details = detailsCode === undefined ? {} : { details: { coding: [{ code: detailsCode }] } }
  return { resourceType: 'OperationOutcome', issue: [{ severity, code, ...details }] }
}

export function outcomeEntry(severity: string, code: string, detailsCode?: string) {
  return { resource: outcome(severity, code, detailsCode), search: { mode: 'outcome' } }
}

export function idsOf(resources: readonly Resource[]) {
  return resources.map(({ id }) => id)
}
