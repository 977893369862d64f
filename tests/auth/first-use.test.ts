import { expect, test } from 'vitest'
import { forgettableAt, tokenKeyOf } from '../../src/auth/first-use.ts'

test('the key of a token is the same for the same issuer and jti', async () => {
  expect(await tokenKeyOf({ iss: 'a', jti: 'b' })).toBe(await tokenKeyOf({ iss: 'a', jti: 'b' }))
})

test.each([
  [{ iss: 'a', jti: 'c' }],
  [{ iss: 'ab', jti: '' }],
  [{ iss: '', jti: 'ab' }],
  [{ iss: 'a","b', jti: '' }],
  [{ iss: 'b', jti: 'a' }],
])('%j has another one', async (other) => {
  expect(await tokenKeyOf(other)).not.toBe(await tokenKeyOf({ iss: 'a', jti: 'b' }))
})

test('the key shows nothing of issuer and jti, and has one length', async () => {
  expect(await tokenKeyOf({ iss: 'https://ehr.example.org', jti: 'canary' })).toMatch(/^[\w-]{43}$/)
})

test('a token may be forgotten when it would be refused as expired', () => {
  expect(forgettableAt({ exp: 1000 })).toBe(1_060_000)
  expect(forgettableAt({ exp: 1000.0001 })).toBe(1_060_001)
})
