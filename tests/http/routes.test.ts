import { describe, expect, test } from 'vitest'
import { createTestApp, issuesOf, PATIENT_VIEW } from '../support/app.ts'
import { aCall } from '../support/fhir.ts'

const app = createTestApp()

describe('an id that is no service', () => {
  test.each([
    'unknown',
    'vcf-order-dispatch',
    'order-sign',
    'VCF-patient-view',
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    '%2e%2e',
    'vcf-patient-view%00',
    'x'.repeat(500),
  ])('%s is 404', async (id) => {
    const response = await app.post(`/cds-services/${id}`, aCall())
    expect(response.status).toBe(404)
    const [issue] = await issuesOf(response)
    expect(issue?.code).toBe('not-found')
  })

  test('is 404 before the body is looked at', async () => {
    expect((await app.post('/cds-services/unknown', 'not JSON')).status).toBe(404)
  })

  test('is not repeated in the answer', async () => {
    expect(await (await app.post('/cds-services/canary-4711', aCall())).text()).not.toContain('canary')
  })
})

describe('a service', () => {
  test('answers with a trailing slash as well', async () => {
    expect((await app.post(`${PATIENT_VIEW}/`, aCall())).status).toBe(200)
  })

  test('is never redirected to', async () => {
    for (const path of ['/cds-services/', `${PATIENT_VIEW}/`, '/assessments/']) {
      const { status } = await app.post(path, aCall())
      expect(status < 300 || status >= 400).toBe(true)
    }
  })
})

describe('an address that is nothing', () => {
  test.each(['/nothing', '/cds-services/vcf-patient-view/feedback/x', '/assessments/1', '//cds-services', '/.env'])(
    '%s is 404 with an OperationOutcome',
    async (path) => {
      const response = await app.request(path)
      expect(response.status).toBe(404)
      expect((await issuesOf(response))[0]?.code).toBe('not-found')
    },
  )
})

describe('a method that an address does not answer', () => {
  test.each([
    ['POST', '/cds-services', 'GET'],
    ['PUT', '/cds-services', 'GET'],
    ['DELETE', '/cds-services', 'GET'],
    ['GET', PATIENT_VIEW, 'POST'],
    ['PUT', PATIENT_VIEW, 'POST'],
    ['PATCH', PATIENT_VIEW, 'POST'],
    ['DELETE', PATIENT_VIEW, 'POST'],
    ['GET', '/assessments', 'POST'],
    ['PUT', '/assessments', 'POST'],
    ['POST', '/healthz', 'GET'],
    ['DELETE', '/readyz', 'GET'],
  ])('%s %s is 405 and says %s', async (method, path, allowed) => {
    const response = await app.request(path, { method })
    expect(response.status).toBe(405)
    expect(response.headers.get('Allow')?.split(/,\s*/)).toContain(allowed)
    expect((await issuesOf(response))[0]?.code).toBe('not-supported')
  })

  test('HEAD where only POST is answered is 405 without a body', async () => {
    const response = await app.request(PATIENT_VIEW, { method: 'HEAD' })
    expect(response.status).toBe(405)
    expect(await response.text()).toBe('')
  })
})

describe('probes', () => {
  test.each([
    ['/healthz', 'ok'],
    ['/readyz', 'ready'],
  ])('%s says %s', async (path, status) => {
    const response = await app.request(path)
    expect(response.status).toBe(200)
    expect(JSON.parse(await response.text())).toEqual({ status })
  })

  test.each(['/healthz', '/readyz'])('%s is never answered from a cache', async (path) => {
    expect((await app.request(path)).headers.get('Cache-Control')).toBe('no-store')
  })
})
