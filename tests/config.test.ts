import { describe, expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'

function keyOf(variables: unknown) {
  const config = readConfig(variables)
  return config.ok ? undefined : config.failure.key
}

describe('configuration', () => {
  test('development needs nothing else: any origin, no sandbox, UTC', () => {
    expect(readConfig({ ENVIRONMENT: 'development' })).toEqual({
      ok: true,
      value: { environment: 'development', allowedOrigins: '*', sandboxFhirUrl: undefined, timeZone: 'UTC' },
    })
  })

  test('origins are a list of exact ones', () => {
    const config = readConfig({
      ENVIRONMENT: 'development',
      ALLOWED_ORIGINS: 'https://a.example.org, https://b.example.org',
    })
    expect(config.ok && config.value.allowedOrigins).toEqual(['https://a.example.org', 'https://b.example.org'])
  })

  test.each([
    ['no environment', {}, 'ENVIRONMENT'],
    ['an environment nobody knows', { ENVIRONMENT: 'staging' }, 'ENVIRONMENT'],
    ['production, as long as clients cannot be authenticated', { ENVIRONMENT: 'production' }, 'ENVIRONMENT'],
    [
      'trusted clients, which would be trusted without a look',
      { ENVIRONMENT: 'development', TRUSTED_CLIENTS: '[]' },
      'TRUSTED_CLIENTS',
    ],
    ['a time zone that does not exist', { ENVIRONMENT: 'development', TIME_ZONE: 'Mars/Olympus' }, 'TIME_ZONE'],
    [
      'a sandbox that is no http address',
      { ENVIRONMENT: 'development', SANDBOX_FHIR_URL: 'file:///fhir' },
      'SANDBOX_FHIR_URL',
    ],
    ['variables that are no object', null, 'ENVIRONMENT'],
  ])('%s is refused by the name of the variable', (_, variables, key) => {
    expect(keyOf(variables)).toBe(key)
  })

  test('a refusal never repeats the value', () => {
    const refused = readConfig({ ENVIRONMENT: 'development', TIME_ZONE: 'secret-4711' })
    expect(JSON.stringify(refused)).not.toContain('secret-4711')
  })
})
