import type { RateLimiter } from './rate-limiter.ts'

/** Keys counted at most in one period; who comes later is not counted, so that nobody can fill the memory. */
const MAX_KEYS = 10_000

export interface RateLimit {
  readonly calls: number
  readonly periodSeconds: number
}

/** In the isolate's memory: for tests. Counts in fixed periods, as Cloudflare's does. */
export function createMemoryRateLimiter({ calls, periodSeconds }: RateLimit, now: () => Date): RateLimiter {
  let period = -1
  const counts = new Map<string, number>()
  return {
    isWithin: async (key) => {
      const current = Math.floor(now().getTime() / 1_000 / periodSeconds)
      if (current !== period) counts.clear()
      period = current
      const count = (counts.get(key) ?? 0) + 1
      if (count === 1 && counts.size >= MAX_KEYS) return true
      counts.set(key, count)
      return count <= calls
    },
  }
}
