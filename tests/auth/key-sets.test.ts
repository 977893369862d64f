import { beforeAll, describe, expect, test } from 'vitest'
import { createKeySets } from '../../src/auth/key-sets.ts'
import type { TrustedIssuer } from '../../src/auth/trusted-issuer.ts'
import { aJwksServer, aKey, anIssuer, type JwksServer, keySet, NOW, type SigningKey } from './tokens.ts'

const keys: { old: SigningKey; new: SigningKey } = Object.create(null)

beforeAll(async () => {
  keys.old = await aKey('ES384', 'old')
  keys.new = await aKey('ES384', 'new')
})

/** The keys of one issuer, a server that holds them, and a clock that can be moved. */
function aSet(server: JwksServer = aJwksServer(keys.old)) {
  let elapsedMs = 0
  const sets = createKeySets({ fetch: server.fetch, now: () => new Date(NOW.getTime() + elapsedMs) })
  return {
    server,
    wait: (seconds: number) => {
      elapsedMs += seconds * 1000
    },
    find: (kid: string, issuer: Partial<TrustedIssuer> = {}) =>
      sets.keyFor(anIssuer(issuer), { alg: 'ES384', kid, jku: undefined }),
  }
}

function unreachable(): Response {
  return new Response('', { status: 503 })
}

describe('the keys of an issuer', () => {
  test('are read once, however often they are needed', async () => {
    const { server, find } = aSet()
    for (let calls = 0; calls < 5; calls += 1) expect((await find('old')).ok).toBe(true)
    expect(server.asked).toEqual(['https://ehr.example.org/jwks.json'])
  })

  test('are imported once: the same key object comes back', async () => {
    const { find } = aSet()
    const [first, second] = [await find('old'), await find('old')]
    expect(first.ok && second.ok && first.value === second.value).toBe(true)
  })

  test('are read once by many calls at once', async () => {
    const { server, find } = aSet()
    const slow = server.answer
    server.answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 30))
      return slow()
    }
    const found = await Promise.all(Array.from({ length: 50 }, () => find('old')))
    expect(found.every(({ ok }) => ok)).toBe(true)
    expect(server.asked).toHaveLength(1)
  })

  test('are read anew after ten minutes, so that a withdrawn key is no longer good', async () => {
    const { server, wait, find } = aSet()
    await find('old')
    server.answer = () => keySet(keys.new)
    wait(599)
    expect((await find('old')).ok).toBe(true)
    wait(1)
    expect(await find('old')).toEqual({ ok: false, failure: { reason: 'unknown-key' } })
    expect(server.asked).toHaveLength(2)
  })

  test('are never those of another issuer, whatever the kid', async () => {
    const { server, find } = aSet()
    await find('old')
    server.answer = () => keySet(keys.new)
    const other = { issuer: 'https://other.example.org', jwksUri: 'https://other.example.org/jwks.json' }
    expect((await find('old', other)).ok).toBe(false)
    expect((await find('new', other)).ok).toBe(true)
    expect((await find('old')).ok).toBe(true)
  })

  test('are not those of the same issuer at another address', async () => {
    const { server, find } = aSet()
    await find('old')
    server.answer = () => keySet(keys.new)
    expect((await find('old', { jwksUri: 'https://ehr.example.org/other.json' })).ok).toBe(false)
  })
})

describe('a new key', () => {
  test('is found at once, and the old one stays good beside it', async () => {
    const { server, find } = aSet()
    await find('old')
    server.answer = () => keySet(keys.old, keys.new)
    expect((await find('new')).ok).toBe(true)
    expect((await find('old')).ok).toBe(true)
    expect(server.asked).toHaveLength(2)
  })

  test('is found by many calls at once, and read once', async () => {
    const { server, find } = aSet()
    await find('old')
    server.answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 30))
      return keySet(keys.new)
    }
    const found = await Promise.all(Array.from({ length: 50 }, () => find('new')))
    expect(found.every(({ ok }) => ok)).toBe(true)
    expect(server.asked).toHaveLength(2)
  })
})

describe('a kid that is not there', () => {
  test('is asked about once in 30 seconds, whatever it is called', async () => {
    const { server, wait, find } = aSet()
    await find('old')
    for (const kid of ['a', 'b', 'a', 'c']) {
      expect(await find(kid)).toEqual({ ok: false, failure: { reason: 'unknown-key' } })
    }
    expect(server.asked).toHaveLength(2)
    wait(29)
    await find('d')
    expect(server.asked).toHaveLength(2)
    wait(1)
    await find('e')
    expect(server.asked).toHaveLength(3)
  })

  test.each(['__proto__', 'constructor', 'toString', ''])('like %j is none of ours', async (kid) => {
    const { find } = aSet()
    expect((await find(kid)).ok).toBe(false)
  })
})

describe('keys that cannot be read', () => {
  test('refuse the call, say why, and are asked for once in 30 seconds', async () => {
    const { server, wait, find } = aSet()
    server.answer = unreachable
    for (let calls = 0; calls < 5; calls += 1) {
      expect(await find('old')).toEqual({ ok: false, failure: { reason: 'keys-not-readable', problem: 'bad-status' } })
    }
    expect(server.asked).toHaveLength(1)
    wait(30)
    server.answer = () => keySet(keys.old)
    expect((await find('old')).ok).toBe(true)
    expect(server.asked).toHaveLength(2)
  })

  test('leave the known ones good for a day', async () => {
    const { server, wait, find } = aSet()
    await find('old')
    server.answer = unreachable
    wait(3600)
    for (let calls = 0; calls < 5; calls += 1) expect((await find('old')).ok).toBe(true)
    expect(server.asked).toHaveLength(2)
    wait(23 * 3600 - 1)
    expect((await find('old')).ok).toBe(true)
    wait(1)
    expect((await find('old')).ok).toBe(false)
  })
})
