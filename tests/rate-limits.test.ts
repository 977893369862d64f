import { describe, expect, test } from 'vitest'
import type { Authenticate } from '../src/caller.ts'
import { type RateLimits, rateLimitsOf, withinRates } from '../src/rate-limits.ts'
import { fail, ok } from '../src/result.ts'
import { ST_ELSEWHERE } from './support/app.ts'

const ENDPOINT = { path: '/assessments', serviceId: null }
const admitted: Authenticate = async () => ok({ client: ST_ELSEWHERE, admission: Promise.resolve(ok(undefined)) })
const refused: Authenticate = async () => fail({ reason: 'unauthorized' })

async function call(address: string | null, rateLimits: RateLimits, authenticate = admitted) {
  const failures: object[] = []
  const tools = { rateLimits, logFailure: (entry: object) => failures.push(entry) }
  const asked = withinRates(authenticate, tools)({ authorization: null, address, requestId: 'r-1' }, ENDPOINT)
  const answer = await asked
  return { answer: answer.ok ? 'let in' : answer.failure.reason, failures }
}

/** The keys under which one call is counted. */
async function keysOf(address: string | null): Promise<readonly string[]> {
  const keys: string[] = []
  const counting = { isWithin: async (key: string) => keys.push(key) > 0 }
  await call(address, { perAddress: counting, perClient: counting })
  return keys
}

const NEVER = { isWithin: async () => false }
const BROKEN = { isWithin: () => Promise.reject(new Error('down')) }

describe('limits', () => {
  test('stop nobody where there are none', async () => {
    expect((await call('192.0.2.1', {})).answer).toBe('let in')
  })

  test('by address come before anybody asks who is calling', async () => {
    expect((await call('192.0.2.1', { perAddress: NEVER }, refused)).answer).toBe('too-many-calls')
  })

  test('by address stop nobody whose address is not told', async () => {
    expect((await call(null, { perAddress: NEVER })).answer).toBe('let in')
  })

  test('by client come after that', async () => {
    expect((await call(null, { perClient: NEVER })).answer).toBe('too-many-calls')
    expect((await call(null, { perClient: NEVER }, refused)).answer).toBe('unauthorized')
  })

  test('that cannot be asked stop nobody, and the log says so', async () => {
    expect(await call('192.0.2.1', { perAddress: BROKEN, perClient: BROKEN })).toEqual({
      answer: 'let in',
      failures: [
        { requestId: 'r-1', error: 'rate-limit' },
        { requestId: 'r-1', error: 'rate-limit' },
      ],
    })
  })
})

describe('a call is counted', () => {
  test('under its address and its client', async () => {
    expect(await keysOf('192.0.2.1')).toEqual(['192.0.2.1', 'st-elsewhere'])
  })

  test.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['a:b:c:d:e:f:1::', 'a:b:c:d::/64'],
  ])('with IPv6 %s under its network', async (address, network) => {
    expect((await keysOf(address))[0]).toBe(network)
  })
})

test('the limits of a Worker are those bound by their names', () => {
  const limit = async () => ({ success: true })
  expect(Object.entries(rateLimitsOf({ CLIENT_RATE_LIMIT: { limit } })).filter(([, limiter]) => limiter)).toHaveLength(
    1,
  )
  for (const bindings of [undefined, null, {}, 'text', { CLIENT_RATE_LIMIT: 'text' }])
    expect(Object.values(rateLimitsOf(bindings))).toEqual([undefined, undefined])
})
