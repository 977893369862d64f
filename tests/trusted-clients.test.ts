import { describe, expect, test } from 'vitest'
import { POLICIES } from '../src/clinical/policies/index.ts'
import ownFacts from '../src/fhir/value-sets/own-facts.json' with { type: 'json' }
import { HOOKS, SERVICES } from '../src/services/index.ts'
import {
  DECIDING_POLICIES,
  FACT_CODES,
  PAYER_POLICIES,
  readTrustedClients,
  SERVICE_IDS,
} from '../src/trusted-clients.ts'

const DEFAULTS = { timeZone: 'UTC', allowLoopback: false }
const CLIENT = {
  id: 'st-elsewhere',
  issuer: 'https://ehr.example.org',
  jwksUri: 'https://ehr.example.org/jwks.json',
}

function read(...entries: readonly object[]) {
  return readTrustedClients({ TRUSTED_CLIENTS: JSON.stringify(entries) }, DEFAULTS)
}

function problemOf(changes: object): string | undefined {
  const clients = read({ ...CLIENT, ...changes })
  return clients.ok ? undefined : `${clients.failure.key} ${clients.failure.problem}`
}

describe('a client of which only the first three keys are given', () => {
  test('has safe defaults', () => {
    expect(read(CLIENT)).toEqual({
      ok: true,
      value: [
        {
          issuer: {
            clientId: 'st-elsewhere',
            issuer: 'https://ehr.example.org',
            tenant: null,
            isDisabled: false,
            jwksUri: 'https://ehr.example.org/jwks.json',
            algorithms: ['ES384', 'RS384'],
            audiences: [],
            maxTokenLifetimeSeconds: 300,
          },
          client: {
            id: 'st-elsewhere',
            fhirServers: { servers: [], allowLoopback: false },
            enabledServices: 'all',
            policy: 'clinic',
            payerPolicy: 'medicare-lcd',
            mode: 'live',
            pilotUsers: [],
            timeZone: 'UTC',
            renderProfile: 'markdown',
            orderCodes: {},
            factCodes: [],
            links: [],
            maxSittings: 3,
            boneHealthCards: false,
            storeComments: false,
          },
        },
      ],
    })
  })
})

describe('a client', () => {
  test('may set every key', () => {
    const coding = { system: 'urn:oid:1.2', code: 'X1' }
    const clients = read({
      ...CLIENT,
      algorithms: ['RS256'],
      tenant: 'north',
      disabled: true,
      audiences: ['sand_man'],
      maxTokenLifetimeSeconds: 900,
      fhirServers: [{ url: 'https://ehr.example.org/fhir/R4', open: true }, { url: 'https://ehr.example.org/two' }],
      enabledServices: ['vcf-patient-view'],
      policy: 'medicare-lcd',
      payerPolicy: 'nice-ta279',
      mode: 'pilot',
      pilotUsers: ['Practitioner/1'],
      timeZone: 'America/Chicago',
      renderProfile: 'plain',
      orderCodes: { referral: { ...coding, display: 'Spine referral' } },
      factCodes: { 'roland-morris-24': coding, sins: [coding, { ...coding, code: 'X2' }] },
      links: [{ label: 'Local pathway', url: 'https://intranet.example.org/spine?x=1#top' }],
      boneHealthCards: true,
      maxSittings: 1,
      storeComments: true,
      smart: null,
    })
    expect(clients).toMatchObject({
      ok: true,
      value: [
        {
          issuer: { tenant: 'north', isDisabled: true, maxTokenLifetimeSeconds: 900, audiences: ['sand_man'] },
          client: {
            fhirServers: {
              servers: [
                { url: 'https://ehr.example.org/fhir/R4', open: true },
                { url: 'https://ehr.example.org/two', open: false },
              ],
            },
            payerPolicy: 'nice-ta279',
            mode: 'pilot',
            timeZone: 'America/Chicago',
            factCodes: [
              { fact: 'roland-morris-24', ...coding },
              { fact: 'sins', ...coding },
              { fact: 'sins', system: 'urn:oid:1.2', code: 'X2' },
            ],
          },
        },
      ],
    })
  })

  test.each<[string, object, string]>([
    ['no id', { id: undefined }, '[0].id'],
    ['an id with a blank', { id: 'st elsewhere' }, '[0].id'],
    ['no issuer', { issuer: undefined }, '[0].issuer'],
    ['no keys', { jwksUri: undefined }, '[0].jwksUri'],
    ['keys over http', { jwksUri: 'http://ehr.example.org/jwks.json' }, '[0].jwksUri'],
    ['keys with a user in their address', { jwksUri: 'https://a@ehr.example.org/jwks.json' }, '[0].jwksUri'],
    ['keys in a file', { jwksUri: 'file:///jwks.json' }, '[0].jwksUri'],
    ['no algorithm', { algorithms: [] }, '[0].algorithms'],
    ['a symmetric algorithm', { algorithms: ['HS256'] }, '[0].algorithms[0]'],
    ['no signature', { algorithms: ['none'] }, '[0].algorithms[0]'],
    ['an empty tenant', { tenant: '' }, '[0].tenant'],
    ['tokens of two hours', { maxTokenLifetimeSeconds: 7200 }, '[0].maxTokenLifetimeSeconds'],
    ['tokens of no time', { maxTokenLifetimeSeconds: 0 }, '[0].maxTokenLifetimeSeconds'],
    ['a FHIR server over http', { fhirServers: [{ url: 'http://ehr.example.org' }] }, '[0].fhirServers[0].url'],
    [
      'a setting of a FHIR server nobody knows',
      { fhirServers: [{ url: 'https://a.example', x: 1 }] },
      '[0].fhirServers[0]',
    ],
    ['a service nobody knows', { enabledServices: ['vcf-patientview'] }, '[0].enabledServices'],
    ['a policy that only informs', { policy: 'rand-2018' }, '[0].policy'],
    ['a mode nobody knows', { mode: 'off' }, '[0].mode'],
    ['a time zone nobody knows', { timeZone: 'Mars/Olympus' }, '[0].timeZone'],
    ['an order nobody suggests', { orderCodes: { surgery: {} } }, '[0].orderCodes'],
    ['a code without a display', { orderCodes: { mri: { system: 'a', code: 'b' } } }, '[0].orderCodes.mri.display'],
    [
      'a comma in a code that is searched for',
      { factCodes: { sins: { system: 'a', code: 'b,c' } } },
      '[0].factCodes.sins.code',
    ],
    ['a fact nobody reads', { factCodes: { pain: { system: 'a', code: 'b' } } }, '[0].factCodes'],
    ['a link over http', { links: [{ label: 'a', url: 'http://a.example' }] }, '[0].links[0].url'],
    ['a link with a password', { links: [{ label: 'a', url: 'https://u:p@a.example' }] }, '[0].links[0].url'],
    ['a FHIR server with a query', { fhirServers: [{ url: 'https://a.example/r4?x=1' }] }, '[0].fhirServers[0].url'],
    ['a link that runs a script', { links: [{ label: 'a', url: 'javascript:alert(1)' }] }, '[0].links[0].url'],
    ['markup in a label', { links: [{ label: '<b>', url: 'https://a.example' }] }, '[0].links[0].label'],
    ['no sitting', { maxSittings: 0 }, '[0].maxSittings'],
    ['SMART launch', { smart: {} }, '[0].smart'],
    ['a key that is misspelt', { fhirServer: [] }, '[0]'],
  ])('with %s is refused by the place of it', (_words, changes, place) => {
    expect(problemOf(changes)?.startsWith(`TRUSTED_CLIENTS ${place}: `)).toBe(true)
  })

  test('with a misspelt key is refused by its name', () => {
    expect(problemOf({ payorPolicy: 'clinic' })).toContain('payorPolicy')
  })

  test('that asks for SMART launch is told that there is none yet', () => {
    expect(problemOf({ smart: { clientId: 'x' } })).toContain('SMART launch is not part of this release')
  })
})

