import type { CryptoKey } from 'jose'
import { fail, ok, type Result } from '../result.ts'
import { importKeys, keyName, type VerificationKeys } from './import-keys.ts'
import type { JwtHeader } from './jwt-parts.ts'
import { readKeySet } from './read-key-set.ts'
import type { Refusal } from './refusal.ts'
import type { TrustedIssuer } from './trusted-issuer.ts'

/** Keys are read anew after this, so that a key that was withdrawn is not trusted for long. */
const FRESH_MS = 10 * 60_000
/** While an issuer's keys cannot be read, the ones we know are good for this long. */
const STALE_MS = 24 * 60 * 60_000
/** After a failure, or after a `kid` that was not there, an issuer is not asked again for this long. */
const COOL_DOWN_MS = 30_000
/** A call that finds another one reading the same keys looks again after this, at most so often. */
const LOOK_AGAIN_MS = 25
const LOOKS = 80

export interface KeySets {
  readonly keyFor: (issuer: TrustedIssuer, header: JwtHeader) => Promise<Result<CryptoKey, Refusal>>
}

export interface KeySetTools {
  readonly fetch: typeof globalThis.fetch
  readonly now: () => Date
}

/** What is known of one issuer's keys. It changes in place: it is the one cache this room has. */
interface KeySet {
  keys: VerificationKeys
  readAt: number
  restUntil: number
  problem: string | undefined
  isBeingRead: boolean
}

/**
 * The keys of each issuer, imported once and kept by (issuer, address, algorithms): a key of one issuer never verifies a
 * token of another, whatever its `kid`.
 */
export function createKeySets({ fetch, now }: KeySetTools): KeySets {
  const sets = new Map<string, KeySet>()

  const setOf = ({ issuer, jwksUri, algorithms }: TrustedIssuer): KeySet => {
    const name = JSON.stringify([issuer, jwksUri, algorithms])
    const known = sets.get(name) ?? {
      keys: new Map(),
      readAt: Number.NEGATIVE_INFINITY,
      restUntil: Number.NEGATIVE_INFINITY,
      problem: undefined,
      isBeingRead: false,
    }
    sets.set(name, known)
    return known
  }

  /** Reads the keys; a failure, or a set without the key that is asked for, is not asked about again for a while. */
  const read = async (set: KeySet, { jwksUri, algorithms }: TrustedIssuer, wanted: string): Promise<void> => {
    set.isBeingRead = true
    try {
      const keys = await readKeySet(jwksUri, fetch)
      set.problem = keys.ok ? undefined : keys.failure
      if (keys.ok) {
        set.keys = await importKeys(keys.value, algorithms)
        set.readAt = now().getTime()
      }
      if (!keys.ok || !set.keys.has(wanted)) set.restUntil = now().getTime() + COOL_DOWN_MS
    } finally {
      set.isBeingRead = false
    }
  }

  /**
   * Many calls at once read the keys once. They look again instead of sharing a promise: in workerd a request must not
   * wait on the I/O of another one, which can be cancelled at any time. Between the last look and the reading nothing is
   * awaited, or two calls could both begin.
   */
  const settle = async (set: KeySet, isFresh: () => boolean, readAnew: () => Promise<void>): Promise<void> => {
    for (let looks = 0; set.isBeingRead && !isFresh() && looks < LOOKS; looks += 1) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
    }
    if (!isFresh() && now().getTime() >= set.restUntil) await readAnew()
  }

  return {
    keyFor: async (issuer, { alg, kid }) => {
      const set = setOf(issuer)
      const wanted = keyName(alg, kid)
      const isKnown = (withinMs: number) => set.keys.has(wanted) && now().getTime() - set.readAt < withinMs

      await settle(
        set,
        () => isKnown(FRESH_MS),
        () => read(set, issuer, wanted),
      )

      const key = isKnown(STALE_MS) ? set.keys.get(wanted) : undefined
      if (key) return ok(key)
      const { problem } = set
      return fail(problem === undefined ? { reason: 'unknown-key' } : { reason: 'keys-not-readable', problem })
    },
  }
}
