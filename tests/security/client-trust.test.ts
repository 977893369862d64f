import { beforeAll, describe, expect, test } from 'vitest'
import type { AuthenticationTools } from '../../src/authenticate.ts'
import { readConfig } from '../../src/config.ts'
import { createMemoryReplayStore } from '../../src/storage/memory-replay-store.ts'
import {
  aJwksServer,
  aKey,
  claims,
  keySet,
  NOW_SECONDS,
  type SigningKey,
  sign,
  signHs256,
  signText,
  unsigned,
} from '../auth/tokens.ts'
import { authentication, PUBLIC_URL, stElsewhere } from '../http/a-cds-client.ts'
import { createTestApp, NOW, PATIENT_VIEW } from '../support/app.ts'
import { aCall } from '../support/fhir.ts'

const keys: { es384: SigningKey; rs256: SigningKey; other: SigningKey } = Object.create(null)
beforeAll(async () => {
  keys.es384 = await aKey('ES384')
  keys.rs256 = await aKey('RS256')
  keys.other = await aKey('ES384')
})

function aService(changes: Partial<AuthenticationTools> = {}) {
  const server = aJwksServer(keys.es384, keys.rs256)
  const { authenticate, refusals } = authentication({ fetch: server.fetch, ...changes })
  const app = createTestApp({ authenticate })
  const call = (token: string, path = PATIENT_VIEW, headers: Readonly<Record<string, string>> = {}) =>
    app.post(path, aCall(), { Authorization: `Bearer ${token}`, ...headers })
  const statusOf = async (token: string | Promise<string>, path?: string, headers?: Readonly<Record<string, string>>) =>
    (await call(await token, path, headers)).status
  return { app, server, refusals, call, statusOf }
}

const changed = (claim: Readonly<Record<string, unknown>>, header = {}) => sign(keys.es384, claim, header)

describe('1 algorithms', () => {
  test('are those listed for the issuer, never one that the token or the key chooses', async () => {
    const { statusOf } = aService()
    expect(await statusOf(sign(keys.es384))).toBe(200)
    expect(await statusOf(signHs256(JSON.stringify(keys.es384.jwk), 'ES384'))).toBe(401)
    expect(await statusOf(unsigned())).toBe(401)
    expect(await statusOf(unsigned('NONE'))).toBe(401)
    expect(await statusOf(sign(keys.rs256))).toBe(401)
  })

  test('that are weaker are taken where the registry says so', async () => {
    const trustedClients = [stElsewhere({ issuer: { algorithms: ['RS256'] } })]
    expect(await aService({ trustedClients }).statusOf(sign(keys.rs256))).toBe(200)
  })
})

describe('2 an address or a key in the header', () => {
  test.each([
    { jku: 'https://evil.example/jwks.json' },
    { x5u: 'https://evil.example/cert.pem' },
    { jwk: { kty: 'EC', crv: 'P-384', x: 'AA', y: 'AA' } },
  ])('%j is asked for by nobody and verifies nothing', async (header) => {
    const { server, statusOf } = aService()
    expect(await statusOf(sign(keys.other, {}, { ...header, kid: 'ES384' }))).toBe(401)
    expect(server.asked.filter((address) => address.includes('evil'))).toEqual([])
  })
})

describe('3 a key of one issuer', () => {
  test('verifies nothing of another, although the kid is the same', async () => {
    const theirs = { issuer: 'https://b.example.org', jwksUri: 'https://b.example.org/jwks.json', clientId: 'b' }
    const sets = new Map([
      ['https://ehr.example.org/jwks.json', keys.es384],
      [theirs.jwksUri, keys.other],
    ])
    const trustedClients = [stElsewhere(), stElsewhere({ issuer: theirs, client: { id: 'b' } })]
    const fetch = async (address: unknown) => keySet(...[sets.get(String(address)) ?? []].flat())
    const { statusOf } = aService({ trustedClients, fetch })
    expect(await statusOf(sign(keys.es384))).toBe(200)
    expect(await statusOf(sign(keys.other, { iss: theirs.issuer }))).toBe(200)
    expect(await statusOf(sign(keys.es384, { iss: theirs.issuer }))).toBe(401)
    expect(await statusOf(sign(keys.other))).toBe(401)
  })
})

