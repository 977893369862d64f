import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createKeySets } from '../../src/auth/key-sets.ts'
import { verifyCdsClient } from '../../src/auth/verify-cds-client.ts'
import {
  aJwksServer,
  aKey,
  anIssuer,
  base64url,
  claims,
  ENDPOINT,
  NOW,
  type SigningKey,
  sign,
  signText,
} from '../auth/tokens.ts'
import { authentication } from '../http/a-cds-client.ts'
import { createTestApp, PATIENT_VIEW } from '../support/app.ts'
import { aCall } from '../support/fhir.ts'
import { CANARY_TRACE, CANARY_WORDS, hostileJson } from '../support/fuzz/hostile-values.ts'
import { mutated } from '../support/fuzz/mutations.ts'
import { FUZZ_TIMEOUT_MS, fuzz } from '../support/fuzz/parameters.ts'
import { watchConsole } from '../support/fuzz/watched-call.ts'

const printed = watchConsole()
afterAll(() => vi.restoreAllMocks())

let key: SigningKey
let good: string
beforeAll(async () => {
  key = await aKey()
  good = await sign(key)
})

const HEADER = { alg: 'ES384', kid: 'ES384', typ: 'JWT', jku: 'https://evil.example/jwks.json' }
const CLAIMS = { ...claims({ tenant: CANARY_WORDS, fhirContext: [] }), jti: 'a' }

/** One call of nobody we know. A service of its own each time, so that nothing is remembered. */
async function refused(authorization: string): Promise<void> {
  const server = aJwksServer(key)
  const { authenticate, refusals } = authentication({ fetch: server.fetch })
  const app = createTestApp({ authenticate })
  const response = await app.post(PATIENT_VIEW, aCall(), { Authorization: authorization })
  expect(response.status).toBe(401)
  expect(app.auditEntries()).toEqual([])
  expect(server.asked.filter((address) => address !== 'https://ehr.example.org/jwks.json')).toEqual([])
  expect(JSON.stringify([await response.text(), app.failures, printed()])).not.toMatch(CANARY_TRACE)
  const token = authorization.slice('Bearer '.length)
  if (token.length > 40) expect(JSON.stringify(refusals)).not.toContain(token)
}

describe('whatever token', () => {
  test(
    'comes unsigned, changed or cut, it is refused with the one answer',
    async () => {
      const text = fc.oneof(
        fc
          .tuple(mutated(HEADER), mutated(CLAIMS), fc.base64String())
          .map(([header, payload, signature]) =>
            [JSON.stringify(header) ?? '', JSON.stringify(payload) ?? ''].map(base64url).concat(signature).join('.'),
          ),
        fc.nat(400).map((cut) => good.slice(0, Math.min(cut, good.length - 1))),
        fc.tuple(fc.nat(good?.length ?? 300), fc.constantFrom('A', '-', '.', '=', ' ', '\t')).map(([at, character]) => {
          const changed = `${good.slice(0, at)}${character}${good.slice(at + 1)}`
          // HTTP drops blanks at the end of a header.
          return changed.trim() === good ? '' : changed
        }),
        fc.string({ unit: fc.constantFrom(...'eyJ.-_= \tAz09,"'), maxLength: 300 }),
      )
      await fuzz(text, 1_500, (token) => refused(`Bearer ${token}`))
    },
    FUZZ_TIMEOUT_MS,
  )

  test(
    'is signed by a registered key, it is good only with claims that are',
    async () => {
      const now = () => NOW
      const tools = { issuers: [anIssuer()], keySets: createKeySets({ fetch: aJwksServer(key).fetch, now }), now }
      await fuzz(fc.oneof(mutated(CLAIMS), hostileJson), 2_500, async (payload) => {
        const token = await signText(key, JSON.stringify({ alg: 'ES384', kid: 'ES384' }), JSON.stringify(payload) ?? '')
        const verified = await verifyCdsClient(`Bearer ${token}`, ENDPOINT, tools)
        if (!verified.ok) return
        expect(verified.value.claims.iss).toBe('https://ehr.example.org')
        expect(verified.value.claims.tenant ?? null).toBeNull()
        expect(typeof verified.value.claims.jti).toBe('string')
      })
    },
    FUZZ_TIMEOUT_MS,
  )
})
