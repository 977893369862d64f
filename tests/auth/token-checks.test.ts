import { describe, expect, test } from 'vitest'
import type { JwtClaims, JwtHeader } from '../../src/auth/jwt-parts.ts'
import type { Refusal } from '../../src/auth/refusal.ts'
import { findRefusal } from '../../src/auth/token-checks.ts'
import type { TrustedIssuer } from '../../src/auth/trusted-issuer.ts'
import { anIssuer, ENDPOINT, JWKS_URI, NOW_SECONDS } from './tokens.ts'

interface Changes {
  readonly header?: Partial<JwtHeader>
  readonly claims?: Partial<JwtClaims>
  readonly issuer?: Partial<TrustedIssuer>
}

function refusalOf({ header, claims, issuer }: Changes): Refusal | undefined {
  return findRefusal({
    header: { alg: 'ES384', kid: 'k1', jku: undefined, ...header },
    claims: {
      iss: 'https://ehr.example.org',
      tenant: null,
      aud: [ENDPOINT],
      iat: NOW_SECONDS,
      exp: NOW_SECONDS + 300,
      nbf: undefined,
      jti: 'j1',
      ...claims,
    },
    issuer: anIssuer(issuer),
    endpointUrl: ENDPOINT,
    nowSeconds: NOW_SECONDS,
  })
}

function at(seconds: number): number {
  return NOW_SECONDS + seconds
}

test('a token of now for this address holds', () => {
  expect(refusalOf({})).toBeUndefined()
})

describe('alg', () => {
  test.each(['ES384', 'RS384'])('%s is allowed by default', (alg) => {
    expect(refusalOf({ header: { alg } })).toBeUndefined()
  })

  test.each(['none', 'NONE', '', 'HS256', 'HS384', 'RS256', 'ES256', 'es384', 'EdDSA', '__proto__'])(
    '%j is not',
    (alg) => {
      expect(refusalOf({ header: { alg } })).toEqual({ reason: 'algorithm-not-allowed' })
    },
  )

  test('RS256 is allowed where a tenant lists it, and then nothing else', () => {
    expect(refusalOf({ header: { alg: 'RS256' }, issuer: { algorithms: ['RS256'] } })).toBeUndefined()
    expect(refusalOf({ header: { alg: 'ES384' }, issuer: { algorithms: ['RS256'] } })).toBeDefined()
  })
})

describe('jku', () => {
  test('may be the registered address', () => {
    expect(refusalOf({ header: { jku: JWKS_URI } })).toBeUndefined()
  })

  test.each([
    'https://evil.example/jwks.json',
    `${JWKS_URI}/`,
    `${JWKS_URI}?x`,
    'HTTPS://EHR.EXAMPLE.ORG/jwks.json',
    '',
  ])('%j is another one', (jku) => {
    expect(refusalOf({ header: { jku } })).toEqual({ reason: 'other-jku' })
  })
})

describe('aud', () => {
  test.each([[[ENDPOINT]], [[`${ENDPOINT}/`]], [[ENDPOINT, `${ENDPOINT}/`]]])('%j is ours', (aud) => {
    expect(refusalOf({ claims: { aud } })).toBeUndefined()
  })

  test.each([
    [['https://cds.example.org']],
    [['https://cds.example.org/cds-services']],
    [[`${ENDPOINT}//`]],
    [[`${ENDPOINT}?x`]],
    [[`${ENDPOINT}/feedback`]],
    [['https://cds.example.org/assessments']],
    [['https://cds.example.org/cds-services/VCF-patient-view']],
    [['http://cds.example.org/cds-services/vcf-patient-view']],
    [['https://cds.example.org:443/cds-services/vcf-patient-view']],
    [['https://evil.example/cds-services/vcf-patient-view']],
    [['']],
    [[ENDPOINT, 'https://other.example.org']],
  ])('%j is not', (aud) => {
    expect(refusalOf({ claims: { aud } })).toEqual({ reason: 'other-audience' })
  })

  test('may be another one that was agreed with this client', () => {
    const issuer = { audiences: ['sand_man', 'https://cds.example.org/'] }
    for (const aud of [['sand_man'], ['https://cds.example.org'], ['sand_man', ENDPOINT]]) {
      expect(refusalOf({ claims: { aud }, issuer })).toBeUndefined()
    }
    expect(refusalOf({ claims: { aud: ['sand'] }, issuer })).toBeDefined()
  })
})

describe('time', () => {
  test.each<[string, Partial<JwtClaims>]>([
    ['exp 59 seconds ago', { iat: at(-200), exp: at(-59) }],
    ['a lifetime of exactly five minutes', { iat: at(0), exp: at(300) }],
    ['iat 59 seconds ahead', { iat: at(59), exp: at(300) }],
    ['iat 60 seconds ahead', { iat: at(60), exp: at(300) }],
    ['iat 61 seconds ago', { iat: at(-61), exp: at(200) }],
    ['nbf 60 seconds ahead', { nbf: at(60) }],
    ['nbf five minutes before iat, as Epic has it', { nbf: at(-300) }],
  ])('%s holds', (_words, claims) => {
    expect(refusalOf({ claims })).toBeUndefined()
  })

  test.each<[string, Partial<JwtClaims>, Refusal]>([
    ['exp 60 seconds ago', { iat: at(-200), exp: at(-60) }, { reason: 'expired', secondsAgo: 60 }],
    ['exp 61 seconds ago', { iat: at(-200), exp: at(-61) }, { reason: 'expired', secondsAgo: 61 }],
    [
      'a lifetime of 301 seconds',
      { iat: at(0), exp: at(301) },
      { reason: 'lifetime-too-long', seconds: 301, atMost: 300 },
    ],
    [
      'a lifetime of ten years',
      { iat: at(0), exp: at(315_360_000) },
      { reason: 'lifetime-too-long', seconds: 315_360_000, atMost: 300 },
    ],
    ['iat 61 seconds ahead', { iat: at(61), exp: at(300) }, { reason: 'issued-in-the-future', secondsAhead: 61 }],
    ['nbf 61 seconds ahead', { nbf: at(61) }, { reason: 'not-valid-yet', secondsAhead: 61 }],
    ['exp at iat', { iat: at(10), exp: at(10) }, { reason: 'ends-before-it-starts' }],
    ['exp before iat', { iat: at(50), exp: at(10) }, { reason: 'ends-before-it-starts' }],
  ])('%s is refused', (_words, claims, refusal) => {
    expect(refusalOf({ claims })).toEqual(refusal)
  })

  test('a tenant may allow a longer lifetime', () => {
    const claims = { exp: at(900) }
    expect(refusalOf({ claims, issuer: { maxTokenLifetimeSeconds: 900 } })).toBeUndefined()
    expect(refusalOf({ claims, issuer: { maxTokenLifetimeSeconds: 899 } })).toBeDefined()
  })
})
