import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeJwt, readClaims, readHeader } from '../../src/auth/jwt-parts.ts'
import { base64url } from './tokens.ts'

const HEADER = { alg: 'ES384', kid: 'k1', typ: 'JWT' }
const CLAIMS = { iss: 'https://ehr.example.org', aud: 'https://cds.example.org', exp: 300, iat: 0, jti: 'j1' }

function tokenOf(header: string, claims: string): string {
  return `${base64url(header)}.${base64url(claims)}.c2ln`
}

function without(object: object, name: string) {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name))
}

describe('a token is taken apart', () => {
  test('into header and claims, as they are', () => {
    expect(decodeJwt(tokenOf(JSON.stringify(HEADER), JSON.stringify(CLAIMS)))).toEqual({
      ok: true,
      value: { header: HEADER, claims: CLAIMS },
    })
  })

  test.each([
    ['one part', 'YQ'],
    ['two parts', 'YQ.YQ'],
    ['four parts', 'YQ.YQ.YQ.YQ'],
    ['five parts, which is an encrypted one', 'YQ.YQ.YQ.YQ.YQ'],
    ['an empty signature', 'YQ.YQ.'],
    ['an empty header', '.YQ.YQ'],
    ['padding', 'YQ==.YQ.YQ'],
    ['the other alphabet of base64', 'a+/b.YQ.YQ'],
    ['blanks', 'YQ. YQ.YQ'],
  ])('unless it has %s', (_words, token) => {
    expect(decodeJwt(token)).toEqual({ ok: false, failure: { reason: 'not-a-jwt', part: 'form' } })
  })

  test.each(['no JSON', '[]', 'null', '"text"', '1', '{"a":1}x'])('unless %j stands for an object', (text) => {
    const object = JSON.stringify(HEADER)
    expect(decodeJwt(tokenOf(text, object))).toMatchObject({ failure: { reason: 'not-a-jwt', part: 'header' } })
    expect(decodeJwt(tokenOf(object, text))).toMatchObject({ failure: { reason: 'not-a-jwt', part: 'claims' } })
  })

  test('unless it is no UTF-8', () => {
    const latin = Buffer.from('{"iss":"\xe9"}', 'latin1').toString('base64url')
    expect(decodeJwt(`${base64url('{}')}.${latin}.YQ`)).toMatchObject({ failure: { part: 'claims' } })
  })

  test('unless a byte order mark stands before it', () => {
    const object = JSON.stringify(HEADER)
    expect(decodeJwt(tokenOf(`\ufeff${object}`, object))).toMatchObject({ failure: { part: 'header' } })
    expect(decodeJwt(tokenOf(object, `\ufeff${object}`))).toMatchObject({ failure: { part: 'claims' } })
  })

  test.each([
    ['twice', '{"iss":"a","iss":"b"}'],
    ['twice, once escaped', '{"iss":"a","\\u0069ss":"b"}'],
    ['twice, with blanks', '{ "iss" : "a" , "x" : {"iss": 1} , "iss" : "a" }'],
  ])('unless it names a member %s', (_words, text) => {
    const object = JSON.stringify(HEADER)
    expect(decodeJwt(tokenOf(text, object))).toEqual({
      ok: false,
      failure: { reason: 'repeated-member', part: 'header' },
    })
    expect(decodeJwt(tokenOf(object, text))).toEqual({
      ok: false,
      failure: { reason: 'repeated-member', part: 'claims' },
    })
  })

  test('also where a name comes again further in, or as a value', () => {
    const text = '{"iss":"iss","a":{"iss":1,"a":[{"iss":2},"iss\\":"]}}'
    expect(decodeJwt(tokenOf(text, text)).ok).toBe(true)
  })

  test('whatever the object holds', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const text = JSON.stringify(object)
        expect(decodeJwt(tokenOf(text, text)).ok).toBe(true)
      }),
      { seed: 6, numRuns: 300 },
    )
  })

  test('or refused, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(decodeJwt(text).ok).toBe(false)
      }),
      { seed: 6, numRuns: 300 },
    )
  })
})

describe('a header', () => {
  test.each<[string, object]>([
    ['as CDS Hooks has it', HEADER],
    ['without typ, which is seen in practice', without(HEADER, 'typ')],
    ['with typ in small letters', { ...HEADER, typ: 'jwt' }],
    ['with jku', { ...HEADER, jku: 'https://ehr.example.org/jwks.json' }],
    ['with a kid in base64, as Epic has it', { ...HEADER, kid: 'a+b/c==' }],
    ['with members nobody knows', { ...HEADER, x: 1 }],
  ])('%s is read', (_words, header) => {
    expect(readHeader({ ...header }).ok).toBe(true)
  })

  test.each<[string, unknown]>([
    ['alg', undefined],
    ['alg', 384],
    ['kid', undefined],
    ['kid', ''],
    ['kid', 7],
    ['kid', 'x'.repeat(257)],
    ['typ', 'at+jwt'],
    ['typ', ''],
    ['typ', null],
    ['jku', null],
    ['jku', ['https://ehr.example.org/jwks.json']],
    ['jwk', {}],
    ['jwk', undefined],
    ['x5u', 'https://evil.example/cert'],
    ['x5c', []],
    ['crit', ['exp']],
    ['b64', false],
  ])('with %s %j is refused by the name of the member', (member, value) => {
    expect(readHeader({ ...HEADER, [member]: value })).toEqual({
      ok: false,
      failure: { reason: 'bad-header', member },
    })
  })
})

describe('claims', () => {
  test('are read, and what else is there is left', () => {
    expect(readClaims({ ...CLAIMS, sub: 'x', scope: 1 })).toEqual({
      ok: true,
      value: { ...CLAIMS, aud: ['https://cds.example.org'], nbf: undefined, tenant: null },
    })
  })

  test.each(['iss', 'aud', 'exp', 'iat', 'jti'])('without %s are refused', (claim) => {
    expect(readClaims(without(CLAIMS, claim))).toEqual({ ok: false, failure: { reason: 'bad-claim', claim } })
  })

  test.each<[string, unknown]>([
    ['iss', 1],
    ['iss', ''],
    ['iss', ['https://ehr.example.org']],
    ['iss', 'x'.repeat(257)],
    ['aud', 1],
    ['aud', []],
    ['aud', ['a', 1]],
    ['aud', null],
    ['aud', {}],
    ['exp', '300'],
    ['exp', null],
    ['exp', true],
    ['iat', '0'],
    ['iat', []],
    ['nbf', '0'],
    ['nbf', null],
    ['jti', 1],
    ['jti', ''],
    ['jti', 'x'.repeat(257)],
    ['jti', {}],
    ['tenant', 1],
    ['tenant', ''],
    ['tenant', {}],
  ])('with %s %j are refused by its name', (claim, value) => {
    expect(readClaims({ ...CLAIMS, [claim]: value })).toEqual({ ok: false, failure: { reason: 'bad-claim', claim } })
  })

  test('with a number beyond all numbers are refused', () => {
    const decoded = decodeJwt(tokenOf('{}', '{"exp":1e999}'))
    expect(decoded.ok && readClaims({ ...CLAIMS, ...decoded.value.claims })).toMatchObject({
      failure: { claim: 'exp' },
    })
  })

  test('may have fractions of seconds, a list of one audience and a name of 256 characters', () => {
    const read = readClaims({ ...CLAIMS, exp: 300.5, nbf: 0.1, aud: ['a'], jti: 'x'.repeat(256) })
    expect(read).toMatchObject({ ok: true, value: { exp: 300.5, nbf: 0.1, aud: ['a'] } })
  })
})
