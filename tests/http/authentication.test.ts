import { beforeAll, describe, expect, test } from 'vitest'
import type { AuthenticationTools } from '../../src/authenticate.ts'
import { createMemoryReplayStore } from '../../src/storage/memory-replay-store.ts'
import type { ReplayStore } from '../../src/storage/replay-store.ts'
import {
  aJwksServer,
  aKey,
  claims,
  ENDPOINT,
  keySet,
  NOW_SECONDS,
  type SigningKey,
  sign,
  signHs256,
  signText,
  unsigned,
} from '../auth/tokens.ts'
import { cardsOf, createTestApp, issuesOf, NOW, PATIENT_VIEW, type TestApp } from '../support/app.ts'
import { aCall } from '../support/fhir.ts'
import { authentication, stElsewhere } from './a-cds-client.ts'

const ASSESSMENTS = 'https://cds.example.org/assessments'
const keys: { es384: SigningKey; rs384: SigningKey; rs256: SigningKey; stranger: SigningKey } = Object.create(null)

beforeAll(async () => {
  keys.es384 = await aKey('ES384', 'a+b/c==')
  keys.rs384 = await aKey('RS384')
  keys.rs256 = await aKey('RS256')
  keys.stranger = await aKey('ES384', 'a+b/c==')
})

function aService(changes: Partial<AuthenticationTools> = {}) {
  const server = aJwksServer(keys.es384, keys.rs384, keys.rs256)
  const { authenticate, refusals } = authentication({ fetch: server.fetch, ...changes })
  const app = createTestApp({ authenticate })
  return { app, server, refusals, call: callerOf(app) }
}

function callerOf(app: TestApp) {
  return (token: string, path = PATIENT_VIEW, headers: Readonly<Record<string, string>> = {}) =>
    app.post(path, aCall(), { Authorization: `Bearer ${token}`, ...headers })
}

describe('a registered CDS client', () => {
  test('gets its card, whichever of its keys it signs with', async () => {
    const { call } = aService()
    for (const key of [keys.es384, keys.rs384]) {
      expect(await cardsOf(await call(await sign(key)))).toHaveLength(1)
    }
  })

  test('gets an assessment with a token for that address', async () => {
    const { call } = aService()
    expect((await call(await sign(keys.es384, { aud: ASSESSMENTS }), '/assessments')).status).toBe(200)
  })

  test('is recorded by its name', async () => {
    const { app, call } = aService()
    await call(await sign(keys.es384))
    expect(app.auditEntries()).toMatchObject([{ clientId: 'st-elsewhere', result: 'card' }])
  })

  test('is told what is wrong with its call, once it is known who calls', async () => {
    const { app } = aService()
    const headers = { Authorization: `Bearer ${await sign(keys.es384)}` }
    expect((await app.post(PATIENT_VIEW, 'not JSON', headers)).status).toBe(400)
  })
})

