import { exportJWK } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { importKeys, keyName } from '../../src/auth/import-keys.ts'
import { aKey, type SigningKey } from './tokens.ts'

const keys: { es384: SigningKey; rs384: SigningKey; es256: SigningKey } = Object.create(null)

beforeAll(async () => {
  keys.es384 = await aKey('ES384')
  keys.rs384 = await aKey('RS384')
  keys.es256 = await aKey('ES256')
})

async function namesOf(set: readonly unknown[], algorithms: Parameters<typeof importKeys>[1] = ['ES384', 'RS384']) {
  return [...(await importKeys(set, algorithms)).keys()]
}

describe('keys of a set', () => {
  test('are ready by algorithm and kid', async () => {
    expect(await namesOf([keys.es384.jwk, keys.rs384.jwk])).toEqual([
      keyName('ES384', 'ES384'),
      keyName('RS384', 'RS384'),
    ])
  })

  test('without alg fit every allowed algorithm of their kind, and no other', async () => {
    const { alg: _, ...es384 } = keys.es384.jwk
    const { alg: __, ...rsa } = keys.rs384.jwk
    expect(await namesOf([es384, { ...rsa, kid: 'r' }], ['ES384', 'RS384', 'RS256', 'ES256'])).toEqual([
      keyName('ES384', 'ES384'),
      keyName('RS384', 'r'),
      keyName('RS256', 'r'),
    ])
  })

  test('are taken by the public members only, whatever else was published', async () => {
    const privateJwk = { ...(await exportJWK(keys.es384.privateKey)), kid: 'p' }
    const [key] = [...(await importKeys([privateJwk], ['ES384'])).values()]
    expect(key?.type).toBe('public')
  })

  test('of the same kid and different kinds do not stand in each other’s way', async () => {
    const set = [
      { ...keys.es384.jwk, kid: 'same' },
      { ...keys.rs384.jwk, kid: 'same' },
    ]
    expect(await namesOf(set)).toEqual([keyName('ES384', 'same'), keyName('RS384', 'same')])
  })

  test.each<[string, () => unknown]>([
    ['another curve', () => keys.es256.jwk],
    ['another curve under the name of ours', () => ({ ...keys.es256.jwk, crv: 'P-384' })],
    ['another algorithm', () => ({ ...keys.es384.jwk, alg: 'ES256' })],
    ['encryption', () => ({ ...keys.es384.jwk, use: 'enc' })],
    ['signing only', () => ({ ...keys.es384.jwk, key_ops: ['sign'] })],
    ['key_ops that are no list', () => ({ ...keys.es384.jwk, key_ops: 'verify' })],
    ['no kid', () => ({ ...keys.es384.jwk, kid: undefined })],
    ['an empty kid', () => ({ ...keys.es384.jwk, kid: '' })],
    ['a shared secret', () => ({ kty: 'oct', k: 'c2VjcmV0', kid: 'o', alg: 'HS256' })],
    ['a point off the curve', () => ({ ...keys.es384.jwk, x: keys.es384.jwk.y })],
    ['members of another type', () => ({ ...keys.es384.jwk, x: 1, y: [] })],
    ['no key at all', () => null],
    ['a text', () => 'key'],
  ])('for %s are left out, and the others stay', async (_words, jwk) => {
    expect(await namesOf([jwk(), keys.es384.jwk])).toEqual([keyName('ES384', 'ES384')])
  })

  test('beyond the fiftieth are not read', async () => {
    const set = [...Array.from({ length: 50 }, () => null), keys.es384.jwk]
    expect(await namesOf(set)).toEqual([])
  })
})
