import type { Condition } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { createFhirApi } from '../../src/sandbox/fhir-api.ts'
import { aSandbox, issueOf } from './a-sandbox.ts'

const condition = (id: string, change: Partial<Condition> = {}): Condition => ({
  resourceType: 'Condition',
  id,
  subject: { reference: 'Patient/ada' },
  ...change,
})

const epicLikeId = 'eLongOpaque_id.with-dots.4QIQ4Li9T0d8zZTxCoBqKQ3eLongOpaqueId00000000B'
const sandbox = aSandbox([{ resourceType: 'Patient', id: 'ada' }, condition('a-80000.EncounterDx-55026')])

describe('reading', () => {
  test('finds a resource under the id it was loaded with', async () => {
    const response = await sandbox.send('/Condition/a-80000.EncounterDx-55026')
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject(condition('a-80000.EncounterDx-55026'))
  })

  test.each([
    ['an unknown id', '/Condition/nobody'],
    ['an id of another type', '/Condition/ada'],
    ['an unknown type', '/Kitten/1'],
    ['a type that is the prototype of every object', '/__proto__/1'],
    ['a type that is a method of every object', '/constructor/1'],
    ['an id that is the prototype of every object', '/Condition/__proto__'],
    ['a path that climbs, percent-encoded', '/Condition/..%2F..%2F..%2Fetc%2Fpasswd'],
    ['a file beside the base', '/..%2f..%2fpackage.json'],
    ['the history', '/Condition/a-80000.EncounterDx-55026/_history'],
    ['an operation', '/Patient/ada/$everything'],
  ])('answers 404 with an OperationOutcome for %s', async (_, path) => {
    const response = await sandbox.send(path)
    expect(response.status).toBe(404)
    expect(await issueOf(response)).toMatchObject({ severity: 'error', code: 'not-found' })
  })

  test('answers 400 for an address whose percent-encoding is broken', async () => {
    expect((await sandbox.send('/Condition/%E0%A4%A')).status).toBe(400)
  })
})

describe('PUT', () => {
  test('creates with 201 and a Location, then updates with 200, and searches see it', async () => {
    const created = await sandbox.sendJson('PUT', '/Condition/c1', condition('c1'))
    expect(created.status).toBe(201)
    expect(created.headers.get('location')).toBe(`${sandbox.baseUrl()}/Condition/c1`)
    expect(await created.json()).toMatchObject(condition('c1'))

    const recordedDate = '2026-11-20'
    const updated = await sandbox.sendJson('PUT', '/Condition/c1', condition('c1', { recordedDate }))
    expect(updated.status).toBe(200)
    expect(await (await sandbox.send('/Condition/c1')).json()).toMatchObject({ id: 'c1', recordedDate })
    expect(await sandbox.idsOf('/Condition?patient=ada&recorded-date=2026-11-20')).toEqual(['c1'])
  })

  test('keeps ids as long as real ones', async () => {
    expect((await sandbox.sendJson('PUT', `/Condition/${epicLikeId}`, condition(epicLikeId))).status).toBe(201)
    expect((await sandbox.send(`/Condition/${epicLikeId}`)).status).toBe(200)
  })

  test('makes references to this base relative, so that a search by them finds the resource', async () => {
    const reference = `${sandbox.baseUrl()}/Patient/mia`
    await sandbox.sendJson('PUT', '/Condition/of-mia', condition('of-mia', { subject: { reference } }))
    expect(await sandbox.idsOf('/Condition?patient=mia')).toEqual(['of-mia'])
  })

  test.each<readonly [string, string, unknown]>([
    ['an id other than that of the address', '/Condition/c2', condition('c3')],
    ['no id', '/Condition/c2', { resourceType: 'Condition' }],
    ['a type other than that of the address', '/Condition/ada', { resourceType: 'Patient', id: 'ada' }],
    ['no type', '/Condition/c2', { id: 'c2' }],
    ['an unknown type', '/Condition/c2', { resourceType: 'Kitten', id: 'c2' }],
    ['an id with a blank', '/Condition/a%20b', condition('a b')],
    ['an id of 129 characters', `/Condition/${'x'.repeat(129)}`, condition('x'.repeat(129))],
    ['a list', '/Condition/c2', [condition('c2')]],
    ['null', '/Condition/c2', null],
    ['a meta that is no object', '/Condition/c2', { ...condition('c2'), meta: 'x' }],
    ['a meta that is a list', '/Condition/c2', { ...condition('c2'), meta: [] }],
  ])('answers 400 for %s', async (_, path, body) => {
    const response = await sandbox.sendJson('PUT', path, body)
    expect(response.status).toBe(400)
    expect(await issueOf(response)).toMatchObject({ severity: 'error', code: 'invalid' })
    expect((await sandbox.send('/Condition/c2')).status).toBe(404)
  })

  test.each([
    ['no body', undefined],
    ['text that is no JSON', '{"resourceType":'],
    ['JSON nested a hundred thousand levels deep', '['.repeat(100_000) + ']'.repeat(100_000)],
  ])('answers 400 for %s', async (_, body) => {
    const response = await sandbox.send('/Condition/c2', { method: 'PUT', ...(body === undefined ? {} : { body }) })
    expect(response.status).toBe(400)
    expect(await issueOf(response)).toMatchObject({ severity: 'error', code: 'invalid' })
  })

  test('leaves other objects alone when the body names the prototype', async () => {
    const body = '{"resourceType":"Condition","id":"c4","__proto__":{"polluted":true},"constructor":{"polluted":true}}'
    expect((await sandbox.send('/Condition/c4', { method: 'PUT', body })).status).toBe(201)
    expect({}).not.toHaveProperty('polluted')
    expect((await sandbox.send('/Condition?patient=ada')).status).toBe(200)
  })
})

