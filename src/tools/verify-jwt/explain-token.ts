import { readBearerToken } from '../../auth/bearer-token.ts'
import { decodeJwt, type JwtClaims, type JwtHeader, readClaims, readHeader } from '../../auth/jwt-parts.ts'
import type { Refusal } from '../../auth/refusal.ts'
import { TOKEN_CHECKS } from '../../auth/token-checks.ts'
import { findTrustedIssuer, type TrustedIssuer } from '../../auth/trusted-issuer.ts'
import { isSignedWith, type VerifyTools } from '../../auth/verify-cds-client.ts'
import type { Result } from '../../result.ts'
import { refusalWords } from './refusal-words.ts'

/** One check and how it came out. */
export interface Line {
  readonly holds: boolean
  readonly statement: string
  readonly words?: string
}

/** Every check of a token in its order, going on where one fails as far as the token can still be judged. Never the token. */
export async function explainToken(token: string, endpointUrl: string, tools: VerifyTools): Promise<readonly Line[]> {
  const read = readBearerToken(/^bearer /i.test(token) ? token : `Bearer ${token}`)
  const parts = read.ok ? decodeJwt(read.value) : read
  if (!read.ok || !parts.ok) return [line('is one JWT', refusalIn(parts))]
  const header = readHeader(parts.value.header)
  const claims = readClaims(parts.value.claims)
  const issuer = claims.ok ? findTrustedIssuer(tools.issuers, claims.value) : undefined
  const known = line('issuer and tenant are registered', issuer ? undefined : { reason: 'unknown-issuer-or-tenant' })
  const form = [
    line('is one JWT', undefined),
    line('header has what CDS Hooks requires, and brings no key along', refusalIn(header)),
    line('claims have what CDS Hooks requires', refusalIn(claims)),
    ...(claims.ok ? [known] : []),
  ]
  if (!header.ok || !claims.ok || !issuer) return form
  const judged = { token: read.value, header: header.value, claims: claims.value, issuer }
  return [...form, ...checkLines(judged, endpointUrl, tools), ...(await signatureLines(judged, tools))]
}

function refusalIn(result: Result<unknown, Refusal>): Refusal | undefined {
  return result.ok ? undefined : result.failure
}

interface Judged {
  readonly token: string
  readonly header: JwtHeader
  readonly claims: JwtClaims
  readonly issuer: TrustedIssuer
}

function checkLines({ header, claims, issuer }: Judged, endpointUrl: string, { now }: VerifyTools): readonly Line[] {
  const checked = { header, claims, issuer, endpointUrl, nowSeconds: now().getTime() / 1000 }
  return TOKEN_CHECKS.map(({ statement, find }) => line(statement, find(checked)))
}

/** Keys are read for an algorithm that is allowed only: no other one is ever used. */
async function signatureLines({ token, header, issuer }: Judged, { keySets }: VerifyTools): Promise<readonly Line[]> {
  if (!issuer.algorithms.some((algorithm) => algorithm === header.alg)) return []
  const key = await keySets.keyFor(issuer, header)
  if (!key.ok) return [line('its key is in the key set of this issuer', key.failure)]
  const isSigned = await isSignedWith(key.value, token, issuer)
  return [
    line('its key is in the key set of this issuer', undefined),
    line('its signature is good', isSigned ? undefined : { reason: 'bad-signature' }),
  ]
}

function line(statement: string, refusal: Refusal | undefined): Line {
  return refusal === undefined ? { holds: true, statement } : { holds: false, statement, words: refusalWords(refusal) }
}
