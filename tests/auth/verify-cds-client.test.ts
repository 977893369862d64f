import { exportSPKI } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { createKeySets } from '../../src/auth/key-sets.ts'
import type { Refusal } from '../../src/auth/refusal.ts'
import type { TrustedIssuer } from '../../src/auth/trusted-issuer.ts'
import { verifyCdsClient } from '../../src/auth/verify-cds-client.ts'
import {
  aJwksServer,
  aKey,
  anIssuer,
  claims,
  ENDPOINT,
  NOW,
  type SigningKey,
  sign,
  signHs256,
  signText,
  unsigned,
} from './tokens.ts'

const keys: { es384: SigningKey; rs384: SigningKey; rs256: SigningKey; stranger: SigningKey } = Object.create(null)

beforeAll(async () => {
  keys.es384 = await aKey('ES384')
  keys.rs384 = await aKey('RS384')
  keys.rs256 = await aKey('RS256')
  keys.stranger = await aKey('ES384')
})

function verifier(...issuers: readonly Partial<TrustedIssuer>[]) {
  const server = aJwksServer(keys.es384, keys.rs384, keys.rs256)
  const tools = {
    issuers: (issuers.length === 0 ? [{}] : issuers).map(anIssuer),
    keySets: createKeySets({ fetch: server.fetch, now: () => NOW }),
    now: () => NOW,
  }
  return { server, verify: (token: string) => verifyCdsClient(`Bearer ${token}`, ENDPOINT, tools) }
}

async function refusalOf(token: string): Promise<Refusal | undefined> {
  const verified = await verifier().verify(token)
  return verified.ok ? undefined : verified.failure
}

describe('a token', () => {
  test.each(['es384', 'rs384'] as const)('signed with %s by a registered issuer names its client', async (name) => {
    const verified = await verifier().verify(await sign(keys[name]))
    expect(verified).toMatchObject({ ok: true, value: { issuer: { clientId: 'st-elsewhere' } } })
  })

  test('signed with RS256 is accepted where a tenant lists it', async () => {
    const { verify } = verifier({ algorithms: ['RS256'] })
    expect((await verify(await sign(keys.rs256))).ok).toBe(true)
  })

  test('signed with RS256 is refused elsewhere', async () => {
    expect(await refusalOf(await sign(keys.rs256))).toEqual({ reason: 'algorithm-not-allowed' })
  })

  test('signed by somebody else with the kid of ours is refused', async () => {
    expect(await refusalOf(await sign(keys.stranger))).toEqual({ reason: 'bad-signature' })
  })

  test('whose claims were changed after signing is refused', async () => {
    const [header, , signature] = (await sign(keys.es384)).split('.')
    const changed = Buffer.from(JSON.stringify(claims())).toString('base64url')
    expect(await refusalOf(`${header}.${changed}.${signature}`)).toEqual({ reason: 'bad-signature' })
  })

  test('whose signature is cut is refused', async () => {
    expect(await refusalOf((await sign(keys.es384)).slice(0, -4))).toEqual({ reason: 'bad-signature' })
  })

  test('signed with the public key as a shared secret is refused', async () => {
    const { n = '', ...jwk } = keys.rs384.jwk
    for (const secret of [n, JSON.stringify({ ...jwk, n }), await exportSPKI(keys.rs384.publicKey)]) {
      expect(await refusalOf(await signHs256(secret, 'RS384'))).toEqual({ reason: 'algorithm-not-allowed' })
    }
  })

  test('without a signature is refused', async () => {
    expect(await refusalOf(unsigned())).toEqual({ reason: 'not-a-jwt', part: 'form' })
    expect(await refusalOf(`${unsigned()}YQ`)).toEqual({ reason: 'algorithm-not-allowed' })
  })

  test('that says ES384 and was signed with another curve is refused', async () => {
    const es256 = await aKey('ES256', 'ES384')
    const [, payload] = (await sign(es256)).split('.')
    const header = Buffer.from(JSON.stringify({ alg: 'ES384', kid: 'ES384' })).toString('base64url')
    const signature = (await sign(es256)).split('.')[2]
    expect(await refusalOf(`${header}.${payload}.${signature}`)).toEqual({ reason: 'bad-signature' })
  })

  test('that brings its own key along is refused, and no address in it is asked for', async () => {
    const { server, verify } = verifier()
    const evil = 'https://evil.example/jwks.json'
    for (const header of [{ jwk: keys.stranger.jwk }, { x5u: evil }, { jku: evil }]) {
      expect((await verify(await sign(keys.stranger, {}, header))).ok).toBe(false)
    }
    expect(server.asked).toEqual([])
  })

  test('with an extension that must be understood is refused', async () => {
    const header = '{"alg":"ES384","kid":"ES384","crit":["exp"],"exp":1}'
    expect(await refusalOf(await signText(keys.es384, header, JSON.stringify(claims())))).toEqual({
      reason: 'bad-header',
      member: 'crit',
    })
  })

  test('that names an issuer twice is refused although its signature is good', async () => {
    const payload = `{"iss":"https://evil.example",${JSON.stringify(claims()).slice(1)}`
    const token = await signText(keys.es384, '{"alg":"ES384","kid":"ES384"}', payload)
    expect(await refusalOf(token)).toEqual({ reason: 'repeated-member', part: 'claims' })
  })

  test('with a good signature around no object is refused', async () => {
    const token = await signText(keys.es384, '{"alg":"ES384","kid":"ES384"}', '[]')
    expect(await refusalOf(token)).toEqual({ reason: 'not-a-jwt', part: 'claims' })
  })
})

describe('issuer and tenant', () => {
  const north = { clientId: 'north', tenant: 'north' }
  const south = { clientId: 'south', tenant: 'south', isDisabled: true }

  test('together name the client', async () => {
    const { verify } = verifier({}, north, south)
    const clientOf = async (tenant: string | undefined) => {
      const verified = await verify(await sign(keys.es384, { tenant }))
      return verified.ok ? verified.value.issuer.clientId : verified.failure.reason
    }
    expect(await clientOf('north')).toBe('north')
    expect(await clientOf(undefined)).toBe('st-elsewhere')
    expect(await clientOf('south')).toBe('unknown-issuer-or-tenant')
    expect(await clientOf('west')).toBe('unknown-issuer-or-tenant')
    expect(await clientOf('North')).toBe('unknown-issuer-or-tenant')
  })

  test.each([
    'https://evil.example',
    'https://ehr.example.org/',
    'https://EHR.example.org',
    'https://ehr.example.org.evil.example',
    '__proto__',
  ])('%s is unknown, and no key is read for it', async (iss) => {
    const { server, verify } = verifier()
    expect(await verify(await sign(keys.es384, { iss }))).toMatchObject({
      failure: { reason: 'unknown-issuer-or-tenant' },
    })
    expect(server.asked).toEqual([])
  })
})

test('a token nobody knows the key of is refused', async () => {
  expect(await refusalOf(await sign(await aKey('ES384', 'other')))).toEqual({ reason: 'unknown-key' })
})
