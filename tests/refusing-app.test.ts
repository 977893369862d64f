import { describe, expect, test } from 'vitest'
import { createRefusingApp } from '../src/refusing-app.ts'
import { issuesOf, PATIENT_VIEW } from './support/app.ts'

const app = createRefusingApp({ reason: 'bad-config', key: 'PATIENT_KEYS', problem: 'is needed' })

describe('a service with a wrong setting', () => {
  test.each(['/', '/cds-services', PATIENT_VIEW, '/assessments', '/readyz', '/nothing'])(
    'answers 503 at %s, and does not say which setting',
    async (path) => {
      for (const method of ['GET', 'POST']) {
        const response = await app.request(path, { method })
        expect(response.status).toBe(503)
        expect(JSON.stringify(await issuesOf(response))).not.toContain('PATIENT_KEYS')
      }
    },
  )

  test('is alive', async () => {
    const response = await app.request('/healthz')
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ status: 'ok' })
  })

  test.each(['/', '/healthz'])('has the headers of every answer at %s', async (path) => {
    const { headers } = await app.request(path)
    expect(headers.get('Content-Security-Policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    expect(headers.get('Strict-Transport-Security')).toMatch(/^max-age=\d{7,}/)
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('Cache-Control')).toBe('no-store')
    expect(headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/)
  })
})
