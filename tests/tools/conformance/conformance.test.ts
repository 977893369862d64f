import { exportJWK, generateKeyPair } from 'jose'
import { describe, expect, test } from 'vitest'
import type { Result } from '../../../src/tools/conformance/rule.ts'
import { type ConformanceOptions, checkConformance } from '../../../src/tools/conformance/run.ts'
import { aService, BASE, type Fault, ISSUER, ORIGIN, SERVICE } from './a-service.ts'
import { FAULTS } from './faults.ts'

const pair = await generateKeyPair('ES384', { extractable: true })
const KEY = { ...(await exportJWK(pair.privateKey)), kid: 'walks', alg: 'ES384' }
const KEYS = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'walks', alg: 'ES384' }] }

const SUPPLIED = {
  hook: 'patient-view',
  hookInstance: 'supplied',
  context: { userId: 'Practitioner/1', patientId: '1' },
  prefetch: { patient: { resourceType: 'Patient', id: '1' } },
}

/** Every check has what it needs: a key, an origin, a body of our own, and a clock that stands still. */
function check(fault: Fault = {}, options: Partial<ConformanceOptions> = {}): Promise<readonly Result[]> {
  return checkConformance({
    base: BASE,
    credentials: { key: KEY, issuer: ISSUER, jku: undefined, tenant: undefined },
    supplied: [{ name: 'supplied', body: SUPPLIED }],
    origin: ORIGIN,
    clock: () => 0,
    fetch: aService(KEYS, fault),
    ...options,
  })
}

/** Signing every call takes its time: most faults have nothing to do with it. */
function withoutTokens(fault: Fault): Promise<readonly Result[]> {
  return check({ ...fault, ignores: 'missing token' }, { credentials: undefined })
}

function outcomesOf(results: readonly Result[], id: string): readonly string[] {
  return results.filter((result) => result.id === id).map(({ outcome }) => outcome)
}

const perfect = await check()