describe('the registry', () => {
  test('holds an id once, and an issuer once for each tenant', () => {
    expect(read(CLIENT, { ...CLIENT, issuer: 'https://other.example.org' })).toMatchObject({ ok: false })
    expect(read(CLIENT, { ...CLIENT, id: 'other' })).toMatchObject({ ok: false })
    expect(read(CLIENT, { ...CLIENT, id: 'other', tenant: 'north' })).toMatchObject({ ok: true })
  })

  test('may go on in further variables, as each holds 5 KB at most', () => {
    const part = (id: string) => JSON.stringify([{ ...CLIENT, id, tenant: id }])
    const variables = { TRUSTED_CLIENTS: part('a'), TRUSTED_CLIENTS_1: part('b'), TRUSTED_CLIENTS_2: part('c') }
    const clients = readTrustedClients(variables, DEFAULTS)
    expect(clients.ok && clients.value.map(({ client }) => client.id)).toEqual(['a', 'b', 'c'])
  })

  test('may be a list already, as wrangler hands on TOML', () => {
    expect(readTrustedClients({ TRUSTED_CLIENTS: [CLIENT] }, DEFAULTS)).toMatchObject({ ok: true })
  })

  test.each(['', undefined])('is empty where the variable is %j', (value) => {
    const variables = value === undefined ? {} : { TRUSTED_CLIENTS: value }
    expect(readTrustedClients(variables, DEFAULTS)).toEqual({ ok: true, value: [] })
  })

  test('is refused by the name of the part that is no list', () => {
    const variables = { TRUSTED_CLIENTS: JSON.stringify([CLIENT]), TRUSTED_CLIENTS_1: '{}' }
    expect(readTrustedClients(variables, DEFAULTS)).toMatchObject({ failure: { key: 'TRUSTED_CLIENTS_1' } })
  })
})

describe('what settings may name', () => {
  test('services are those that work, one for each hook', () => {
    expect([...SERVICE_IDS].sort()).toEqual(HOOKS.map((hook) => `vcf-${hook}`).sort())
    expect(SERVICE_IDS).toEqual(expect.arrayContaining(SERVICES.map(({ definition }) => definition.id)))
  })

  test('policies are those of the engine, and those of them that may decide', () => {
    expect([...PAYER_POLICIES].sort()).toEqual(POLICIES.map(({ id }) => id).sort())
    const deciding = POLICIES.filter(({ mayDecide }) => mayDecide).map(({ id }) => id)
    expect([...DECIDING_POLICIES].sort()).toEqual(deciding.sort())
  })

  test('facts are the codes of our own', () => {
    expect([...FACT_CODES].sort()).toEqual(ownFacts.concepts.map(({ code }) => code).sort())
  })
})