describe('4 a claim', () => {
  test.each(['iss', 'aud', 'iat', 'exp', 'jti'])('%s that is missing or of a wrong type is 401', async (name) => {
    const { statusOf } = aService()
    for (const value of [undefined, null, '', 7, true, {}, ['x', 'y'], ...(name === 'jti' ? [] : ['NaN'])])
      expect(await statusOf(changed({ [name]: value })), String(value)).toBe(401)
  })

  test('of the header that is unknown and critical, or another typ, is 401', async () => {
    const { statusOf } = aService()
    const header = JSON.stringify({ alg: 'ES384', kid: 'ES384', typ: 'JWT', crit: ['evil'], evil: true })
    expect(await statusOf(signText(keys.es384, header, JSON.stringify(claims())))).toBe(401)
    expect(await statusOf(changed({}, { typ: 'at+jwt' }))).toBe(401)
  })
})

describe('5 the time of a token', () => {
  test.each([
    ['ten years', { exp: NOW_SECONDS + 10 * 365 * 86_400 }, 401],
    ['longer than agreed', { exp: NOW_SECONDS + 301 }, 401],
    ['over for 61 seconds', { iat: NOW_SECONDS - 300, exp: NOW_SECONDS - 61 }, 401],
    ['over for 59 seconds', { iat: NOW_SECONDS - 300, exp: NOW_SECONDS - 59 }, 200],
    ['begun in 61 seconds', { iat: NOW_SECONDS + 61, exp: NOW_SECONDS + 200 }, 401],
    ['begun in 59 seconds', { iat: NOW_SECONDS + 59, exp: NOW_SECONDS + 200 }, 200],
    ['over before it begins', { iat: NOW_SECONDS, exp: NOW_SECONDS - 1 }, 401],
  ])('%s', async (_words, times, status) => {
    expect(await aService().statusOf(changed(times))).toBe(status)
  })
})

