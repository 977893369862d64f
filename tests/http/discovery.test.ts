import { describe, expect, test } from 'vitest'
import { createTestApp } from '../support/app.ts'

const app = createTestApp()

interface Service {
  readonly hook: string
  readonly id: string
  readonly title: string
  readonly description: string
  readonly usageRequirements: string
  readonly prefetch: Readonly<Record<string, string>>
}

async function servicesIn(response: Response): Promise<readonly Service[]> {
  expect(response.status).toBe(200)
  return JSON.parse(await response.text()).services
}

async function onlyService(): Promise<Service> {
  const [service] = await servicesIn(await app.request('/cds-services'))
  if (!service) throw new Error('no service is listed')
  return service
}

describe('GET /cds-services', () => {
  test('lists the service that works, and no other', async () => {
    const services = await servicesIn(await app.request('/cds-services'))
    expect(services.map(({ hook, id }) => [hook, id])).toEqual([['patient-view', 'vcf-patient-view']])
  })

  test('answers JSON', async () => {
    const response = await app.request('/cds-services')
    expect(response.headers.get('Content-Type')).toMatch(/^application\/json/)
  })

  test('answers with a trailing slash as well, without a redirect', async () => {
    const response = await app.request('/cds-services/')
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(await (await app.request('/cds-services')).text())
  })

  test('answers HEAD with the headers and no body', async () => {
    const response = await app.request('/cds-services', { method: 'HEAD' })
    expect(response.status).toBe(200)
    expect(response.headers.get('ETag')).not.toBeNull()
    expect(await response.text()).toBe('')
  })

  test('is public: it answers the same with a token, a broken one included', async () => {
    const expected = await (await app.request('/cds-services')).text()
    for (const Authorization of ['Bearer eyJhbGciOiJub25lIn0.e30.', 'Bearer null', 'Basic x', 'nonsense']) {
      const response = await app.request('/cds-services', { headers: { Authorization } })
      expect(response.status).toBe(200)
      expect(await response.text()).toBe(expected)
    }
  })

  test('may be kept for an hour', async () => {
    const response = await app.request('/cds-services')
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=3600')
  })

  test('answers 304 without a body to a client that has the same already', async () => {
    const etag = (await app.request('/cds-services')).headers.get('ETag') ?? ''
    expect(etag).toMatch(/^(?:W\/)?"[^"]+"$/)
    const response = await app.request('/cds-services', { headers: { 'If-None-Match': etag } })
    expect(response.status).toBe(304)
    expect(await response.text()).toBe('')
    expect(response.headers.get('ETag')).toBe(etag)
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=3600')
  })

  test('lets a browser read the 304 too', async () => {
    const etag = (await app.request('/cds-services')).headers.get('ETag') ?? ''
    const headers = { 'If-None-Match': etag, Origin: 'https://ehr.example.org' }
    const response = await app.request('/cds-services', { headers })
    expect(response.status).toBe(304)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(response.headers.get('X-Request-Id')).toMatch(/\S/)
  })

  test('answers 200 to a client that has something older', async () => {
    const response = await app.request('/cds-services', { headers: { 'If-None-Match': '"older"' } })
    expect(response.status).toBe(200)
  })

  test('lets any browser read it in development', async () => {
    const response = await app.request('/cds-services', { headers: { Origin: 'https://ehr.example.org' } })
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
  })
})

describe('the service in it', () => {
  test('says what it is, what it does and what it needs', async () => {
    const { title, description, usageRequirements } = await onlyService()
    expect(title).toMatch(/\S/)
    expect(description).toMatch(/kyphoplasty/i)
    expect(usageRequirements).toMatch(/FHIR R4/)
    expect(usageRequirements).toMatch(/412/)
    expect(usageRequirements).toMatch(/patient\/Patient\.rs/)
  })

  test('asks for the patient, the conditions and the imaging reports by the keys they are named with', async () => {
    const { prefetch } = await onlyService()
    expect(prefetch.patient).toBe('Patient/{{context.patientId}}')
    expect(prefetch.conditions).toMatch(/^Condition\?patient=\{\{context\.patientId\}\}/)
    expect(prefetch.imagingReports).toMatch(/^DiagnosticReport\?patient=\{\{context\.patientId\}\}/)
  })

  test('keeps to the part of FHIR search that every client knows', async () => {
    const { prefetch } = await onlyService()
    for (const [key, template] of Object.entries(prefetch)) {
      expect(key).toMatch(/^[a-z][A-Za-z]*$/)
      const tokens = [...template.matchAll(/\{\{([^}]*)\}\}/g)].map(([, token]) => token)
      expect(['context.patientId', 'context.encounterId']).toContain(tokens[0])
      expect(tokens).toHaveLength(1)
      const names = [...new URLSearchParams(template.split('?')[1] ?? '').keys()]
      expect(new Set(names).size).toBe(names.length)
      for (const name of names) expect(['patient', 'code', 'category', '_count']).toContain(name)
      expect(template.length).toBeLessThan(2_000)
    }
  })
})
