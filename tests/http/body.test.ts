import { describe, expect, test } from 'vitest'
import { createTestApp, issuesOf, PATIENT_VIEW } from '../support/app.ts'
import { aCall } from '../support/fhir.ts'

const MAX_BODY = 2 * 1024 * 1024
const app = createTestApp()

/** A call as text of exactly `bytes` bytes: the rest is blanks, which JSON ignores. */
function callOf(bytes: number): string {
  const text = JSON.stringify(aCall())
  return text + ' '.repeat(bytes - text.length)
}

function streamOf(text: string): ReadableStream<Uint8Array<ArrayBuffer>> {
  const bytes = new TextEncoder().encode(text)
  const chunk = 64 * 1024
  let offset = 0
  return new ReadableStream({
    pull: (controller) => {
      if (offset >= bytes.length) return controller.close()
      controller.enqueue(bytes.slice(offset, offset + chunk))
      offset += chunk
    },
  })
}

function postStream(body: ReadableStream<Uint8Array<ArrayBuffer>>, headers: Readonly<Record<string, string>> = {}) {
  // Node wants `duplex` for a body that streams; the types of RequestInit do not know it.
  const init: RequestInit & { duplex: string } = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body,
    duplex: 'half',
  }
  return app.request(PATIENT_VIEW, init)
}

/** A body whose prefetch nests so deeply that the whole nests `levels` levels deep. */
function nested(levels: number): string {
  const depth = levels - 2
  return JSON.stringify(aCall()).replace(
    '"prefetch":{',
    `"prefetch":{"unknown":${'['.repeat(depth)}${']'.repeat(depth)},`,
  )
}

describe('a body', () => {
  test('of exactly 2 MB is read', async () => {
    expect((await app.post(PATIENT_VIEW, callOf(MAX_BODY))).status).toBe(200)
  })

  test('of one byte more is 413', async () => {
    const response = await app.post(PATIENT_VIEW, callOf(MAX_BODY + 1))
    expect(response.status).toBe(413)
    expect((await issuesOf(response))[0]?.code).toBe('too-long')
  })

  test.each([{}, { 'Content-Length': '5000' }])('that breaks off (%j) is 400, no failure of ours', async (headers) => {
    const broken = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"hook":')),
      pull: () => Promise.reject(new Error('the caller hung up')),
    })
    const response = await postStream(broken, headers)
    expect(response.status).toBe(400)
    expect((await issuesOf(response))[0]?.code).toBe('incomplete')
    expect(app.failures).toEqual([])
  })

  test('that names its length beforehand is refused before it is read', async () => {
    let pulled = 0
    const endless = new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        pull: (controller) => {
          pulled += 1
          controller.enqueue(new Uint8Array(1024))
        },
      },
      { highWaterMark: 0 },
    )
    const response = await postStream(endless, { 'Content-Length': String(MAX_BODY + 1) })
    expect(response.status).toBe(413)
    expect(pulled).toBe(0)
  })

  test('that names no length is counted while it is read, and not read to its end', async () => {
    let pulled = 0
    const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull: (controller) => {
        pulled += 1
        controller.enqueue(new Uint8Array(64 * 1024))
      },
    })
    const response = await postStream(endless)
    expect(response.status).toBe(413)
    expect(pulled).toBeLessThan(50)
  })

  test('that lies about its length is counted all the same', async () => {
    const response = await postStream(streamOf(callOf(MAX_BODY + 1)), { 'Content-Length': '10' })
    expect(response.status).toBe(413)
  })

  test('that comes in pieces is read', async () => {
    expect((await postStream(streamOf(callOf(300_000)))).status).toBe(200)
  })

  test.each([
    ['empty', ''],
    ['no JSON', 'hook=patient-view'],
    ['JSON with a comment', '{"hook":"patient-view" /* x */}'],
    ['JSON with a trailing comma', '{"hook":"patient-view",}'],
    ['JSON that is cut off', '{"hook":"patient-view"'],
    ['NaN', 'NaN'],
  ])('that is %s is 400', async (_words, body) => {
    const response = await app.post(PATIENT_VIEW, body)
    expect(response.status).toBe(400)
    expect((await issuesOf(response))[0]?.code).toBe('structure')
  })

  test.each([
    ['an array', []],
    ['a list of calls', [aCall()]],
    ['null', null],
    ['a number', 7],
    ['a text', '"hook"'],
  ])('that is %s is 400', async (_words, body) => {
    expect((await app.post(PATIENT_VIEW, body === null ? 'null' : body)).status).toBe(400)
  })

  test('without any bytes at all is 400', async () => {
    const response = await app.request(PATIENT_VIEW, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
    })
    expect(response.status).toBe(400)
  })

  test('with a byte order mark in front is read', async () => {
    expect((await app.post(PATIENT_VIEW, `\ufeff${JSON.stringify(aCall())}`)).status).toBe(200)
  })

  test('with bytes that are no UTF-8 is answered, not thrown at', async () => {
    expect((await app.post(PATIENT_VIEW, new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]))).status).toBe(400)
  })
})

describe('nesting', () => {
  test('of 64 levels is read', async () => {
    expect((await app.post(PATIENT_VIEW, nested(64))).status).toBe(200)
  })

  test('of 65 levels is 400', async () => {
    const response = await app.post(PATIENT_VIEW, nested(65))
    expect(response.status).toBe(400)
    expect((await issuesOf(response))[0]?.diagnostics).toMatch(/64/)
  })

  test('of 200,000 levels is 400 and takes nothing down', async () => {
    expect((await app.post(PATIENT_VIEW, nested(200_000))).status).toBe(400)
    expect(app.failures).toEqual([])
  })
})

describe('media type', () => {
  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'APPLICATION/JSON;charset=UTF-8',
    'application/fhir+json',
    'application/json+fhir',
  ])('%s is read', async (type) => {
    expect((await app.post(PATIENT_VIEW, aCall(), { 'Content-Type': type })).status).toBe(200)
  })

  test('none at all is read', async () => {
    const body = new Blob([JSON.stringify(aCall())])
    expect((await app.request(PATIENT_VIEW, { method: 'POST', body })).status).toBe(200)
  })

  test.each([
    'text/plain',
    'text/plain;charset=UTF-8',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'application/fhir+xml',
  ])('%s is 415', async (type) => {
    const response = await app.post(PATIENT_VIEW, aCall(), { 'Content-Type': type })
    expect(response.status).toBe(415)
    expect((await issuesOf(response))[0]?.diagnostics).toMatch(/application\/json/)
  })

  test('POST /assessments keeps to the same', async () => {
    expect((await app.post('/assessments', aCall(), { 'Content-Type': 'text/plain' })).status).toBe(415)
    expect((await app.post('/assessments', callOf(MAX_BODY + 1))).status).toBe(413)
    expect((await app.post('/assessments', nested(65))).status).toBe(400)
    expect((await app.post('/assessments', '{')).status).toBe(400)
  })
})
