import { expect, test } from 'vitest'
import type { Authenticate } from '../../src/caller.ts'
import type { RefusedCall } from '../../src/failure.ts'
import { fail, ok } from '../../src/result.ts'
import { createTestApp, PATIENT_VIEW, ST_ELSEWHERE } from '../support/app.ts'
import { aCall } from '../support/fhir.ts'

const STAGES = ['auth', 'body', 'gather', 'read', 'assess', 'admission', 'decide', 'memory', 'record', 'total']

function configOf(environment: 'development' | 'production') {
  return { environment, allowedOrigins: [], sandboxFhirUrl: undefined, timeZone: 'UTC' } as const
}

test('a call in development tells its stages, and nothing but stages and times', async () => {
  const response = await createTestApp({ config: configOf('development') }).post(PATIENT_VIEW, aCall())
  const stages = (response.headers.get('Server-Timing') ?? '').split(', ').map((stage) => stage.split(';dur=')[0])
  expect(stages).toEqual(STAGES)
  expect(response.headers.get('Server-Timing')).toMatch(/^(?:[a-z]+;dur=\d+\.\d\d(?:, |$))+$/)
})

test('a call with a token that was used before tells none, so that its 401 has the headers of every other', async () => {
  const used = Promise.resolve(fail<RefusedCall>({ reason: 'unauthorized' }))
  const refuse = async (authenticate: Authenticate) => {
    const response = await createTestApp({ config: configOf('development'), authenticate }).post(PATIENT_VIEW, aCall())
    const { 'x-request-id': _id, ...headers } = Object.fromEntries(response.headers)
    return { status: response.status, headers }
  }
  const late = await refuse(async () => ok({ client: ST_ELSEWHERE, admission: used }))
  expect(late).toEqual(await refuse(() => used))
  expect(late.status).toBe(401)
})

test('in production nothing is told', async () => {
  const response = await createTestApp({ config: configOf('production') }).post(PATIENT_VIEW, aCall())
  expect(response.status).toBe(200)
  expect(response.headers.get('Server-Timing')).toBeNull()
})