describe('POST', () => {
  test('creates under an id of its own', async () => {
    const response = await sandbox.sendJson('POST', '/Condition', condition('mine'))
    expect(response.status).toBe(201)
    const [, id = ''] = response.headers.get('location')?.split('/Condition/') ?? []
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    expect(await response.json()).toMatchObject({ resourceType: 'Condition', id })
    expect((await sandbox.send(`/Condition/${id}`)).status).toBe(200)
    expect((await sandbox.send('/Condition/mine')).status).toBe(404)
  })

  test('refuses a conditional create instead of creating a second one', async () => {
    const response = await sandbox.send('/Condition', {
      method: 'POST',
      headers: { 'if-none-exist': 'identifier=1' },
      body: JSON.stringify(condition('c5')),
    })
    expect(response.status).toBe(400)
    expect(await issueOf(response)).toMatchObject({ code: 'not-supported' })
  })
})

describe('DELETE', () => {
  test('removes the resource from reads and searches, and answers 204 again when it is gone', async () => {
    await sandbox.sendJson('PUT', '/Procedure/p1', { resourceType: 'Procedure', id: 'p1', status: 'completed' })
    expect((await sandbox.send('/Procedure/p1', { method: 'DELETE' })).status).toBe(204)
    expect((await sandbox.send('/Procedure/p1')).status).toBe(404)
    expect(await sandbox.idsOf('/Procedure')).toEqual([])
    expect((await sandbox.send('/Procedure/p1', { method: 'DELETE' })).status).toBe(204)
  })
})

describe('another method', () => {
  test.each([
    ['PATCH', '/Condition/c1', 'GET, PUT, DELETE, HEAD, OPTIONS'],
    ['POST', '/Condition/c1', 'GET, PUT, DELETE, HEAD, OPTIONS'],
    ['PUT', '/Condition?identifier=1', 'GET, POST, HEAD, OPTIONS'],
    ['DELETE', '/Condition?patient=ada', 'GET, POST, HEAD, OPTIONS'],
    ['DELETE', '/metadata', 'GET, HEAD, OPTIONS'],
    ['PUT', '', 'GET, POST, HEAD, OPTIONS'],
  ])('%s %s is answered by 405 with what is allowed', async (method, path, allow) => {
    const response = await sandbox.send(path, { method })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe(allow)
    expect(await issueOf(response)).toMatchObject({ severity: 'error', code: 'not-supported' })
  })
})

test('a resource loaded twice in different versions does not start a server', async () => {
  const twice = [condition('c1'), condition('c1', { recordedDate: '2026-11-20' })]
  await expect(createFhirApi(twice)).rejects.toThrow('two different resources are called Condition/c1')
  await expect(createFhirApi([condition('c1'), condition('c1')])).resolves.toBeTypeOf('function')
})
