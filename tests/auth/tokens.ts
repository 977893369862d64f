import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose'
import type { SignatureAlgorithm, TrustedIssuer } from '../../src/auth/trusted-issuer.ts'

export const NOW = new Date('2026-11-22T15:00:00Z')
export const NOW_SECONDS = NOW.getTime() / 1000
export const ENDPOINT = 'https://cds.example.org/cds-services/vcf-patient-view'
export const JWKS_URI = 'https://ehr.example.org/jwks.json'

/** What was agreed with the EHR whose tokens these are. */
export function anIssuer(changes: Partial<TrustedIssuer> = {}): TrustedIssuer {
  return {
    clientId: 'st-elsewhere',
    issuer: 'https://ehr.example.org',
    tenant: null,
    isDisabled: false,
    jwksUri: JWKS_URI,
    algorithms: ['ES384', 'RS384'],
    audiences: [],
    maxTokenLifetimeSeconds: 300,
    ...changes,
  }
}

export interface SigningKey {
  readonly alg: string
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
  /** As it stands in the key set. */
  readonly jwk: JWK & { readonly kid: string }
}

export async function aKey(alg: SignatureAlgorithm = 'ES384', kid: string = alg): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  return { alg, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig', alg } }
}

/** Claims of a good token; a change with `undefined` leaves one out. */
export function claims(changes: Readonly<Record<string, unknown>> = {}): JWTPayload {
  const all = {
    iss: 'https://ehr.example.org',
    aud: ENDPOINT,
    iat: NOW_SECONDS,
    exp: NOW_SECONDS + 300,
    jti: crypto.randomUUID(),
    ...changes,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

/** A token signed with the key, its header and claims changed as said. */
export function sign(
  key: SigningKey,
  changes: Readonly<Record<string, unknown>> = {},
  header: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  return new SignJWT(claims(changes))
    .setProtectedHeader({ alg: key.alg, kid: key.jwk.kid, typ: 'JWT', ...header })
    .sign(key.privateKey)
}

const encoder = new TextEncoder()

export function base64url(text: string): string {
  return Buffer.from(text).toString('base64url')
}

/** Signs header and claims exactly as they are written, valid or not. ES384 only. */
export async function signText(key: SigningKey, header: string, payload: string): Promise<string> {
  const input = `${base64url(header)}.${base64url(payload)}`
  const algorithm = { name: 'ECDSA', hash: 'SHA-384' }
  const signature = await crypto.subtle.sign(algorithm, key.privateKey, encoder.encode(input))
  return `${input}.${Buffer.from(signature).toString('base64url')}`
}

/** Signed with a shared secret: what an attacker does with a public key that he knows. */
export async function signHs256(secret: string, kid: string): Promise<string> {
  return new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid, typ: 'JWT' }).sign(encoder.encode(secret))
}

/** No signature at all. */
export function unsigned(alg = 'none', kid = 'ES384'): string {
  return `${base64url(JSON.stringify({ alg, kid, typ: 'JWT' }))}.${base64url(JSON.stringify(claims()))}.`
}

export interface JwksServer {
  readonly fetch: typeof globalThis.fetch
  /** Addresses that were asked for. */
  readonly asked: string[]
  /** What is answered from now on. */
  answer: () => Response | Promise<Response>
}

/** Serves key sets instead of the network, and counts. */
export function aJwksServer(...keys: readonly (JWK | SigningKey)[]): JwksServer {
  const asked: string[] = []
  const server: JwksServer = {
    asked,
    answer: () => keySet(...keys),
    fetch: async (input) => {
      asked.push(String(input))
      return server.answer()
    },
  }
  return server
}

export function keySet(...keys: readonly (JWK | SigningKey)[]): Response {
  return Response.json({ keys: keys.map((key) => ('jwk' in key ? key.jwk : key)) })
}
