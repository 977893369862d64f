import { randomUUID } from 'node:crypto'
import { importJWK, SignJWT } from 'jose'
import type { SigningKey } from './signing-key.ts'

export interface CallClaims {
  readonly issuer: string
  readonly audience: string
  readonly tenant: string | undefined
  readonly jwksUri: string
}

const LIFETIME_SECONDS = 300

/** A JWT as CDS Hooks wants it, for one call. */
export async function signCall({ kid, privateJwk }: SigningKey, claims: CallClaims, now: Date): Promise<string> {
  const { issuer, audience, tenant, jwksUri } = claims
  const issuedAt = Math.floor(now.getTime() / 1000)
  return new SignJWT(tenant === undefined ? {} : { tenant })
    .setProtectedHeader({ alg: 'ES384', kid, typ: 'JWT', jku: jwksUri })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LIFETIME_SECONDS)
    .setJti(randomUUID())
    .sign(await importJWK(privateJwk, 'ES384'))
}
