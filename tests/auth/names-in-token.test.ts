import { describe, expect, test } from 'vitest'
import { namesInToken } from '../../src/auth/names-in-token.ts'
import { base64url } from './tokens.ts'

function bearer(header: object, claims: object): string {
  return `Bearer ${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(claims))}.c2ln`
}

describe('what a token calls itself', () => {
  test('is its issuer, tenant and key, and nothing else', () => {
    const header = bearer(
      { kid: 'k1', alg: 'ES384' },
      { iss: 'https://ehr.example.org', tenant: 't', sub: 'x', jti: 'j' },
    )
    expect(namesInToken(header)).toEqual({ iss: 'https://ehr.example.org', tenant: 't', kid: 'k1' })
  })

  test.each([null, '', 'Bearer x', 'Bearer a.b.c', 'Basic eA=='])('is nothing in %j', (header) => {
    expect(namesInToken(header)).toEqual({})
  })

  test('is left out where it is no text', () => {
    expect(namesInToken(bearer({ kid: 1 }, { iss: {}, tenant: null }))).toEqual({})
  })

  test('is cut at 128 characters', () => {
    expect(namesInToken(bearer({ kid: 'x'.repeat(500) }, {})).kid).toHaveLength(128)
  })

  test.each([
    ['line breaks', 'a\r\nb'],
    ['colours of a terminal', 'a\u001b[31mb'],
    ['a C1 control', 'a\u009bb'],
    ['a direction override', 'a\u202eb'],
    ['a zero-width character', 'a\u200bb'],
    ['a line separator', 'a\u2028b'],
    ['half a pair', 'a\ud800b'],
  ])('loses %s', (_words, iss) => {
    expect(namesInToken(bearer({}, { iss })).iss).toMatch(/^[ -~\ufffd]+$/)
  })
})
