import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { CANARY_TOKEN, CANARY_WORDS, hostileJson } from '../support/fuzz/hostile-values.ts'
import { FUZZ_TIMEOUT_MS, fuzz } from '../support/fuzz/parameters.ts'

const NAMES = [
  'ENVIRONMENT',
  'SESSION_KEYS',
  'TRUSTED_CLIENTS_1',
  'REPLAY',
  'CARD_MEMORY',
  'DB',
  'ALLOWED_ORIGINS',
  'TRUSTED_CLIENTS',
  'SANDBOX_FHIR_URL',
  'TIME_ZONE',
  'PUBLIC_URL',
  'PATIENT_KEYS',
  'ADMIN_TOKEN',
]
const value = fc.oneof(
  fc.constantFrom(
    'development',
    'production',
    '*',
    'https://a.example, https://b.example',
    'http://127.0.0.1:1',
    'UTC',
    'Europe/Nowhere',
    '[]',
    '{',
    CANARY_WORDS,
    CANARY_TOKEN,
  ),
  hostileJson,
  hostileJson.map((json) => JSON.stringify(json) ?? ''),
)
const variables = fc.oneof(
  fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 6 }),
  fc
    .dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 6 })
    .map((given) => ({ ENVIRONMENT: 'development', ...given })),
  hostileJson,
)

describe('whatever variables the Worker is given', () => {
  test(
    'they are a configuration, or name one key that is wrong and never what it holds',
    async () => {
      await fuzz(variables, 10_000, (given) => {
        const config = readConfig(given)
        if (config.ok) expect(['development', 'production']).toContain(config.value.environment)
        else {
          expect(NAMES).toContain(config.failure.key)
          expect(config.failure.problem).not.toMatch(/canary|zyxa/i)
        }
      })
    },
    FUZZ_TIMEOUT_MS,
  )
})
