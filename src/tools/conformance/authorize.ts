import { randomUUID } from 'node:crypto'
import { importJWK, type JWK, SignJWT, UnsecuredJWT } from 'jose'

/** The Authorization header for a call of this URL. */
export type Authorize = (url: string) => Promise<string>

export interface Signer {
  readonly key: JWK
  readonly issuer: string
  readonly jku: string | undefined
  readonly tenant: string | undefined
}

const LIFETIME_SECONDS = 240

export function bearer(token: string): Authorize {
  return async () => `Bearer ${token}`
}

/** A fresh JWT for every call, as CDS Hooks describes it: `aud` is the URL called, `jti` is never used twice. */
export function signing(signer: Signer, change: Partial<Claims> = {}): Authorize {
  return async (url) => {
    const claims = { ...claimsFor(signer, url), ...change }
    const algorithm = algorithmOf(signer.key)
    const token = await new SignJWT(claims)
      .setProtectedHeader({
        alg: algorithm,
        typ: 'JWT',
        ...(signer.key.kid === undefined ? {} : { kid: signer.key.kid }),
        ...(signer.jku === undefined ? {} : { jku: signer.jku }),
      })
      .sign(await importJWK(signer.key, algorithm))
    return `Bearer ${token}`
  }
}

/** The same claims without a signature: what no service may take. */
export function unsigned(signer: Signer): Authorize {
  return async (url) => `Bearer ${new UnsecuredJWT({ ...claimsFor(signer, url) }).encode()}`
}

/** A good token whose signature has one character changed. */
export function forged(signer: Signer): Authorize {
  return async (url) => {
    const token = await signing(signer)(url)
    const at = token.lastIndexOf('.') + 10
    return `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
  }
}

/** One token for every call of one URL: from the second call on it is a replay. */
export function replaying(signer: Signer): Authorize {
  let token: Promise<string> | undefined
  return (url) => {
    token ??= signing(signer)(url)
    return token
  }
}

export interface Claims {
  readonly iss: string
  readonly aud: string
  readonly iat: number
  readonly exp: number
  readonly jti: string
  readonly tenant?: string
}

export function claimsFor({ issuer, tenant }: Signer, url: string): Claims {
  const now = Math.floor(Date.now() / 1000)
  return {
    iss: issuer,
    aud: url,
    iat: now,
    exp: now + LIFETIME_SECONDS,
    jti: randomUUID(),
    ...(tenant === undefined ? {} : { tenant }),
  }
}

/** `alg` of the key, else the one that its type asks for. */
function algorithmOf({ alg, kty, crv }: JWK): string {
  if (alg !== undefined) return alg
  if (kty === 'EC') return crv === 'P-256' ? 'ES256' : 'ES384'
  return kty === 'OKP' ? 'EdDSA' : 'RS384'
}
