import { validateResource } from '@medplum/core'
import type { CapabilityStatement, Resource } from '@medplum/fhirtypes'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { createFhirApi } from '../../src/sandbox/fhir-api.ts'
import type { FhirRequest, Handle } from '../../src/sandbox/fhir-message.ts'

const baseUrl = 'http://ehr.example.org/fhir/R4'
const get = (target: string): FhirRequest => ({ method: 'GET', target, headers: {}, body: undefined, baseUrl })

let handle: Handle
beforeAll(async () => {
  handle = await createFhirApi([{ resourceType: 'Patient', id: 'ada' }])
}, 30_000)

async function readCapabilities(): Promise<CapabilityStatement> {
  const { status, resource } = await handle(get('/fhir/R4/metadata'))
  if (status !== 200 || resource?.resourceType !== 'CapabilityStatement') throw new Error('no CapabilityStatement')
  return resource
}

async function parametersOf(type: string): Promise<readonly (string | undefined)[]> {
  const statement = await readCapabilities()
  const resource = statement.rest?.[0]?.resource?.find((each) => each.type === type)
  return (resource?.searchParam ?? []).map(({ name }) => name)
}

describe('the CapabilityStatement', () => {
  test('is a valid R4 resource about this base', async () => {
    const statement = await readCapabilities()
    expect(() => validateResource(statement)).not.toThrow()
    expect(statement).toMatchObject({ fhirVersion: '4.0.1', kind: 'instance', implementation: { url: baseUrl } })
    expect(statement.format).toContain('application/fhir+json')
  })

  test('names the types of R4 and nothing abstract or of another product', async () => {
    const resources = (await readCapabilities()).rest?.[0]?.resource ?? []
    const types = resources.map(({ type }) => type)
    expect(types).toEqual(expect.arrayContaining(['Patient', 'Condition', 'ImagingStudy', 'DiagnosticReport']))
    expect(types.length).toBeGreaterThan(140)
    for (const other of ['Resource', 'DomainResource', 'Project', 'Bot']) expect(types).not.toContain(other)
    const codes = resources.find(({ type }) => type === 'Condition')?.interaction?.map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining(['read', 'search-type']))
  })

  test('names what is searched by and leaves out what would be answered wrongly', async () => {
    expect(await parametersOf('Condition')).toEqual(
      expect.arrayContaining(['patient', 'subject', 'code', 'category', 'clinical-status', 'recorded-date', '_id']),
    )
    expect(await parametersOf('Observation')).not.toContain('value-quantity')
    expect(await parametersOf('Observation')).not.toContain('code-value-quantity')
  })

  test('is kept: every parameter it names can be searched and sorted by', async () => {
    const values = new Map([
      ['date', '2026'],
      ['reference', 'http://example.org/fhir/x'],
      ['string', 'x'],
      ['token', 'x'],
    ])
    const resources = (await readCapabilities()).rest?.[0]?.resource ?? []
    const refused: string[] = []
    let asked = 0
    for (const { type, searchParam = [] } of resources) {
      await handle({
        ...get(`/fhir/R4/${type}/x`),
        method: 'PUT',
        body: JSON.stringify({ resourceType: type, id: 'x' }),
      })
      for (const { name, type: kind = '' } of searchParam) {
        asked += 1
        const { status } = await handle(get(`/fhir/R4/${type}?${name}=${values.get(kind)}&_sort=${name}`))
        if (status !== 200) refused.push(`${type}?${name}`)
      }
    }
    expect(refused).toEqual([])
    expect(asked).toBeGreaterThan(1000)
  }, 30_000)
})

test('a path that climbs, not resolved by any client, finds nothing and writes nothing', async () => {
  expect((await handle(get('/fhir/R4/Patient/..'))).status).toBe(404)
  expect((await handle(get('/fhir/R4/../../etc/passwd'))).status).toBe(404)
  const put = { ...get('/fhir/R4/Patient/..'), method: 'PUT', body: '{"resourceType":"Patient","id":".."}' }
  expect((await handle(put)).status).toBe(400)
})

