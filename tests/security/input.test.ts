import { describe, expect, test } from 'vitest'
import { createTestApp, issuesOf, PATIENT_VIEW } from '../support/app.ts'
import { aCall, aFracture, anMriReport, aReport, referNowPrefetch, searchset } from '../support/fhir.ts'

const MAX_BYTES = 2 * 1024 * 1024

describe('19 size and depth', () => {
  function streamed(text: string): RequestInit {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(text))
        controller.close()
      },
    })
    // undici wants to hear that the body may be sent before the answer; the type of RequestInit does not know it.
    return Object.assign(
      { method: 'POST', headers: { 'Content-Type': 'application/json' }, body },
      { duplex: 'half' as const },
    )
  }
  const padded = (length: number) => {
    const text = JSON.stringify(aCall())
    return text + ' '.repeat(length - text.length)
  }

  test('a body of 2 MB is read, and not one byte more', async () => {
    const app = createTestApp()
    expect((await app.post(PATIENT_VIEW, padded(MAX_BYTES))).status).toBe(200)
    expect((await app.post(PATIENT_VIEW, padded(MAX_BYTES + 1))).status).toBe(413)
  })

  test('a body that names no length is counted while it is read', async () => {
    const app = createTestApp()
    expect((await app.request(PATIENT_VIEW, streamed(padded(MAX_BYTES)))).status).toBe(200)
    expect((await app.request(PATIENT_VIEW, streamed(padded(MAX_BYTES + 1)))).status).toBe(413)
  })

  test.each([65, 1_000, 200_000])('JSON of %i levels is 400', async (levels) => {
    const nested = `{"a":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`
    const response = await createTestApp().post(PATIENT_VIEW, nested)
    expect(response.status).toBe(400)
    expect((await issuesOf(response))[0]?.code).toBe('structure')
  })

  test('of more than 2,000 entries the rest is not looked at, and the answer says so', async () => {
    const many = searchset(
      ...Array.from({ length: 2_001 }, (_, n) => aFracture({ id: `f-${n}`, code: { text: 'Cough' } })),
    )
    const response = await createTestApp().post('/assessments', aCall({ prefetch: { conditions: many } }))
    expect(JSON.parse(await response.text()).couldNotLook).toEqual(['conditions'])
  })
})

describe('20 a name of a prototype', () => {
  const NAMES = ['constructor', '__proto__', 'prototype', 'toString', 'hasOwnProperty', 'valueOf']

  test.each(NAMES)('%s is no service and no policy', async (name) => {
    const app = createTestApp()
    expect((await app.post(`/cds-services/${name}`, aCall())).status).toBe(404)
    expect((await app.request(`/policies/${name}`)).status).toBe(404)
  })

  test.each(NAMES)('%s as a key of prefetch, of the context or of a resource changes nothing', async (name) => {
    const app = createTestApp()
    const own = JSON.stringify(referNowPrefetch())
    const poisoned = own.replaceAll('{"resourceType"', `{${JSON.stringify(name)}:{"polluted":true},"resourceType"`)
    const body = JSON.stringify({ ...aCall(), prefetch: 0 }).replace(
      '"prefetch":0',
      `"prefetch":${poisoned.replace('{', `{${JSON.stringify(name)}:{"polluted":true},`)}`,
    )
    const [answer, plain] = [await app.post('/assessments', body), await app.post('/assessments', aCall())]
    expect(JSON.parse(await answer.text())).toEqual(JSON.parse(await plain.text()))
    expect('polluted' in {}).toBe(false)
  })

  test('as a code, a system or a hook finds nothing', async () => {
    const app = createTestApp()
    for (const name of NAMES) {
      const conditions = searchset(aFracture({ code: { coding: [{ system: name, code: name }], text: name } }))
      expect((await app.post('/assessments', aCall({ prefetch: { conditions } }))).status).toBe(200)
      expect((await app.post(PATIENT_VIEW, aCall({ hook: name }))).status).toBe(400)
    }
  })
})

describe('21 a text made to be slow', () => {
  /** Far over what a reader that grows with the length needs, far under what one needs that grows with its square. */
  const PATIENCE_MS = 15_000
  /** As sent: three of them are a whole body. */
  const A_LONG_REPORT = 500_000
  const sentBytes = (piece: string) => Buffer.byteLength(JSON.stringify(piece)) - 2
  const PIECES = [
    ' ',
    '\n',
    'a',
    '1',
    '-',
    'T12 ',
    'T12-',
    'T12, ',
    'no ',
    'not ',
    'or ',
    '<p',
    '<div ',
    '&amp;',
    '[ ] ',
    '(',
    '"',
    '.',
    ': ',
    'FINDINGS: ',
    '25-',
    '25-35 % ',
    'height loss ',
    'compression ',
    'compression fracture of ',
    'SINS ',
    'T-score -',
    '2026-',
    'https://',
    '\u0000',
    'é',
  ]

  test.each(PIECES)(
    'of %j, again and again, is answered',
    async (piece) => {
      const text = piece.repeat(A_LONG_REPORT / sentBytes(piece))
      const app = createTestApp()
      const prefetch = {
        conditions: searchset(aFracture({ code: { text } })),
        imagingReports: searchset(
          aReport(text),
          anMriReport({
            id: 'form',
            conclusion: undefined,
            presentedForm: [{ contentType: 'text/html', data: btoa(text.replaceAll('é', 'e')) }],
          }),
        ),
      }
      const startedAt = performance.now()
      expect((await app.post(PATIENT_VIEW, aCall({ prefetch }))).status).toBe(200)
      expect(performance.now() - startedAt).toBeLessThan(PATIENCE_MS)
    },
    30_000,
  )
})
