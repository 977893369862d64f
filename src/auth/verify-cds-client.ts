import { compactVerify } from 'jose'
import { fail, ok, type Result } from '../result.ts'
import { readBearerToken } from './bearer-token.ts'
import { decodeJwt, type JwtClaims, readClaims, readHeader } from './jwt-parts.ts'
import type { KeySets } from './key-sets.ts'
import type { Refusal } from './refusal.ts'
import { findRefusal } from './token-checks.ts'
import { findTrustedIssuer, type TrustedIssuer } from './trusted-issuer.ts'

export interface VerifyTools {
  readonly issuers: readonly TrustedIssuer[]
  readonly keySets: KeySets
  readonly now: () => Date
}

/** A token that is genuine and meant for this address. Whether it was used before is another question. */
export interface VerifiedToken {
  readonly issuer: TrustedIssuer
  readonly claims: JwtClaims
}

/**
 * Who sent this `Authorization` header to this address. What costs nothing is checked first; keys are read only for an
 * issuer that is registered, and only from where it is registered.
 */
export async function verifyCdsClient(
  authorization: string | null,
  endpointUrl: string,
  { issuers, keySets, now }: VerifyTools,
): Promise<Result<VerifiedToken, Refusal>> {
  const token = readBearerToken(authorization)
  if (!token.ok) return token
  const parts = decodeJwt(token.value)
  if (!parts.ok) return parts
  const header = readHeader(parts.value.header)
  if (!header.ok) return header
  const claims = readClaims(parts.value.claims)
  if (!claims.ok) return claims

  const issuer = findTrustedIssuer(issuers, claims.value)
  if (!issuer) return fail({ reason: 'unknown-issuer-or-tenant' })
  const nowSeconds = now().getTime() / 1000
  const refusal = findRefusal({ header: header.value, claims: claims.value, issuer, endpointUrl, nowSeconds })
  if (refusal) return fail(refusal)

  const key = await keySets.keyFor(issuer, header.value)
  if (!key.ok) return key
  return (await isSignedWith(key.value, token.value, issuer))
    ? ok({ issuer, claims: claims.value })
    : fail({ reason: 'bad-signature' })
}

/** The list of algorithms goes to jose once more: what decides must not rest on our own check alone. */
export async function isSignedWith(
  key: Parameters<typeof compactVerify>[1],
  token: string,
  { algorithms }: TrustedIssuer,
): Promise<boolean> {
  try {
    await compactVerify(token, key, { algorithms: [...algorithms] })
    return true
  } catch {
    return false
  }
}
