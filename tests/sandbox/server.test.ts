import { once } from 'node:events'
import { createServer, request as sendRequest } from 'node:http'
import { connect } from 'node:net'
import type { Resource } from '@medplum/fhirtypes'
import { afterEach, describe, expect, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { aSandbox, issueOf, linkOf, readBundle } from './a-sandbox.ts'

const TEN_MEGABYTES = 10 * 1024 * 1024
const patients: readonly Resource[] = [
  { resourceType: 'Patient', id: 'ada' },
  { resourceType: 'Patient', id: 'bea' },
]
const sandbox = aSandbox(patients)

describe('starting and stopping', () => {
  const cleanUps: (() => unknown)[] = []
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0)) await cleanUp()
  })

  test('port 0 takes a free port and the address says which', () => {
    expect(sandbox.baseUrl()).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d+\/fhir\/R4$/)
  })

  test('a busy port rejects with EADDRINUSE', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    cleanUps.push(() => other.close())
    const address = other.address()
    const port = typeof address === 'object' && address ? address.port : 0
    await expect(startSandbox({ port, resources: [] })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  test('a type that is none of R4 rejects and names it', async () => {
    const kitten = { resourceType: 'Kitten', id: '1' } as unknown as Resource
    await expect(startSandbox({ port: 0, resources: [kitten] })).rejects.toThrow("'Kitten' is no resource type of R4")
  })

  test('a server that listens everywhere names an address that can be called', async () => {
    const everywhere = await startSandbox({ port: 0, host: '0.0.0.0', resources: patients })
    cleanUps.push(everywhere.close)
    expect(everywhere.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:/)
    expect((await fetch(`${everywhere.baseUrl}/Patient/ada`)).status).toBe(200)
  })

  test('two servers hold their own resources', async () => {
    const empty = await startSandbox({ port: 0, resources: [] })
    cleanUps.push(empty.close)
    expect((await readBundle(await fetch(`${empty.baseUrl}/Patient`))).total).toBe(0)
    expect((await readBundle(await sandbox.send('/Patient'))).total).toBe(2)
  })

  test('close ends kept-alive and half-sent connections at once, frees the port, and may be called twice', async () => {
    const server = await startSandbox({ port: 0, resources: [] })
    const port = Number(new URL(server.baseUrl).port)
    await fetch(`${server.baseUrl}/Patient`)
    const idle = connect(port, '127.0.0.1')
    idle.write('POST /fhir/R4/Patient HTTP/1.1\r\nhost: localhost\r\ncontent-length: 10\r\n\r\n{')
    await once(idle, 'connect')
    const ended = new Promise((resolve) => idle.on('error', resolve).on('close', resolve))

    const startedAt = performance.now()
    await Promise.all([server.close(), server.close()])
    await ended
    expect(performance.now() - startedAt).toBeLessThan(1000)
    await server.close()

    const again = await startSandbox({ port, resources: [] })
    await again.close()
  })
})

describe('every answer', () => {
  test.each([
    ['GET', '/Patient', 200],
    ['GET', '/metadata', 200],
    ['GET', '', 200],
    ['GET', '/Patient/nobody', 404],
    ['GET', '/Patient?colour=red', 400],
    ['PATCH', '/Patient/ada', 405],
  ])('%s %s carries CORS and says FHIR JSON in UTF-8', async (method, path, status) => {
    const response = await sandbox.send(path, { method, headers: { origin: 'https://app.example.org' } })
    expect(response.status).toBe(status)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8')
    expect(await response.json()).toHaveProperty('resourceType')
  })

  test('to a preflight is 204 with the methods and headers a browser app sends', async () => {
    const response = await sandbox.send('/Patient/_search', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.example.org',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization, content-type',
      },
    })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    const methods = response.headers.get('access-control-allow-methods')?.split(', ')
    expect(methods).toEqual(expect.arrayContaining(['GET', 'POST', 'PUT', 'DELETE']))
    const headers = response.headers.get('access-control-allow-headers')?.split(', ')
    expect(headers).toEqual(expect.arrayContaining(['authorization', 'content-type']))
  })

  test('is the same with and without a token', async () => {
    const without = await (await sandbox.send('/Patient')).json()
    const response = await sandbox.send('/Patient', { headers: { authorization: 'Bearer anything' } })
    expect(await response.json()).toEqual(without)
  })

  test('to HEAD has the headers of GET and no body', async () => {
    const response = await sandbox.send('/Patient/ada', { method: 'HEAD' })
    expect(response.status).toBe(200)
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(20)
    expect(await response.text()).toBe('')
  })

  test('at the base says in an OperationOutcome where to go', async () => {
    const issue = await issueOf(await sandbox.send(''))
    expect(issue).toMatchObject({ severity: 'information' })
    expect(issue?.diagnostics).toContain('/fhir/R4/metadata')
    expect((await sandbox.send('?_type=Patient')).status).toBe(400)
  })

  test('outside of the base is 404', async () => {
    const { origin } = new URL(sandbox.baseUrl())
    for (const path of ['/', '/fhir', '/fhir/R4x/Patient', '/Patient']) {
      const response = await fetch(`${origin}${path}`)
      expect(response.status).toBe(404)
      expect(await issueOf(response)).toMatchObject({ code: 'not-found' })
    }
  })
})

