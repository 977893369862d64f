import { type CryptoKey, importJWK, type JWK } from 'jose'
import type { SignatureAlgorithm } from './trusted-issuer.ts'

/** Keys that are ready to verify with, by algorithm and `kid`. */
export type VerificationKeys = ReadonlyMap<string, CryptoKey>

/** A set with more keys than this is not a key set of one issuer. */
const MAX_KEYS = 50

interface KeyKind {
  readonly kty: 'EC' | 'RSA'
  readonly crv?: string
}

/** The kind of key each algorithm verifies with: a key of another kind never comes near it. */
const KEY_KINDS: Readonly<Record<SignatureAlgorithm, KeyKind>> = {
  ES256: { kty: 'EC', crv: 'P-256' },
  ES384: { kty: 'EC', crv: 'P-384' },
  ES512: { kty: 'EC', crv: 'P-521' },
  RS256: { kty: 'RSA' },
  RS384: { kty: 'RSA' },
  RS512: { kty: 'RSA' },
  PS256: { kty: 'RSA' },
  PS384: { kty: 'RSA' },
  PS512: { kty: 'RSA' },
}

export function keyName(algorithm: string, kid: string): string {
  return JSON.stringify([algorithm, kid])
}

/** Imports each usable key for each algorithm it fits. What is no public signature key is left out, never an error. */
export async function importKeys(
  keys: readonly unknown[],
  algorithms: readonly SignatureAlgorithm[],
): Promise<VerificationKeys> {
  const wanted = keys
    .slice(0, MAX_KEYS)
    .flatMap((key) => (isSignatureKey(key) ? forEachAlgorithm(key, algorithms) : []))
  const imported = await Promise.all(wanted.map(({ jwk, algorithm }) => importOne(jwk, algorithm)))
  return new Map(imported.flatMap((entry) => (entry === undefined ? [] : [entry])))
}

function forEachAlgorithm(jwk: SignatureKey, algorithms: readonly SignatureAlgorithm[]) {
  return algorithms.filter((algorithm) => fits(jwk, algorithm)).map((algorithm) => ({ jwk, algorithm }))
}

/** The public members only: a private key that was published by mistake is not imported as one. */
async function importOne(
  { kid, kty, crv = '', x = '', y = '', n = '', e = '' }: SignatureKey,
  algorithm: SignatureAlgorithm,
): Promise<readonly [string, CryptoKey] | undefined> {
  try {
    const publicKey = kty === 'EC' ? { kty, crv, x, y } : { kty, n, e }
    const key = await importJWK(publicKey, algorithm)
    return key instanceof Uint8Array ? undefined : [keyName(algorithm, kid), key]
  } catch {
    return undefined
  }
}

interface SignatureKey extends JWK {
  readonly kid: string
  readonly kty: string
}

function isSignatureKey(value: unknown): value is SignatureKey {
  const { kid, kty, use = 'sig', key_ops: operations = ['verify'] } = Object(value)
  const verifies = Array.isArray(operations) && operations.includes('verify')
  return typeof kid === 'string' && kid !== '' && typeof kty === 'string' && use === 'sig' && verifies
}

function fits({ kty, crv, alg }: SignatureKey, algorithm: SignatureAlgorithm): boolean {
  const kind = KEY_KINDS[algorithm]
  return kty === kind.kty && (kind.crv === undefined || crv === kind.crv) && (alg === undefined || alg === algorithm)
}
