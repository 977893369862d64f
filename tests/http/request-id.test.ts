import { expect, test } from 'vitest'
import { createTestApp, PATIENT_VIEW } from '../support/app.ts'
import { aCall } from '../support/fhir.ts'

const config = { environment: 'production', allowedOrigins: [], sandboxFhirUrl: undefined, timeZone: 'UTC' } as const

test.each([
  ['/cds-services', {}],
  ['/nothing', {}],
  [PATIENT_VIEW, {}],
  [PATIENT_VIEW, { method: 'POST', body: '{' }],
  [PATIENT_VIEW, { method: 'POST', headers: { 'X-Request-Id': 'a b' } }],
])('every answer has an id, also where no browser may call: %s %j', async (path, init) => {
  const { headers } = await createTestApp({ config }).request(path, init)
  expect(headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/)
})

test('a failure of ours has the id of its line in the log', async () => {
  const app = createTestApp({ config, now: () => new Date(Number.NaN) })
  const response = await app.post(PATIENT_VIEW, aCall())
  expect(response.status).toBe(500)
  expect(app.failures).toMatchObject([{ requestId: response.headers.get('X-Request-Id') }])
})