describe('whatever is sent', () => {
  const target = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webPath(),
    fc
      .tuple(fc.constantFrom('Patient', 'Condition', '__proto__', ''), fc.string(), fc.string())
      .map(([type, name, value]) => `/fhir/R4/${type}?${name}=${value}`),
    fc.constantFrom(
      '/fhir/R4/Patient/../../../etc/passwd',
      '/fhir/R4/Patient?_count=1e9',
      '/fhir/R4/Patient?_sort=__proto__',
      '/fhir/R4/hasOwnProperty/toString',
    ),
  )
  const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH', 'TRACE', '__proto__')
  const body = fc.option(fc.oneof(fc.json(), fc.string()), { nil: undefined })

  test('the answer is a 2xx or a 4xx, and an error is an OperationOutcome', async () => {
    await fc.assert(
      fc.asyncProperty(target, method, body, async (target, method, body) => {
        const { status, resource } = await handle({ method, target, body, headers: {}, baseUrl })
        expect(status).toBeLessThan(500)
        if (status >= 400) expect(resource?.resourceType).toBe('OperationOutcome')
      }),
      { numRuns: 500 },
    )
  })

  test('a Bundle of anything is answered for each of its entries or refused', async () => {
    const entry = fc.record(
      {
        fullUrl: fc.jsonValue(),
        request: fc.record({
          method,
          url: fc.oneof(target, fc.constantFrom('Patient', 'Patient/1', 'Patient/_search')),
        }),
        resource: fc.oneof(fc.jsonValue(), fc.constant({ resourceType: 'Patient', id: '1' })),
      },
      { requiredKeys: [] },
    )
    const bundle = fc.record({
      resourceType: fc.constant('Bundle'),
      type: fc.constantFrom('batch', 'transaction'),
      entry: fc.oneof(fc.array(fc.oneof(entry, fc.jsonValue()), { maxLength: 5 }), fc.jsonValue()),
    })
    await fc.assert(
      fc.asyncProperty(bundle, async (bundle) => {
        const body = JSON.stringify(bundle)
        const { status, resource } = await handle({ ...get('/fhir/R4'), method: 'POST', body })
        expect([200, 400]).toContain(status)
        if (
          status === 200 &&
          bundle.type === 'batch' &&
          Array.isArray(bundle.entry) &&
          resource?.resourceType === 'Bundle'
        ) {
          expect(resource.entry ?? []).toHaveLength(bundle.entry.length)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('a record of anything can be stored and never breaks a search', async () => {
    const resource = fc
      .dictionary(fc.constantFrom('code', 'subject', 'recordedDate', 'category', 'clinicalStatus'), fc.jsonValue())
      .map((elements) => ({ ...elements, resourceType: 'Condition', id: 'any' }))
    const searches = ['code=1', 'patient=ada', 'recorded-date=ge2026', '_sort=-recorded-date', 'category:missing=false']
    await fc.assert(
      fc.asyncProperty(resource, fc.constantFrom(...searches), async (resource, search) => {
        const put = { ...get('/fhir/R4/Condition/any'), method: 'PUT', body: JSON.stringify(resource) }
        expect((await handle(put)).status).toBeLessThan(300)
        expect((await handle(get(`/fhir/R4/Condition?${search}`))).status).toBe(200)
      }),
      { numRuns: 200 },
    )
  })
})

test('the resources it was made from are not touched', async () => {
  const patient: Resource = { resourceType: 'Patient', id: 'bea' }
  const own = await createFhirApi([patient])
  await own({
    ...get('/fhir/R4/Patient/bea'),
    method: 'PUT',
    body: '{"resourceType":"Patient","id":"bea","active":true}',
  })
  expect(patient).toEqual({ resourceType: 'Patient', id: 'bea' })
})