/** Everything that is refused, by what is wrong with it. */
const REFUSED: readonly (readonly [string, () => Promise<string> | string])[] = [
  ['no token', () => ''],
  ['the word null', () => 'Bearer null'],
  ['the word undefined', () => 'Bearer undefined'],
  ['another scheme', async () => `Basic ${await sign(keys.es384)}`],
  ['two tokens', async () => `Bearer ${await sign(keys.es384)}, Bearer ${await sign(keys.es384)}`],
  ['the token twice', async () => `Bearer ${await sign(keys.es384)} ${await sign(keys.es384)}`],
  ['blanks in it', async () => `Bearer ${(await sign(keys.es384)).replace('.', ' .')}`],
  ['padding', async () => `Bearer ${(await sign(keys.es384)).replace('.', '=.')}`],
  ['9 KB of it', async () => `Bearer ${await sign(keys.es384, { filler: 'x'.repeat(7000) })}`],
  ['no signature', () => `Bearer ${unsigned()}`],
  ['alg none with a signature', () => `Bearer ${unsigned()}YQ`],
  ['a shared secret', async () => `Bearer ${await signHs256(JSON.stringify(keys.es384.jwk), keys.es384.jwk.kid)}`],
  ['an algorithm that is not listed', async () => `Bearer ${await sign(keys.rs256)}`],
  ['the key of a stranger', async () => `Bearer ${await sign(keys.stranger)}`],
  ['a key nobody knows', async () => `Bearer ${await sign(keys.es384, {}, { kid: 'other' })}`],
  ['a kid that is encoded', async () => `Bearer ${await sign(keys.es384, {}, { kid: 'a%2Bb%2Fc%3D%3D' })}`],
  ['no kid', async () => `Bearer ${await sign(keys.es384, {}, { kid: undefined })}`],
  ['another typ', async () => `Bearer ${await sign(keys.es384, {}, { typ: 'at+jwt' })}`],
  ['another jku', async () => `Bearer ${await sign(keys.es384, {}, { jku: 'https://evil.example/jwks.json' })}`],
  ['an embedded key', async () => `Bearer ${await sign(keys.stranger, {}, { jwk: keys.stranger.jwk })}`],
  ['an issuer nobody registered', async () => `Bearer ${await sign(keys.es384, { iss: 'https://evil.example' })}`],
  ['a tenant nobody registered', async () => `Bearer ${await sign(keys.es384, { tenant: 'west' })}`],
  ['the audience of another address', async () => `Bearer ${await sign(keys.es384, { aud: ASSESSMENTS })}`],
  ['the audience of feedback', async () => `Bearer ${await sign(keys.es384, { aud: `${ENDPOINT}/feedback` })}`],
  ['exp over', async () => `Bearer ${await sign(keys.es384, { iat: NOW_SECONDS - 200, exp: NOW_SECONDS - 61 })}`],
  ['exp in ten years', async () => `Bearer ${await sign(keys.es384, { exp: NOW_SECONDS + 315_360_000 })}`],
  ['iat 61 seconds ahead', async () => `Bearer ${await sign(keys.es384, { iat: NOW_SECONDS + 61 })}`],
  ['nbf 61 seconds ahead', async () => `Bearer ${await sign(keys.es384, { nbf: NOW_SECONDS + 61 })}`],
  ['a number as jti', async () => `Bearer ${await sign(keys.es384, { jti: 7 })}`],
  ['no iss', async () => `Bearer ${await sign(keys.es384, { iss: undefined })}`],
  ['no aud', async () => `Bearer ${await sign(keys.es384, { aud: undefined })}`],
  ['no exp', async () => `Bearer ${await sign(keys.es384, { exp: undefined })}`],
  ['no iat', async () => `Bearer ${await sign(keys.es384, { iat: undefined })}`],
  ['no jti', async () => `Bearer ${await sign(keys.es384, { jti: undefined })}`],
  [
    'a claim that stands there twice',
    async () => {
      const payload = `{"jti":"x",${JSON.stringify(claims()).slice(1)}`
      return `Bearer ${await signText(keys.es384, '{"alg":"ES384","kid":"a+b/c=="}', payload)}`
    },
  ],
]

