import { describe, expect, test } from 'vitest'
import { createMemoryRateLimiter } from '../../src/storage/memory-rate-limiter.ts'
import { cloudflareRateLimiter } from '../../src/storage/rate-limiter.ts'

describe('a rate limit in memory', () => {
  const clock = { at: Date.parse('2026-11-22T15:00:00Z') }
  const limiter = (calls: number) => createMemoryRateLimiter({ calls, periodSeconds: 60 }, () => new Date(clock.at))

  test('lets as many calls pass as it says, and no more', async () => {
    const two = limiter(2)
    expect([await two.isWithin('a'), await two.isWithin('a'), await two.isWithin('a')]).toEqual([true, true, false])
  })

  test('counts each key alone', async () => {
    const one = limiter(1)
    expect([await one.isWithin('a'), await one.isWithin('b'), await one.isWithin('a')]).toEqual([true, true, false])
  })

  test('begins anew in the next period', async () => {
    const one = limiter(1)
    await one.isWithin('a')
    clock.at += 60_000
    expect(await one.isWithin('a')).toBe(true)
  })

  test('stops nobody once it is full of keys, and keeps counting those it knows', async () => {
    const one = limiter(1)
    for (let key = 0; key < 10_000; key += 1) await one.isWithin(`key-${key}`)
    expect([await one.isWithin('late'), await one.isWithin('late'), await one.isWithin('key-0')]).toEqual([
      true,
      true,
      false,
    ])
  })
})

describe("Cloudflare's rate limit", () => {
  test('is asked by key', async () => {
    const asked: string[] = []
    const limiter = cloudflareRateLimiter({
      limit: async ({ key }: { readonly key: string }) => {
        asked.push(key)
        return { success: key === 'a' }
      },
    })
    expect([await limiter?.isWithin('a'), await limiter?.isWithin('b')]).toEqual([true, false])
    expect(asked).toEqual(['a', 'b'])
  })

  test.each([undefined, null, 'text', {}, { limit: 7 }])('is none where %j is bound', (binding) => {
    expect(cloudflareRateLimiter(binding)).toBeUndefined()
  })
})
