import { MedplumClient } from '@medplum/core'
import type { Condition } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { aSandbox } from './a-sandbox.ts'

const conditions = Array.from(
  { length: 7 },
  (_, index): Condition => ({
    resourceType: 'Condition',
    id: `c${index}`,
    subject: { reference: 'Patient/ada' },
    code: { coding: [{ system: 'http://snomed.info/sct', code: String(1000 + index) }] },
  }),
)
const sandbox = aSandbox([{ resourceType: 'Patient', id: 'ada' }, ...conditions])

/** Set up as for any FHIR server that is not Medplum's. */
const createClient = () =>
  new MedplumClient({ baseUrl: `${sandbox.baseUrl()}/`, fhirUrlPath: '', fetch, cacheTime: 0, maxRetries: 0 })

describe('MedplumClient', () => {
  test('reads a resource', async () => {
    expect(await createClient().readResource('Patient', 'ada')).toMatchObject({ resourceType: 'Patient', id: 'ada' })
  })

  test('rejects with the OperationOutcome for an unknown id', async () => {
    await expect(createClient().readResource('Patient', 'nobody')).rejects.toMatchObject({
      outcome: { resourceType: 'OperationOutcome', issue: [{ code: 'not-found' }] },
    })
  })

  test('searches', async () => {
    const code = 'http://snomed.info/sct|1002,http://snomed.info/sct|1005'
    const found = await createClient().searchResources('Condition', { patient: 'Patient/ada', code })
    expect(found.map(({ id }) => id)).toEqual(['c2', 'c5'])
  })

  test('follows the pages to the end', async () => {
    const ids: (string | undefined)[] = []
    for await (const page of createClient().searchResourcePages('Condition', { patient: 'ada', _count: 3 })) {
      ids.push(...page.map(({ id }) => id))
    }
    expect(ids).toEqual(conditions.map(({ id }) => id))
  })

  test('rejects a search that cannot be honoured', async () => {
    await expect(createClient().search('Condition', { colour: 'red' })).rejects.toThrow('not supported')
  })

  test('creates, updates, batches and deletes', async () => {
    const client = createClient()
    const created = await client.createResource({ resourceType: 'Patient', active: true })
    expect(await client.updateResource({ ...created, active: false })).toMatchObject({ id: created.id, active: false })
    const batch = await client.executeBatch({
      resourceType: 'Bundle',
      type: 'batch',
      entry: [{ request: { method: 'GET', url: `Patient/${created.id}` } }],
    })
    expect(batch.entry?.[0]?.resource).toMatchObject({ id: created.id })
    await client.deleteResource('Patient', created.id)
    await expect(client.readResource('Patient', created.id)).rejects.toThrow()
  })
})
