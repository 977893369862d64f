import { SELF } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

const SERVICE = 'https://cds.example.org'

function call(prefetch: unknown) {
  return SELF.fetch(`${SERVICE}/cds-services/vcf-patient-view`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      hook: 'patient-view',
      hookInstance: crypto.randomUUID(),
      context: { userId: 'Practitioner/1', patientId: '1' },
      prefetch,
    }),
  })
}

describe('inside workerd', () => {
  test('discovery lists the services that work', async () => {
    const response = await SELF.fetch(`${SERVICE}/cds-services`)
    const { services } = await response.json<{ services: { id: string }[] }>()
    expect(response.status).toBe(200)
    expect(services.map(({ id }) => id)).toContain('vcf-patient-view')
  })

  test('a patient without a fracture gets no card', async () => {
    const response = await call({ patient: { resourceType: 'Patient', id: '1', birthDate: '1949-03-01' }, conditions: null, imagingReports: null })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ cards: [] })
  })

  test('a call without the patient is answered with 412 and the prefetch key that is missing', async () => {
    const response = await call({})
    expect(response.status).toBe(412)
    const outcome = await response.json<{ issue: { expression: string[] }[] }>()
    expect(outcome.issue[0]?.expression).toContain('prefetch.patient')
  })
})