describe('a call that is refused', () => {
  test.each(REFUSED)('for %s gets 401 and the reason goes to the log', async (_words, authorization) => {
    const { app, refusals } = aService()
    const response = await app.post(PATIENT_VIEW, aCall(), { Authorization: await authorization() })
    expect(response.status).toBe(401)
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer')
    expect((await issuesOf(response))[0]?.code).toBe('login')
    expect(refusals).toHaveLength(1)
    expect(refusals[0]).toMatchObject({ requestId: response.headers.get('X-Request-Id'), path: PATIENT_VIEW })
    expect(app.auditEntries()).toEqual([])
  })

  test('gets the same bytes for every reason', async () => {
    const answers = await Promise.all(
      REFUSED.map(async ([, authorization]) => {
        const { app } = aService()
        const response = await app.post(PATIENT_VIEW, aCall(), {
          Authorization: await authorization(),
          'X-Request-Id': 'same',
        })
        return JSON.stringify([response.status, [...response.headers], await response.text()])
      }),
    )
    expect(new Set(answers).size).toBe(1)
  })

  test('leaves neither its token nor anything else of it in the log', async () => {
    const { app, refusals } = aService()
    for (const [, authorization] of REFUSED) {
      await app.post(PATIENT_VIEW, aCall(), { Authorization: await authorization() })
    }
    const log = JSON.stringify(refusals)
    expect(log).not.toMatch(/eyJ|Bearer|pat-1|Practitioner/)
    expect(new Set(refusals.map(({ reason }) => reason)).size).toBeGreaterThan(15)
  })

  test('asks no address but the registered one', async () => {
    const { app, server } = aService()
    for (const [, authorization] of REFUSED) {
      await app.post(PATIENT_VIEW, aCall(), { Authorization: await authorization() })
    }
    expect(new Set(server.asked)).toEqual(new Set(['https://ehr.example.org/jwks.json']))
  })

  test('is known by PUBLIC_URL, whatever Host and forwarding headers say', async () => {
    const { call } = aService()
    const token = await sign(keys.es384, { aud: 'https://evil.example/cds-services/vcf-patient-view' })
    const headers = { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example', Forwarded: 'host=evil.example' }
    expect((await call(token, PATIENT_VIEW, headers)).status).toBe(401)
    expect((await call(await sign(keys.es384), PATIENT_VIEW, headers)).status).toBe(200)
  })
})

describe('a token', () => {
  test('is good for one call', async () => {
    const { app, call, refusals } = aService()
    const token = await sign(keys.es384)
    expect((await call(token)).status).toBe(200)
    expect((await call(token)).status).toBe(401)
    expect(refusals).toMatchObject([{ reason: 'used-before', iss: 'https://ehr.example.org' }])
    expect(app.failures).toEqual([])
  })

  test('is used up by a call that was wrong', async () => {
    const { app, call } = aService()
    const token = await sign(keys.es384)
    await app.post(PATIENT_VIEW, 'not JSON', { Authorization: `Bearer ${token}` })
    expect((await call(token)).status).toBe(401)
  })

  test('of which fifty copies arrive at once is good for exactly one', async () => {
    const { call } = aService()
    const token = await sign(keys.es384)
    const statuses = await Promise.all(Array.from({ length: 50 }, async () => (await call(token)).status))
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(statuses.filter((status) => status === 401)).toHaveLength(49)
  })

  test('with the jti of another one is refused, signed anew or not', async () => {
    const { call } = aService()
    expect((await call(await sign(keys.es384, { jti: 'same' }))).status).toBe(200)
    expect((await call(await sign(keys.rs384, { jti: 'same' }))).status).toBe(401)
  })

  test('with the jti of another issuer is good', async () => {
    const other = stElsewhere({ client: { id: 'other' }, issuer: { issuer: 'https://other.example.org' } })
    const { call } = aService({ trustedClients: [stElsewhere(), other] })
    expect((await call(await sign(keys.es384, { jti: 'same' }))).status).toBe(200)
    const second = await sign(keys.es384, { jti: 'same', iss: 'https://other.example.org' })
    expect((await call(second)).status).toBe(200)
  })

  test('that is refused for another reason is not used up', async () => {
    const { call } = aService()
    expect((await call(await sign(keys.stranger, { jti: 'same' }))).status).toBe(401)
    expect((await call(await sign(keys.es384, { jti: 'same' }))).status).toBe(200)
  })

  test('is remembered until it would be refused as expired', async () => {
    const asked: (readonly [string, number])[] = []
    const replayStore: ReplayStore = {
      isFirstUse: async (tokenKey, expiresAt) => {
        asked.push([tokenKey, expiresAt])
        return true
      },
    }
    const { call } = aService({ replayStore })
    await call(await sign(keys.es384, { jti: 'canary' }))
    expect(asked).toEqual([[expect.stringMatching(/^[\w-]{43}$/), (NOW_SECONDS + 360) * 1000]])
  })
})

describe('when nobody can tell whether a token was used before', () => {
  test('the call is answered with 503, and the log says why', async () => {
    const replayStore: ReplayStore = { isFirstUse: () => Promise.reject(new Error('down')) }
    const { call, refusals } = aService({ replayStore })
    const response = await call(await sign(keys.es384))
    expect(response.status).toBe(503)
    expect((await issuesOf(response))[0]?.code).toBe('transient')
    expect(refusals).toMatchObject([{ reason: 'replay-store-down' }])
  })
})

describe('keys', () => {
  test('may be rotated in the middle of a run without one refusal', async () => {
    const { call, server } = aService()
    const next = await aKey('ES384', 'next')
    expect((await call(await sign(keys.es384))).status).toBe(200)
    server.answer = () => keySet(keys.es384, next)
    const tokens = await Promise.all(Array.from({ length: 20 }, (_, at) => sign(at % 2 === 0 ? next : keys.es384)))
    const statuses = await Promise.all(tokens.map(async (token) => (await call(token)).status))
    expect(new Set(statuses)).toEqual(new Set([200]))
    expect(server.asked).toHaveLength(2)
  })

  test('that cannot be read refuse calls, and are asked for once', async () => {
    const { call, server, refusals } = aService()
    server.answer = () => new Response('', { status: 503 })
    for (let calls = 0; calls < 3; calls += 1) expect((await call(await sign(keys.es384))).status).toBe(401)
    expect(server.asked).toHaveLength(1)
    expect(refusals[0]).toMatchObject({ reason: 'keys-not-readable', problem: 'bad-status' })
  })
})

describe('a service that is off for a client', () => {
  const off = [stElsewhere({ client: { enabledServices: ['vcf-order-sign'] } })]

  test('is 403 for its token only', async () => {
    const { call, refusals } = aService({ trustedClients: off })
    const response = await call(await sign(keys.es384))
    expect(response.status).toBe(403)
    expect((await issuesOf(response))[0]?.code).toBe('forbidden')
    expect(refusals).toMatchObject([{ reason: 'service-off' }])
    expect((await call(await sign(keys.stranger))).status).toBe(401)
  })

  test('uses the token up', async () => {
    const { call } = aService({ trustedClients: off })
    const token = await sign(keys.es384)
    expect((await call(token)).status).toBe(403)
    expect((await call(token)).status).toBe(401)
  })

  test('takes no assessment away', async () => {
    const { call } = aService({ trustedClients: off })
    expect((await call(await sign(keys.es384, { aud: ASSESSMENTS }), '/assessments')).status).toBe(200)
  })

  test('is listed by discovery all the same: it is public', async () => {
    const { app } = aService({ trustedClients: off })
    const { services } = JSON.parse(await (await app.request('/cds-services')).text())
    expect(services.map(({ id }: { readonly id: string }) => id)).toContain('vcf-patient-view')
  })
})

test('a disabled client is answered as one that nobody knows', async () => {
  const { call, refusals } = aService({ trustedClients: [stElsewhere({ issuer: { isDisabled: true } })] })
  expect((await call(await sign(keys.es384))).status).toBe(401)
  expect(refusals).toMatchObject([{ reason: 'unknown-issuer-or-tenant' }])
})

test('two tenants of one issuer are two clients', async () => {
  const tenant = (name: string) => stElsewhere({ client: { id: name }, issuer: { tenant: name } })
  const { app, call } = aService({
    trustedClients: [tenant('north'), tenant('south')],
    replayStore: createMemoryReplayStore(() => NOW),
  })
  for (const name of ['north', 'south']) await call(await sign(keys.es384, { tenant: name }))
  expect(app.auditEntries().map(({ clientId }) => clientId)).toEqual(['north', 'south'])
})
