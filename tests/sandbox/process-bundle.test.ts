import type { Bundle, BundleEntry, Condition } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { aSandbox, issueOf, readBundle } from './a-sandbox.ts'

const sandbox = aSandbox([{ resourceType: 'Patient', id: 'loaded' }])

const send = (type: Bundle['type'], entry: readonly unknown[]) =>
  sandbox.sendJson('POST', '', { resourceType: 'Bundle', type, entry })

const statusesOf = (bundle: Bundle) => bundle.entry?.map((entry) => entry.response?.status)

const patient = (id: string) => ({ resourceType: 'Patient', id }) as const
const put = (id: string): BundleEntry => ({ request: { method: 'PUT', url: `Patient/${id}` }, resource: patient(id) })

describe('a transaction', () => {
  test('loads a patient with a record whose references are urn:uuid', async () => {
    const condition: Condition = { resourceType: 'Condition', subject: { reference: 'urn:uuid:0001' } }
    const response = await send('transaction', [
      { fullUrl: 'urn:uuid:0002', request: { method: 'POST', url: 'Condition' }, resource: condition },
      { fullUrl: 'urn:uuid:0001', request: { method: 'PUT', url: 'Patient/t1' }, resource: patient('t1') },
    ])
    expect(response.status).toBe(200)
    const bundle = await readBundle(response)
    expect(bundle.type).toBe('transaction-response')
    expect(statusesOf(bundle)).toEqual(['201', '201'])
    expect(bundle.entry?.[1]?.response?.location).toBe(`${sandbox.baseUrl()}/Patient/t1`)

    const [id] = await sandbox.idsOf('/Condition?patient=t1')
    expect(bundle.entry?.[0]?.resource).toMatchObject({ id, subject: { reference: 'Patient/t1' } })
    expect(bundle.entry?.[0]?.response?.location).toBe(`${sandbox.baseUrl()}/Condition/${id}`)
  })

  test('updates, deletes before it writes, and answers in the order asked', async () => {
    await send('transaction', [put('t2'), put('t3')])
    const bundle = await readBundle(
      await send('transaction', [put('t2'), { request: { method: 'DELETE', url: 'Patient/t3' } }, put('t4')]),
    )
    expect(statusesOf(bundle)).toEqual(['200', '204', '201'])
    expect((await sandbox.send('/Patient/t3')).status).toBe(404)
  })

  test.each<readonly [string, unknown]>([
    [
      'a resource of another type',
      { request: { method: 'PUT', url: 'Patient/t9' }, resource: { resourceType: 'Group' } },
    ],
    ['another id', { request: { method: 'PUT', url: 'Patient/t9' }, resource: patient('t8') }],
    ['an id that is none', { request: { method: 'PUT', url: 'Patient/..' }, resource: patient('..') }],
    ['no resource', { request: { method: 'POST', url: 'Patient' } }],
    ['an unknown type', { request: { method: 'POST', url: 'Kitten' }, resource: { resourceType: 'Kitten' } }],
    ['a read', { request: { method: 'GET', url: 'Patient/loaded' } }],
    ['a conditional update', { request: { method: 'PUT', url: 'Patient?identifier=1' }, resource: patient('t9') }],
    [
      'a conditional create',
      { request: { method: 'POST', url: 'Patient', ifNoneExist: 'identifier=1' }, resource: patient('t9') },
    ],
    ['a precondition', { request: { method: 'PUT', url: 'Patient/t9', ifMatch: 'W/"1"' }, resource: patient('t9') }],
    ['no request', { resource: patient('t9') }],
    ['no url', { request: { method: 'PUT' }, resource: patient('t9') }],
    ['the same resource again', put('before')],
    ['null for an entry', null],
  ])('with %s is refused and nothing of it is kept', async (_, entry) => {
    const response = await send('transaction', [put('before'), entry])
    expect(response.status).toBe(400)
    expect(await issueOf(response)).toMatchObject({ severity: 'error', code: 'invalid' })
    expect((await sandbox.send('/Patient/before')).status).toBe(404)
  })

  test('names the entry that is wrong', async () => {
    const issue = await issueOf(
      await send('transaction', [put('before'), { request: { method: 'GET', url: 'Patient' } }]),
    )
    expect(issue?.diagnostics).toMatch(/^entry 1: /)
  })

  test('without entries does nothing', async () => {
    expect(await readBundle(await send('transaction', []))).toEqual({
      resourceType: 'Bundle',
      type: 'transaction-response',
    })
  })
})

describe('a batch', () => {
  test('answers each request by itself, searches and failures too', async () => {
    const bundle = await readBundle(
      await send('batch', [
        put('b1'),
        { request: { method: 'GET', url: 'Patient/loaded' } },
        { request: { method: 'GET', url: 'Patient?_id=loaded' } },
        { request: { method: 'GET', url: 'Patient/nobody' } },
        { request: { method: 'GET', url: 'Patient?colour=red' } },
        { request: { method: 'GET', url: `${sandbox.baseUrl()}/Patient/loaded` } },
        { request: { method: 'DELETE', url: '/Patient/b1' } },
        { request: { method: 'GET', url: '' } },
        { request: { method: 'GET', url: 'Patient?_id=\ud800' } },
        'nonsense',
      ]),
    )
    expect(bundle.type).toBe('batch-response')
    expect(statusesOf(bundle)).toEqual(['201', '200', '200', '404', '400', '200', '204', '400', '400', '400'])
    expect(bundle.entry?.[1]?.resource).toMatchObject(patient('loaded'))
    expect(bundle.entry?.[2]?.resource).toMatchObject({ resourceType: 'Bundle', type: 'searchset', total: 1 })
    expect(bundle.entry?.[3]).not.toHaveProperty('resource')
    expect(bundle.entry?.[3]?.response?.outcome).toMatchObject({ issue: [{ code: 'not-found' }] })
  })
})

test.each([
  ['a Bundle of another type', { resourceType: 'Bundle', type: 'searchset', entry: [put('x')] }],
  ['a Bundle without a type', { resourceType: 'Bundle' }],
  ['a single resource', patient('x')],
  ['a list', []],
  ['a word', 'Bundle'],
])('%s is refused at the base', async (_, body) => {
  const response = await sandbox.sendJson('POST', '', body)
  expect(response.status).toBe(400)
  expect(await issueOf(response)).toMatchObject({ severity: 'error', code: 'invalid' })
})
