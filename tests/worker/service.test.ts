import { SELF } from 'cloudflare:test'
import { beforeAll, describe, expect, test } from 'vitest'
import { emptyState } from './storage/state.ts'

const SERVICE = 'https://cds.example.org'
const PATIENT = { resourceType: 'Patient', id: '1', birthDate: '1949-03-01', gender: 'female' }

function call(prefetch: unknown): Promise<Response> {
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

function searchset(...resources: readonly object[]) {
  return { resourceType: 'Bundle', type: 'searchset', entry: resources.map((resource) => ({ resource })) }
}

describe('inside workerd', () => {
  beforeAll(async () => {
    await emptyState()
  })

  test('discovery lists the services that work', async () => {
    const response = await SELF.fetch(`${SERVICE}/cds-services`)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({
      services: expect.arrayContaining([expect.objectContaining({ id: 'vcf-patient-view', hook: 'patient-view' })]),
    })
  })

  test('a patient without a fracture gets no card', async () => {
    const response = await call({ patient: PATIENT, conditions: null, imagingReports: null })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ cards: [] })
  })

  test('a call without the patient is answered with 412 and the prefetch key that is missing', async () => {
    const response = await call({})
    expect(response.status).toBe(412)
    expect(await response.json()).toMatchObject({
      issue: [{ expression: expect.arrayContaining(['prefetch.patient']) }],
    })
  })

  test('a diagnosis without imaging behind it asks for an MRI, and again with the same uuid', async () => {
    const condition = {
      resourceType: 'Condition',
      id: 'c1',
      subject: { reference: 'Patient/1' },
      code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'S22.080A' }], text: 'T12 wedge fracture' },
      recordedDate: new Date().toISOString().slice(0, 10),
    }
    const sent = { patient: PATIENT, conditions: searchset(condition), imagingReports: null }
    const [first, second] = [await (await call(sent)).json(), await (await call(sent)).json()]
    expect(first).toMatchObject({ cards: [{ summary: expect.stringContaining('MRI of the spine with STIR') }] })
    expect(second).toEqual(first)
  })
})
