import { expect, test } from 'vitest'
import { passedOn } from '../../src/tools/passed-on.ts'

test('settings of the service are passed on, whatever else stands in the environment', () => {
  const settings = {
    ENVIRONMENT: 'development',
    PUBLIC_URL: 'https://cds.example.org',
    TRUSTED_CLIENTS: '[]',
    TRUSTED_CLIENTS_1: '[]',
    PATIENT_KEYS: '[]',
    SESSION_KEYS: '[]',
    ADMIN_TOKEN: 'token',
    ALLOWED_ORIGINS: '*',
    TIME_ZONE: 'UTC',
  }
  const others = { PATH: '/bin', HOME: '/root', MY_ADMIN_TOKEN: 'x', TRUSTED_CLIENTS_X: '[]', STATE_DIR: '/tmp' }
  expect(passedOn({ ...settings, ...others })).toEqual(settings)
})

test('an empty variable is none', () => {
  expect(passedOn({ TRUSTED_CLIENTS: '', TIME_ZONE: undefined })).toEqual({})
})
