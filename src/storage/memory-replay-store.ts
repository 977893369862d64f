import type { ReplayStore } from './replay-store.ts'

/** More unexpired tokens than this are not remembered; the store then says that it cannot tell. */
const MAX_TOKENS = 100_000

/** In the isolate's memory: for development and tests. Tokens are forgotten as soon as they would be refused as expired. */
export function createMemoryReplayStore(now: () => Date): ReplayStore {
  const expiries = new Map<string, number>()
  const forgetExpired = (at: number) => {
    for (const [tokenKey, expiresAt] of expiries) if (expiresAt <= at) expiries.delete(tokenKey)
  }
  return {
    isFirstUse: async (tokenKey, expiresAt) => {
      if (expiries.size >= MAX_TOKENS) forgetExpired(now().getTime())
      if (expiries.has(tokenKey)) return false
      if (expiries.size >= MAX_TOKENS) throw new Error('more tokens than can be remembered')
      expiries.set(tokenKey, expiresAt)
      return true
    },
  }
}
