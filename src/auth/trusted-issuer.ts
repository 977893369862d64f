import type { JwtClaims } from './jwt-parts.ts'

/** Algorithms a tenant may list: asymmetric ones only. CDS Hooks recommends the first two. */
export const SIGNATURE_ALGORITHMS = [
  'ES384',
  'RS384',
  'ES256',
  'ES512',
  'RS256',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
] as const

export type SignatureAlgorithm = (typeof SIGNATURE_ALGORITHMS)[number]

/** What was agreed with one issuer for one of its tenants, before anything of a token is believed. */
export interface TrustedIssuer {
  /** Names the CDS client in our configuration. */
  readonly clientId: string
  readonly issuer: string
  /** The `tenant` claim its tokens carry; null = they carry none. */
  readonly tenant: string | null
  readonly isDisabled: boolean
  readonly jwksUri: string
  readonly algorithms: readonly SignatureAlgorithm[]
  /** What `aud` may be besides the address that is called. */
  readonly audiences: readonly string[]
  readonly maxTokenLifetimeSeconds: number
}

/** The agreement for exactly this issuer and tenant. A tenant that nobody registered is as unknown as an issuer. */
export function findTrustedIssuer(
  registered: readonly TrustedIssuer[],
  { iss, tenant }: Pick<JwtClaims, 'iss' | 'tenant'>,
): TrustedIssuer | undefined {
  return registered.find((each) => each.issuer === iss && each.tenant === tenant && !each.isDisabled)
}
