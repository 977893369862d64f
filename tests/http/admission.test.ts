import { describe, expect, test } from 'vitest'
import type { Authenticate, Endpoint } from '../../src/caller.ts'
import type { RefusedCall } from '../../src/failure.ts'
import { fail, ok, type Result } from '../../src/result.ts'
import { createTestApp, issuesOf, PATIENT_VIEW, ST_ELSEWHERE } from '../support/app.ts'
import { aCall } from '../support/fhir.ts'

const ADMITTED: Promise<Result<undefined, RefusedCall>> = Promise.resolve(ok(undefined))

function admittedWhen(admission: Promise<Result<undefined, RefusedCall>>): Authenticate {
  return async () => ok({ client: ST_ELSEWHERE, admission })
}

describe('who calls', () => {
  test('is asked for with the address that stands in aud, whatever the slash at the end', async () => {
    const asked: Endpoint[] = []
    const app = createTestApp({
      authenticate: async (_, endpoint) => {
        asked.push(endpoint)
        return ok({ client: ST_ELSEWHERE, admission: ADMITTED })
      },
    })
    await app.post(PATIENT_VIEW, aCall())
    await app.post(`${PATIENT_VIEW}/`, aCall())
    await app.post('/assessments', aCall())
    const service = { path: PATIENT_VIEW, serviceId: 'vcf-patient-view' }
    expect(asked).toEqual([service, service, { path: '/assessments', serviceId: null }])
  })

  test('is recorded with what was answered', async () => {
    const app = createTestApp({ authenticate: admittedWhen(ADMITTED) })
    await app.post(PATIENT_VIEW, aCall())
    expect(app.auditEntries()).toMatchObject([{ clientId: 'st-elsewhere' }])
  })

  test('is not asked where everybody may read', async () => {
    const app = createTestApp({ authenticate: async () => fail({ reason: 'unauthorized' }) })
    for (const path of ['/cds-services', '/policies', '/about', '/healthz']) {
      expect((await app.request(path)).status).toBe(200)
    }
  })
})

describe.each([PATIENT_VIEW, '/assessments'])('a caller of %s', (path) => {
  test.each<[RefusedCall['reason'], number, string]>([
    ['unauthorized', 401, 'login'],
    ['service-off', 403, 'forbidden'],
    ['replay-store-down', 503, 'transient'],
  ])('refused as %s gets %i, before or after the work', async (reason, status, code) => {
    const refused = fail({ reason })
    for (const authenticate of [async () => refused, admittedWhen(Promise.resolve(refused))]) {
      const response = await createTestApp({ authenticate }).post(path, aCall())
      expect(response.status).toBe(status)
      expect(response.headers.get('WWW-Authenticate')).toBe(status === 401 ? 'Bearer' : null)
      expect((await issuesOf(response))[0]?.code).toBe(code)
    }
  })

  test('is refused before the body is read', async () => {
    const app = createTestApp({ authenticate: async () => fail({ reason: 'unauthorized' }) })
    expect((await app.post(path, 'not JSON')).status).toBe(401)
  })

  test('gets nothing, not even an error of the body, before it is known that the token is new', async () => {
    let admit = (_: Result<undefined, RefusedCall>) => {}
    const admission = new Promise<Result<undefined, RefusedCall>>((resolve) => {
      admit = resolve
    })
    let isAnswered = false
    const app = createTestApp({ authenticate: admittedWhen(admission) })
    const response = app.post(path, 'not JSON').finally(() => {
      isAnswered = true
    })
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(isAnswered).toBe(false)
    admit(fail({ reason: 'unauthorized' }))
    expect((await response).status).toBe(401)
  })
})