describe('a service that does everything right', () => {
  test('passes every check, and none is left out', () => {
    expect(perfect.filter(({ outcome }) => outcome !== 'pass')).toEqual([])
    expect(perfect.length).toBeGreaterThan(75)
  })

  test('is asked for each check once', () => {
    const ids = perfect.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('every check', () => {
  test('is seen to fail below', () => {
    // These two need an address and a clock of their own.
    const elsewhere = ['discovery-https', 'call-time']
    const broken = new Set([...FAULTS.map(([id]) => id), ...elsewhere])
    expect(perfect.map(({ id }) => id).filter((id) => !broken.has(id))).toEqual([])
  })

  test('cites a line and a section of the specification, and says what to do', () => {
    for (const { line, section, title, todo } of perfect) {
      expect(line).toBeGreaterThan(40)
      expect(section).toMatch(/^[a-z0-9_-]+$/)
      expect(title).toMatch(/^\w.*[^.]$/)
      expect(todo).toMatch(/^\w.*\.$|:/)
    }
  })

  test.each(FAULTS)('%s: not kept by a service that %s', async (id, _, fault) => {
    const { level } = perfect.find((result) => result.id === id) ?? {}
    const needsTokens = id.startsWith('trust-') || id === 'discovery-public'
    const results = await (needsTokens ? check(fault) : withoutTokens(fault))
    expect(outcomesOf(results, id)).toContain(level === 'SHALL' ? 'fail' : 'warn')
    const result = results.find((each) => each.id === id && each.outcome !== 'pass')
    expect(result?.details.join()).toMatch(/\S/)
  })
})

describe('what is checked once more', () => {
  test('discovery-https: not kept by a service on the network without https, kept by one on this machine', async () => {
    const at = async (base: string) => outcomesOf(await check({}, { base, credentials: undefined }), 'discovery-https')
    expect(await at('http://cds.example.org')).toEqual(['fail'])
    expect(await at('http://localhost.example.org:80')).toEqual(['fail'])
    expect(await at('http://127.0.0.1:9/base')).toEqual(['pass'])
    expect(await at('http://[::1]:9')).toEqual(['pass'])
  })

  test('call-time: not kept by a service that takes 600 ms', async () => {
    let now = 0
    const results = await check({}, { clock: () => (now += 600) })
    expect(outcomesOf(results, 'call-time')).toEqual(['warn'])
  })

  test('an address where nobody answers is said to be one, and no service is judged by it', async () => {
    const nobody = () => Promise.reject(new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') }))
    await expect(check({}, { fetch: nobody })).rejects.toThrow(`${BASE}/cds-services: no answer (connect ECONNREFUSED)`)
  })

  test('a service that hangs up in a call is reported and not thrown', async () => {
    const service = aService(KEYS)
    const results = await check(
      {},
      { fetch: (url, init) => (init?.method === 'POST' ? Promise.reject(new Error('reset')) : service(url, init)) },
    )
    expect(outcomesOf(results, 'call-success')).toEqual(['fail'])
  })
})

describe('what was asked for and would not be looked at', () => {
  test('is named: a service that discovery does not list', async () => {
    await expect(check({}, { serviceId: 'misspelt' })).rejects.toThrow(/lists no service misspelt; it lists /)
  })

  test('is named: a body whose hook no service has', async () => {
    const supplied = [{ name: 'mine.json', body: { ...SUPPLIED, hook: 'patient-veiw' } }]
    await expect(check({}, { supplied })).rejects.toThrow('mine.json: no service that is checked has the hook')
  })
})

describe('without credentials', () => {
  test('a service that wants a token is not judged by its refusals, and the report says so', async () => {
    const results = await check({}, { credentials: undefined })
    const ofService = results.filter(({ subject }) => subject !== 'discovery')
    expect(new Set(ofService.map(({ outcome }) => outcome))).toEqual(new Set(['skip']))
    expect(ofService[0]?.details).toEqual(['the service answers 401: give --bearer or --sign'])
    expect(ofService.map(({ id }) => id)).toEqual(
      perfect.filter(({ subject }) => subject !== 'discovery').map(({ id }) => id),
    )
  })

  test('with credentials that are refused, the service fails', async () => {
    expect(outcomesOf(await check({}, { credentials: 'no-such-token' }), 'call-success')).toEqual(['fail'])
  })
})

describe('what is sent', () => {
  async function sent(options: Partial<ConformanceOptions> = {}) {
    const calls: { url: string; method: string; body: string; authorization: string | null }[] = []
    const service = aService(KEYS)
    await check(
      {},
      {
        fetch: (input, init) => {
          const body = typeof init?.body === 'string' ? init.body : ''
          const authorization = new Headers(init?.headers).get('Authorization')
          calls.push({ url: String(input), method: init?.method ?? 'GET', body, authorization })
          return service(input, init)
        },
        ...options,
      },
    )
    return calls
  }

  test('is never sent twice with one token, but for the replay', async () => {
    const tokens = (await sent()).flatMap(({ authorization }) => authorization ?? [])
    const repeated = tokens.filter((token, at) => tokens.indexOf(token) !== at)
    expect(tokens.length).toBeGreaterThan(20)
    expect(repeated).toHaveLength(1)
  })

  test('is no feedback where none is wanted', async () => {
    const feedback = (calls: Awaited<ReturnType<typeof sent>>) => calls.filter(({ url }) => url.endsWith('/feedback'))
    expect(feedback(await sent())).not.toEqual([])
    expect(feedback(await sent({ feedback: false }))).toEqual([])
  })

  test('goes to the base with or without /cds-services and a slash', async () => {
    const [first] = await sent({ base: `${BASE}/cds-services/` })
    expect(first?.url).toBe(`${BASE}/cds-services`)
  })

  test('answers every template with what its query would find', async () => {
    const [body] = (await sent())
      .filter(({ url, body: text }) => url === SERVICE && text.includes('conformance-observation'))
      .map(({ body: text }) => JSON.parse(text))
    expect(body.prefetch.patient).toMatchObject({ resourceType: 'Patient', id: body.context.patientId })
    expect(body.prefetch.steps).toMatchObject({
      resourceType: 'Bundle',
      total: 1,
      entry: [
        {
          resource: {
            resourceType: 'Observation',
            code: { coding: [{ system: 'http://loinc.org', code: '55423-8' }] },
          },
        },
      ],
    })
  })
})