describe('a body', () => {
  const putPatient = (size: number) => {
    const frame = '{"resourceType":"Patient","id":"big","language":""}'
    const body = frame.replace('""', `"${'x'.repeat(size - frame.length)}"`)
    return sandbox.send('/Patient/big', { method: 'PUT', body })
  }

  test('of ten megabytes is taken', async () => {
    expect((await putPatient(TEN_MEGABYTES)).status).toBe(201)
    await sandbox.send('/Patient/big', { method: 'DELETE' })
  })

  test('of one byte more is answered by 413', async () => {
    const response = await putPatient(TEN_MEGABYTES + 1)
    expect(response.status).toBe(413)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(await issueOf(response)).toMatchObject({ severity: 'error', code: 'too-long' })
  })

  test('that is no UTF-8 is answered by 400', async () => {
    const response = await sandbox.send('/Patient/ada', { method: 'PUT', body: new Uint8Array([0x7b, 0xff, 0x7d]) })
    expect(response.status).toBe(400)
  })
})

describe('another format', () => {
  test.each([
    ['/Patient/ada?_format=xml', undefined],
    ['/Patient/ada', 'application/fhir+xml'],
    ['/metadata?_format=ttl', undefined],
  ])('than JSON is answered by 406: %s %s', async (path, accept) => {
    expect((await sandbox.send(path, accept === undefined ? {} : { headers: { accept } })).status).toBe(406)
  })

  test.each(['json', 'application/json', 'application/fhir+json', 'application%2Ffhir%2Bjson'])(
    'is not asked for by _format=%s',
    async (format) => {
      expect((await sandbox.send(`/Patient?_format=${format}`)).status).toBe(200)
    },
  )
})

describe('the address a caller uses', () => {
  /** fetch sets Host itself. */
  const readAs = (host: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const url = `${sandbox.baseUrl()}/Patient?_count=1`
      sendRequest(url, { headers: { host } }, async (response) => {
        resolve((await response.toArray()).map(String).join(''))
      })
        .on('error', reject)
        .end()
    })

  test('is the one its links name', async () => {
    const bundle = JSON.parse(await readAs('ehr.localhost:9000'))
    expect(linkOf(bundle, 'next')).toBe('http://ehr.localhost:9000/fhir/R4/Patient?_count=1&_cursor=ada')
    expect(bundle.entry[0].fullUrl).toBe('http://ehr.localhost:9000/fhir/R4/Patient/ada')
  })

  test.each(['evil.example/path?', 'user@evil.example', '"><script>'])('is not taken from %s', async (host) => {
    const bundle = JSON.parse(await readAs(host))
    expect(linkOf(bundle, 'next')).toBe(`${sandbox.baseUrl()}/Patient?_count=1&_cursor=ada`)
  })
})

test('searches at the same time do not see each other', async () => {
  const ids = Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? 'ada' : 'bea'))
  const answers = await Promise.all(ids.map((id) => sandbox.idsOf(`/Patient?_id=${id}`)))
  expect(answers).toEqual(ids.map((id) => [id]))
})
