/** Counts calls by a key. Rejects when it cannot be reached; the caller then lets the call pass. */
export interface RateLimiter {
  readonly isWithin: (key: string) => Promise<boolean>
}

/** Cloudflare's rate-limit binding. It counts per location and roughly: a brake, not a quota. */
interface RateLimitBinding {
  readonly limit: (options: { readonly key: string }) => Promise<{ readonly success: boolean }>
}

/** Undefined where nothing of that kind is bound. */
export function cloudflareRateLimiter(binding: unknown): RateLimiter | undefined {
  if (!isBinding(binding)) return undefined
  return { isWithin: async (key) => (await binding.limit({ key })).success }
}

function isBinding(binding: unknown): binding is RateLimitBinding {
  return typeof binding === 'object' && binding !== null && 'limit' in binding && typeof binding.limit === 'function'
}
