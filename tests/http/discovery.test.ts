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

const services = await servicesIn(await app.request('/cds-services'))

describe('GET /cds-services', () => {
  test('lists the six services, one id for one hook, and no other', () => {
    expect(services.map(({ hook, id }) => [hook, id])).toEqual([
      ['patient-view', 'vcf-patient-view'],
      ['order-select', 'vcf-order-select'],
      ['order-sign', 'vcf-order-sign'],
      ['encounter-start', 'vcf-encounter-start'],
      ['encounter-discharge', 'vcf-encounter-discharge'],
      ['problem-list-item-create', 'vcf-problem-list-item-create'],
    ])
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

describe.each(services)('$id', ({ title, description, usageRequirements, prefetch }) => {
  test('says what it is, what it does and what it needs', () => {
    expect(title).toMatch(/\S/)
    expect(description).toMatch(/kyphoplasty/i)
    expect(usageRequirements).toMatch(/FHIR R4/)
    expect(usageRequirements).toMatch(/412/)
  })

  test('names the scope of each of its templates', () => {
    for (const template of Object.values(prefetch))
      expect(usageRequirements).toContain(`patient/${template.split(/[/?]/)[0]}.rs`)
  })

  test('asks for the patient, the conditions and the imaging reports by the keys they are named with', () => {
    expect(prefetch.patient).toBe('Patient/{{context.patientId}}')
    expect(prefetch.conditions).toMatch(/^Condition\?patient=\{\{context\.patientId\}\}/)
    expect(prefetch.imagingReports).toMatch(/^DiagnosticReport\?patient=\{\{context\.patientId\}\}/)
  })

  test('reads the encounter by its id, and nothing else by another token than the patient', () => {
    const byEncounter = Object.entries(prefetch).filter(([, template]) => template.includes('encounterId'))
    expect(byEncounter).toEqual([['encounter', 'Encounter/{{context.encounterId}}']])
  })

  test('has the templates of every other service, so that an EHR copies them once', () => {
    expect(prefetch).toEqual(services[0]?.prefetch)
  })

  test('keeps to the part of FHIR search that every client knows', () => {
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

test('every service says something of its own', () => {
  for (const field of ['title', 'description', 'usageRequirements'] as const)
    expect(new Set(services.map((service) => service[field])).size).toBe(services.length)
})

test('keys never change: an EHR that copied them by hand sends them for ever', () => {
  expect(Object.keys(services[0]?.prefetch ?? {})).toEqual([
    'patient',
    'conditions',
    'imagingReports',
    'imagingStudies',
    'observations',
    'medications',
    'procedures',
    'serviceRequests',
    'allergies',
    'encounter',
  ])
})
