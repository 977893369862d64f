import { expect, test } from 'vitest'
import { createTestApp, PATIENT_VIEW } from '../support/app.ts'
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

test('in production nothing is told', async () => {
  const response = await createTestApp({ config: configOf('production') }).post(PATIENT_VIEW, aCall())
  expect(response.status).toBe(200)
  expect(response.headers.get('Server-Timing')).toBeNull()
})
