import type { Authenticate } from './caller.ts'
import { fail } from './result.ts'
import { cloudflareRateLimiter, type RateLimiter } from './storage/rate-limiter.ts'

/** How often somebody may call; what is not there is not limited. */
export interface RateLimits {
  /** By network address, before anybody knows who is calling. */
  readonly perAddress?: RateLimiter | undefined
  /** By CDS client: one issuer at one tenant. */
  readonly perClient?: RateLimiter | undefined
}

/** The limits that are bound to the Worker, each by its name in wrangler.toml. */
export function rateLimitsOf(bindings: unknown): RateLimits {
  const bound: Readonly<Record<string, unknown>> = Object(bindings)
  return {
    perAddress: cloudflareRateLimiter(bound.ADDRESS_RATE_LIMIT),
    perClient: cloudflareRateLimiter(bound.CLIENT_RATE_LIMIT),
  }
}

interface LimitTools {
  readonly rateLimits?: RateLimits
  readonly logFailure: (entry: { readonly requestId: string; readonly error: string }) => void
}

/** Asks the limits around finding out who is calling. A limiter that fails stops nobody: a brake must not lock a clinician out. */
export function withinRates(
  authenticate: Authenticate,
  { rateLimits: { perAddress, perClient } = {}, logFailure }: LimitTools,
): Authenticate {
  const isWithin = async (limiter: RateLimiter | undefined, key: string | undefined, requestId: string) => {
    if (!limiter || key === undefined) return true
    return limiter.isWithin(key).catch(() => {
      logFailure({ requestId, error: 'rate-limit' })
      return true
    })
  }
  return async (call, endpoint) => {
    const { address, requestId } = call
    const addressKey = address === null ? undefined : keyOfAddress(address)
    if (!(await isWithin(perAddress, addressKey, requestId))) return fail({ reason: 'too-many-calls' })
    const caller = await authenticate(call, endpoint)
    if (!caller.ok || (await isWithin(perClient, caller.value.client.id, requestId))) return caller
    return fail({ reason: 'too-many-calls' })
  }
}

/** One subscriber holds a whole /64 of IPv6 addresses, so that is one key. */
function keyOfAddress(address: string): string {
  if (!address.includes(':')) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const [front, back] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== ''))
  const zeros = Array.from({ length: Math.max(0, 8 - (front?.length ?? 0) - (back?.length ?? 0)) }, () => '0')
  const groups = [...(front ?? []), ...(tail === undefined ? [] : zeros), ...(back ?? [])]
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
