import { describe, expect, test } from 'vitest'
import { readConfig } from '../src/config.ts'

const CLIENT = {
  id: 'st-elsewhere',
  issuer: 'https://ehr.example.org',
  jwksUri: 'https://ehr.example.org/jwks.json',
}
const SECRET = 'x'.repeat(32)
const BINDINGS = { REPLAY: {}, CARD_MEMORY: {}, DB: {} }
const PRODUCTION = {
  ENVIRONMENT: 'production',
  PUBLIC_URL: 'https://cds.example.org',
  TRUSTED_CLIENTS: JSON.stringify([CLIENT]),
  PATIENT_KEYS: JSON.stringify([{ id: '2026', key: SECRET }]),
  ...BINDINGS,
}

function keyOf(variables: unknown) {
  const config = readConfig(variables)
  return config.ok ? undefined : config.failure.key
}

function problemOf(variables: unknown) {
  const config = readConfig(variables)
  return config.ok ? undefined : `${config.failure.key} ${config.failure.problem}`
}

function configOf(variables: unknown) {
  const config = readConfig(variables)
  if (!config.ok) throw new Error(`${config.failure.key} ${config.failure.problem}`)
  return config.value
}

describe('configuration', () => {
  test('development needs nothing else: any origin, no clients, no sandbox, UTC', () => {
    expect(configOf({ ENVIRONMENT: 'development' })).toEqual({
      environment: 'development',
      publicUrl: undefined,
      trustedClients: [],
      allowedOrigins: '*',
      patientKeys: [{ id: 'development', key: 'development' }],
      sessionKeys: [],
      adminToken: undefined,
      sandboxFhirUrl: undefined,
      timeZone: 'UTC',
    })
  })

  test('production has no origins of its own', () => {
    expect(configOf(PRODUCTION)).toMatchObject({ environment: 'production', allowedOrigins: [] })
  })

  test('origins are a list of exact ones', () => {
    const config = configOf({
      ENVIRONMENT: 'development',
      ALLOWED_ORIGINS: 'https://a.example.org, https://b.example.org',
    })
    expect(config.allowedOrigins).toEqual(['https://a.example.org', 'https://b.example.org'])
  })

  test.each(['https://cds.example.org/', 'https://cds.example.org//', 'https://cds.example.org'])(
    'PUBLIC_URL %s has no slash at its end',
    (url) => {
      expect(configOf({ ENVIRONMENT: 'development', PUBLIC_URL: url }).publicUrl).toBe('https://cds.example.org')
    },
  )

  test('keys are a list, so that they can change', () => {
    const keys = [
      { id: 'new', key: SECRET },
      { id: 'old', key: SECRET },
    ]
    const text = JSON.stringify(keys)
    expect(configOf({ ...PRODUCTION, PATIENT_KEYS: text, SESSION_KEYS: text, ADMIN_TOKEN: SECRET })).toMatchObject({
      patientKeys: keys,
      sessionKeys: keys,
      adminToken: SECRET,
    })
  })

  test('clients where no time zone is named are where TIME_ZONE says', () => {
    const there = { ...CLIENT, id: 'there', tenant: 'x', timeZone: 'America/Chicago' }
    const { trustedClients } = configOf({
      ...PRODUCTION,
      TIME_ZONE: 'America/New_York',
      TRUSTED_CLIENTS: JSON.stringify([CLIENT, there]),
    })
    expect(trustedClients.map(({ client }) => client.timeZone)).toEqual(['America/New_York', 'America/Chicago'])
  })

  test('only development reads FHIR servers on this machine', () => {
    const allowsLoopback = (variables: object) =>
      configOf(variables).trustedClients.map(({ client }) => client.fhirServers.allowLoopback)
    expect(allowsLoopback(PRODUCTION)).toEqual([false])
    expect(allowsLoopback({ ...PRODUCTION, ENVIRONMENT: 'development' })).toEqual([true])
  })

  test.each([
    ['no environment', {}, 'ENVIRONMENT'],
    ['an environment nobody knows', { ENVIRONMENT: 'staging' }, 'ENVIRONMENT'],
    ['a list of no clients', { ENVIRONMENT: 'development', TRUSTED_CLIENTS: '[]' }, 'TRUSTED_CLIENTS'],
    ['clients that are no JSON', { ENVIRONMENT: 'development', TRUSTED_CLIENTS: '[{' }, 'TRUSTED_CLIENTS'],
    [
      'clients without the address that tokens name',
      { ENVIRONMENT: 'development', TRUSTED_CLIENTS: JSON.stringify([CLIENT]) },
      'PUBLIC_URL',
    ],
    ['an address that is none', { ENVIRONMENT: 'development', PUBLIC_URL: 'cds.example.org' }, 'PUBLIC_URL'],
    ['an address with a query', { ENVIRONMENT: 'development', PUBLIC_URL: 'https://cds.example.org?x' }, 'PUBLIC_URL'],
    ['http elsewhere', { ENVIRONMENT: 'development', PUBLIC_URL: 'http://cds.example.org' }, 'PUBLIC_URL'],
    ['keys that are no list', { ENVIRONMENT: 'development', PATIENT_KEYS: '{}' }, 'PATIENT_KEYS'],
    ['an empty list of keys', { ENVIRONMENT: 'development', PATIENT_KEYS: '[]' }, 'PATIENT_KEYS'],
    ['a key without an id', { ENVIRONMENT: 'development', SESSION_KEYS: '[{"key":"x"}]' }, 'SESSION_KEYS'],
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
    for (const name of ['TIME_ZONE', 'PATIENT_KEYS', 'PUBLIC_URL', 'TRUSTED_CLIENTS', 'SANDBOX_FHIR_URL']) {
      const refused = readConfig({ ENVIRONMENT: 'development', [name]: 'secret-4711' })
      expect(refused.ok).toBe(false)
      expect(JSON.stringify(refused)).not.toContain('secret-4711')
    }
  })
})