describe('6 aud', () => {
  test.each([
    `${PUBLIC_URL}/cds-services`,
    `${PUBLIC_URL}/cds-services/vcf-order-sign`,
    `${PUBLIC_URL}/cds-services/vcf-patient-view/feedback`,
    `${PUBLIC_URL}/cds-services/vcf-patient-view//`,
    `${PUBLIC_URL}/CDS-services/vcf-patient-view`,
    `${PUBLIC_URL}/assessments`,
    PUBLIC_URL,
    'https://evil.example/cds-services/vcf-patient-view',
    'http://cds.example.org/cds-services/vcf-patient-view',
  ])('%s is not the address that was called', async (aud) => {
    expect(await aService().statusOf(changed({ aud }))).toBe(401)
  })

  test('is compared with our own address, whatever Host says', async () => {
    const { statusOf } = aService()
    const forged = { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example', Forwarded: 'host=evil.example' }
    const aud = 'https://evil.example/cds-services/vcf-patient-view'
    expect(await statusOf(changed({ aud }), PATIENT_VIEW, forged)).toBe(401)
    expect(await statusOf(changed({}), PATIENT_VIEW, forged)).toBe(200)
  })
})

/** The order of P-384. */
const ORDER = BigInt(`0x${'f'.repeat(48)}c7634d81f4372ddf581a0db248b0a77aecec196accc52973`)

/** Where (r, s) is a signature of ECDSA, (r, order - s) is one too, and nobody needs the key to write it. */
function withOtherSignature(token: string): string {
  const [header, claimsPart, signature = ''] = token.split('.')
  const hex = Buffer.from(signature, 'base64url').toString('hex')
  const other = (ORDER - BigInt(`0x${hex.slice(96)}`)).toString(16).padStart(96, '0')
  return [header, claimsPart, Buffer.from(hex.slice(0, 96) + other, 'hex').toString('base64url')].join('.')
}

describe('7 a token', () => {
  test('of which fifty copies come at once is good for exactly one', async () => {
    const { call } = aService()
    const token = await changed({})
    const statuses = await Promise.all(Array.from({ length: 50 }, async () => (await call(token)).status))
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(new Set(statuses)).toEqual(new Set([200, 401]))
  })

  test('is used up for every isolate that shares the store, written anew or not', async () => {
    const replayStore = createMemoryReplayStore(() => NOW)
    const [first, second] = [aService({ replayStore }), aService({ replayStore })]
    const jti = 'one-and-the-same'
    expect(await first.statusOf(changed({ jti }))).toBe(200)
    expect(await second.statusOf(changed({ jti }))).toBe(401)
  })

  test('whose signature is written in its other form, which is as good, is still the same token', async () => {
    const { statusOf } = aService()
    const token = await changed({})
    const twin = withOtherSignature(token)
    expect(twin).not.toBe(token)
    expect(await aService().statusOf(twin)).toBe(200)
    expect(await statusOf(token)).toBe(200)
    expect(await statusOf(twin)).toBe(401)
  })

  test('of which nobody can tell whether it was used is refused', async () => {
    const replayStore = { isFirstUse: () => Promise.reject(new Error('down')) }
    expect(await aService({ replayStore }).statusOf(changed({}))).toBe(503)
  })
})

describe('8 keys', () => {
  test('may be changed in the middle, and none is asked for twice in half a minute', async () => {
    const clock = { at: NOW.getTime() }
    const { server, statusOf } = aService({ now: () => new Date(clock.at) })
    const rotated = await aKey('ES384', 'new')
    expect(await statusOf(sign(keys.es384))).toBe(200)
    server.answer = () => keySet(rotated)
    expect(await statusOf(sign(rotated))).toBe(200)
    const asked = server.asked.length
    for (let call = 0; call < 5; call += 1)
      expect(await statusOf(sign(keys.other, {}, { kid: `unknown-${call}` }))).toBe(401)
    expect(server.asked.length).toBeLessThanOrEqual(asked + 1)
  })

  test('that we know serve on while their address answers 503', async () => {
    const clock = { at: NOW.getTime() }
    const { server, statusOf } = aService({ now: () => new Date(clock.at) })
    expect(await statusOf(sign(keys.es384))).toBe(200)
    server.answer = () => new Response(null, { status: 503 })
    clock.at += 11 * 60_000
    const at = clock.at / 1000
    for (let call = 0; call < 5; call += 1)
      expect(await statusOf(sign(keys.es384, { iat: at, exp: at + 60 }))).toBe(200)
    expect(server.asked).toHaveLength(2)
  })
})

describe('9 a refusal', () => {
  test('has the same bytes and headers whatever the cause, and the cause only in the log', async () => {
    const { call, refusals } = aService()
    const used = await changed({})
    expect((await call(used)).status).toBe(200)
    const causes = [
      used,
      '',
      'nonsense',
      unsigned(),
      await signHs256('x', 'ES384'),
      await sign(keys.other),
      await sign(keys.es384, {}, { kid: 'other' }),
      await sign(keys.rs256),
      await changed({ iss: 'https://nobody.example' }),
      await changed({ tenant: 'nobody' }),
      await changed({ aud: PUBLIC_URL }),
      await changed({ exp: NOW_SECONDS - 100 }),
      await changed({ jti: undefined }),
      await changed({}, { typ: 'x' }),
    ]
    const answers = await Promise.all(
      causes.map(async (token) => {
        const response = await call(token)
        const { 'x-request-id': _id, ...headers } = Object.fromEntries(response.headers)
        return JSON.stringify([response.status, headers, await response.text()])
      }),
    )
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toMatch(/^\[401,/)
    expect(refusals).toHaveLength(causes.length)
    expect(new Set(refusals.map(({ reason }) => reason)).size).toBeGreaterThan(6)
    for (const token of causes.filter((each) => each.length > 20)) expect(JSON.stringify(refusals)).not.toContain(token)
  })
})

describe('10 a tenant', () => {
  const trustedClients = [
    stElsewhere({ issuer: { tenant: 'a' }, client: { id: 'a' } }),
    stElsewhere({ issuer: { tenant: 'off', isDisabled: true }, client: { id: 'off' } }),
  ]

  test.each([
    ['a', 200],
    ['b', 401],
    ['off', 401],
    [undefined, 401],
    ['A', 401],
  ])('%s of a known issuer gets %i', async (tenant, status) => {
    expect(await aService({ trustedClients }).statusOf(changed({ tenant }))).toBe(status)
  })
})

describe('36 configuration', () => {
  const client = {
    id: 'st-elsewhere',
    issuer: 'https://ehr.example.org',
    jwksUri: 'https://ehr.example.org/jwks.json',
    fhirServers: [{ url: 'https://ehr.example.org/fhir/R4' }],
  }
  const SECRET = 'canary-secret-of-at-least-thirty-two-characters'
  const good = {
    ENVIRONMENT: 'production',
    PUBLIC_URL,
    TRUSTED_CLIENTS: JSON.stringify([client]),
    PATIENT_KEYS: JSON.stringify([{ id: 'k1', key: SECRET }]),
    REPLAY: {},
    CARD_MEMORY: {},
    DB: {},
  }

  test('of production that is safe is taken', () => {
    expect(readConfig(good)).toMatchObject({ ok: true })
  })

  test.each<[string, string, object]>([
    ['no clients', 'TRUSTED_CLIENTS', { TRUSTED_CLIENTS: undefined }],
    [
      'the public sandbox',
      'TRUSTED_CLIENTS',
      { TRUSTED_CLIENTS: JSON.stringify([{ ...client, issuer: 'https://sandbox.cds-hooks.org' }]) },
    ],
    [
      'the keys of the public sandbox by another name',
      'TRUSTED_CLIENTS',
      { TRUSTED_CLIENTS: JSON.stringify([{ ...client, jwksUri: 'https://Sandbox.CDS-hooks.org./jwks.json' }]) },
    ],
    [
      'keys on this machine',
      'TRUSTED_CLIENTS',
      { TRUSTED_CLIENTS: JSON.stringify([{ ...client, jwksUri: 'https://localhost/jwks.json' }]) },
    ],
    ...['169.254.169.254', '[::1]', '2130706433', '127.0.0.1'].map((host): [string, string, object] => [
      `a FHIR server at ${host}`,
      'TRUSTED_CLIENTS',
      { TRUSTED_CLIENTS: JSON.stringify([{ ...client, fhirServers: [{ url: `https://${host}/fhir` }] }]) },
    ]),
    ['any origin of a domain', 'ALLOWED_ORIGINS', { ALLOWED_ORIGINS: 'https://*.example.org' }],
    [
      'two keys of one id',
      'PATIENT_KEYS',
      { PATIENT_KEYS: JSON.stringify(['a', 'b'].map((end) => ({ id: 'k1', key: `${SECRET}${end}` }))) },
    ],
    [
      'keys by http',
      'TRUSTED_CLIENTS',
      { TRUSTED_CLIENTS: JSON.stringify([{ ...client, jwksUri: 'http://127.0.0.1/jwks.json' }]) },
    ],
    ['an unknown setting', 'TRUSTED_CLIENTS', { TRUSTED_CLIENTS: JSON.stringify([{ ...client, polcy: 'clinic' }]) }],
    [
      'a shared secret as algorithm',
      'TRUSTED_CLIENTS',
      { TRUSTED_CLIENTS: JSON.stringify([{ ...client, algorithms: ['HS256'] }]) },
    ],
    ['an address by http', 'PUBLIC_URL', { PUBLIC_URL: 'http://cds.example.org' }],
    ['every origin', 'ALLOWED_ORIGINS', { ALLOWED_ORIGINS: '*' }],
    ['no key for identities', 'PATIENT_KEYS', { PATIENT_KEYS: undefined }],
    ['a short key', 'PATIENT_KEYS', { PATIENT_KEYS: JSON.stringify([{ id: 'k1', key: 'canary-short' }]) }],
    ['a short password', 'ADMIN_TOKEN', { ADMIN_TOKEN: 'canary-short' }],
    ['no store for tokens', 'REPLAY', { REPLAY: undefined }],
  ])('of production with %s is refused, and %s is named without its value', (_words, key, wrong) => {
    const config = readConfig({ ...good, ...wrong })
    expect(config).toMatchObject({ ok: false, failure: { key } })
    expect(JSON.stringify(config)).not.toContain('canary')
  })

  test('keeps every secret out of the file that is deployed', async () => {
    const { readFile } = await import('node:fs/promises')
    const settings = await readFile(new URL('../../wrangler.toml', import.meta.url), 'utf8')
    expect(settings).not.toMatch(/^\s*(?:PATIENT_KEYS|SESSION_KEYS|ADMIN_TOKEN)\s*=/m)
  })
})
