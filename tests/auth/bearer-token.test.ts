import { describe, expect, test } from 'vitest'
import { readBearerToken } from '../../src/auth/bearer-token.ts'

describe('the Authorization header', () => {
  test.each(['Bearer a.b.c', 'bearer a.b.c', 'BEARER a.b.c'])('%j holds one token', (header) => {
    expect(readBearerToken(header)).toEqual({ ok: true, value: 'a.b.c' })
  })

  test.each([null, '', 'null', 'undefined', 'Bearer null', 'Bearer undefined'])('%j holds none', (header) => {
    expect(readBearerToken(header)).toEqual({ ok: false, failure: { reason: 'no-token' } })
  })

  test.each([
    'a.b.c',
    'Basic a.b.c',
    'Bearer',
    'Bearer ',
    'Bearera.b.c',
    'Bearer  a.b.c',
    'Bearer\ta.b.c',
    'Bearer a.b.c ',
    'Bearer a.b .c',
    'Bearer a.b.c, Bearer d.e.f',
    'Bearer a.b.c,Bearer d.e.f',
    'Bearer a.b.c Bearer d.e.f',
    'Bearer a.b.c=',
    'Bearer a+b/c',
    'Bearer "a.b.c"',
    'Bearer a.b.é',
  ])('%j is not exactly one Bearer token', (header) => {
    expect(readBearerToken(header)).toEqual({ ok: false, failure: { reason: 'not-one-bearer-token' } })
  })

  test('is looked at up to 8 KB', () => {
    const fits = `Bearer ${'a'.repeat(8192 - 7)}`
    expect(readBearerToken(fits).ok).toBe(true)
    expect(readBearerToken(`${fits}a`)).toEqual({ ok: false, failure: { reason: 'too-long', characters: 8193 } })
  })
})
