import { beforeAll, describe, expect, test } from 'vitest'
import { createKeySets } from '../../../src/auth/key-sets.ts'
import { TOKEN_CHECKS } from '../../../src/auth/token-checks.ts'
import { explainToken } from '../../../src/tools/verify-jwt/explain-token.ts'
import { aJwksServer, aKey, anIssuer, ENDPOINT, NOW, NOW_SECONDS, type SigningKey, sign } from '../../auth/tokens.ts'

const keys: { ours: SigningKey; stranger: SigningKey } = Object.create(null)

beforeAll(async () => {
  keys.ours = await aKey('ES384')
  keys.stranger = await aKey('ES384')
})

function explain(token: string) {
  const now = () => NOW
  const keySets = createKeySets({ fetch: aJwksServer(keys.ours).fetch, now })
  return explainToken(token, ENDPOINT, { issuers: [anIssuer()], keySets, now })
}

async function failuresOf(token: string): Promise<readonly string[]> {
  return (await explain(token)).filter(({ holds }) => !holds).map(({ statement, words }) => `${statement}: ${words}`)
}

describe('a token that would be accepted', () => {
  test('passes every check there is, with and without the word Bearer in front', async () => {
    for (const token of [await sign(keys.ours), `Bearer ${await sign(keys.ours)}`]) {
      const lines = await explain(token)
      expect(lines.every(({ holds }) => holds)).toBe(true)
      expect(lines.map(({ statement }) => statement)).toEqual(
        expect.arrayContaining([...TOKEN_CHECKS.map(({ statement }) => statement), 'its signature is good']),
      )
    }
  })
})

describe('a token that is refused', () => {
  test('is told everything that is wrong with it, not only the first', async () => {
    const token = await sign(keys.stranger, {
      aud: 'https://cds.example.org',
      exp: NOW_SECONDS + 900,
      nbf: NOW_SECONDS + 90,
    })
    const failures = await failuresOf(token)
    expect(failures).toHaveLength(4)
    expect(failures.join('\n')).toMatch(/aud is .*\n.*900 seconds.*300\n.*nbf is 90 seconds ahead.*\n.*signature/)
  })

  test.each<[string, () => Promise<string> | string, RegExp]>([
    ['no JWT', () => 'x', /three parts/],
    ['the word null', () => 'null', /no token/],
    ['no kid', () => sign(keys.ours, {}, { kid: undefined }), /"kid"/],
    ['a number as jti', () => sign(keys.ours, { jti: 7 }), /"jti"/],
    ['another issuer', () => sign(keys.ours, { iss: 'https://evil.example' }), /TRUSTED_CLIENTS/],
    ['a tenant', () => sign(keys.ours, { tenant: 'north' }), /TRUSTED_CLIENTS/],
    ['a key that is not in the set', () => sign(keys.ours, {}, { kid: 'other' }), /no signature key/],
    ['another jku', () => sign(keys.ours, {}, { jku: 'https://evil.example' }), /never fetched/],
  ])('for %s is told so', async (_words, token, expected) => {
    const failures = await failuresOf(await token())
    expect(failures).toHaveLength(1)
    expect(failures[0]).toMatch(expected)
  })

  test('never meets itself in the words', async () => {
    const token = await sign(keys.stranger, { aud: 'canary-aud', jti: 'canary-jti' })
    const words = JSON.stringify(await explain(token))
    expect(words).not.toContain('canary')
    for (const part of token.split('.')) expect(words).not.toContain(part)
  })
})