describe('production', () => {
  test('serves with registered clients, an https address, keys and state', () => {
    expect(problemOf(PRODUCTION)).toBeUndefined()
  })

  const clientWith = (changes: object) => ({ TRUSTED_CLIENTS: JSON.stringify([{ ...CLIENT, ...changes }]) })
  const keyed = (key: string) => JSON.stringify([{ id: 'k', key }])

  test.each<[string, object, string]>([
    ['without clients', { TRUSTED_CLIENTS: undefined }, 'TRUSTED_CLIENTS'],
    ['with an empty variable for clients', { TRUSTED_CLIENTS: '' }, 'TRUSTED_CLIENTS'],
    ['with the public sandbox', clientWith({ issuer: 'https://sandbox.cds-hooks.org' }), 'TRUSTED_CLIENTS'],
    [
      'with the public sandbox and a slash',
      clientWith({ issuer: 'https://sandbox.cds-hooks.org/' }),
      'TRUSTED_CLIENTS',
    ],
    ['with keys on this machine', clientWith({ jwksUri: 'http://127.0.0.1:9000/jwks.json' }), 'TRUSTED_CLIENTS'],
    [
      'with a FHIR server on this machine',
      clientWith({ fhirServers: [{ url: 'http://localhost:8103/fhir/R4' }] }),
      'TRUSTED_CLIENTS',
    ],
    ['without an address', { PUBLIC_URL: undefined }, 'PUBLIC_URL'],
    ['at an http address', { PUBLIC_URL: 'http://127.0.0.1:8787' }, 'PUBLIC_URL'],
    ['for every origin', { ALLOWED_ORIGINS: '*' }, 'ALLOWED_ORIGINS'],
    ['for an http origin', { ALLOWED_ORIGINS: 'http://ehr.example.org' }, 'ALLOWED_ORIGINS'],
    ['for an origin with a path', { ALLOWED_ORIGINS: 'https://ehr.example.org/' }, 'ALLOWED_ORIGINS'],
    ['without keys for patients', { PATIENT_KEYS: undefined }, 'PATIENT_KEYS'],
    ['with a key for patients of 31 characters', { PATIENT_KEYS: keyed('x'.repeat(31)) }, 'PATIENT_KEYS'],
    ['with a short key for sessions', { SESSION_KEYS: keyed('short') }, 'SESSION_KEYS'],
    ['with a short token for analytics', { ADMIN_TOKEN: 'short' }, 'ADMIN_TOKEN'],
    ['with the sandbox of development', { SANDBOX_FHIR_URL: 'http://127.0.0.1:8103/fhir/R4' }, 'SANDBOX_FHIR_URL'],
    ['without a store for used tokens', { REPLAY: undefined }, 'REPLAY'],
    ['without a memory of cards', { CARD_MEMORY: undefined }, 'CARD_MEMORY'],
    ['without a database', { DB: undefined }, 'DB'],
    ['with a text instead of a binding', { DB: 'kyphoplasty' }, 'DB'],
  ])('does not serve %s', (_words, changes, key) => {
    expect(keyOf({ ...PRODUCTION, ...changes })).toBe(key)
  })
})
