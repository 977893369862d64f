import type { JwtClaims, JwtHeader } from './jwt-parts.ts'
import type { Refusal } from './refusal.ts'
import { CLOCK_SKEW_SECONDS } from './token-limits.ts'
import type { TrustedIssuer } from './trusted-issuer.ts'

/** Everything a check may look at; the clock is read once, outside. */
export interface CheckedToken {
  readonly header: JwtHeader
  readonly claims: JwtClaims
  readonly issuer: TrustedIssuer
  /** The address that was called, below our public URL; never taken from the Host header. */
  readonly endpointUrl: string
  readonly nowSeconds: number
}

export interface TokenCheck {
  /** What holds when the check finds nothing. */
  readonly statement: string
  readonly find: (token: CheckedToken) => Refusal | undefined
}

/** What must hold of a token besides its form and its signature: one check each, the order is that of the log. */
export const TOKEN_CHECKS: readonly TokenCheck[] = [
  {
    statement: 'alg is one of the algorithms of this issuer',
    find: ({ header, issuer }) =>
      issuer.algorithms.some((algorithm) => algorithm === header.alg) ? undefined : { reason: 'algorithm-not-allowed' },
  },
  {
    statement: 'jku is absent or the registered jwksUri',
    find: ({ header, issuer }) =>
      header.jku === undefined || header.jku === issuer.jwksUri ? undefined : { reason: 'other-jku' },
  },
  {
    statement: 'aud is the address that is called, or one of the audiences of this client',
    find: ({ claims, issuer, endpointUrl }) => {
      const accepted = new Set([endpointUrl, ...issuer.audiences].map(withoutTrailingSlash))
      // A token that is good elsewhere too could be presented here by whoever received it there.
      const isOurs = claims.aud.every((audience) => accepted.has(withoutTrailingSlash(audience)))
      return isOurs ? undefined : { reason: 'other-audience' }
    },
  },
  {
    statement: 'exp is not over',
    find: ({ claims: { exp }, nowSeconds }) =>
      nowSeconds < exp + CLOCK_SKEW_SECONDS ? undefined : { reason: 'expired', secondsAgo: nowSeconds - exp },
  },
  {
    statement: 'exp comes after iat',
    find: ({ claims: { exp, iat } }) => (exp > iat ? undefined : { reason: 'ends-before-it-starts' }),
  },
  {
    statement: 'exp - iat is no longer than agreed',
    find: ({ claims: { exp, iat }, issuer: { maxTokenLifetimeSeconds: atMost } }) =>
      exp - iat <= atMost ? undefined : { reason: 'lifetime-too-long', seconds: exp - iat, atMost },
  },
  {
    statement: 'iat is not in the future',
    find: ({ claims: { iat }, nowSeconds }) =>
      iat <= nowSeconds + CLOCK_SKEW_SECONDS
        ? undefined
        : { reason: 'issued-in-the-future', secondsAhead: iat - nowSeconds },
  },
  {
    statement: 'nbf is absent or past',
    find: ({ claims: { nbf }, nowSeconds }) =>
      nbf === undefined || nbf <= nowSeconds + CLOCK_SKEW_SECONDS
        ? undefined
        : { reason: 'not-valid-yet', secondsAhead: nbf - nowSeconds },
  },
]

/** The first thing that does not hold. */
export function findRefusal(token: CheckedToken): Refusal | undefined {
  for (const { find } of TOKEN_CHECKS) {
    const refusal = find(token)
    if (refusal) return refusal
  }
  return undefined
}

/** Clients write the address of an endpoint with and without it. */
function withoutTrailingSlash(address: string): string {
  return address.endsWith('/') ? address.slice(0, -1) : address
}
