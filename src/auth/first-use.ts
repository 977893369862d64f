import { base64url } from 'jose'
import type { JwtClaims } from './jwt-parts.ts'
import { CLOCK_SKEW_SECONDS } from './token-limits.ts'

/** A hash of issuer and `jti`: the same token written in another way has the same key, and the store never holds a token. */
export async function tokenKeyOf({ iss, jti }: Pick<JwtClaims, 'iss' | 'jti'>): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify([iss, jti]))
  return base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

/** From when on the token would be refused as expired, in epoch milliseconds. */
export function forgettableAt({ exp }: Pick<JwtClaims, 'exp'>): number {
  return Math.ceil((exp + CLOCK_SKEW_SECONDS) * 1000)
}
