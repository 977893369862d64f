import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose'

/** A key pair for trying things out, as it lies in its file. */
export interface SigningKey {
  readonly kid: string
  readonly privateJwk: JWK
  readonly publicJwk: JWK
}

/** The key of this file; made and written, for its owner only, where there is none yet. */
export async function signingKeyIn(path: string): Promise<SigningKey> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  const key = await signingKeyOf(text === undefined ? await writeNewKey(path) : parseKey(path, text))
  if (key === undefined) throw new Error(`${path} holds no private key for ES384; delete it to have a new one made`)
  return key
}

/** A key that is kept nowhere. */
export async function newSigningKey(): Promise<SigningKey> {
  const key = await signingKeyOf(await newPrivateJwk())
  if (key === undefined) throw new Error('a new key is no key for ES384')
  return key
}

async function signingKeyOf(privateJwk: JWK): Promise<SigningKey | undefined> {
  const { kty, crv, x, y } = privateJwk
  if (kty !== 'EC' || crv !== 'P-384' || x === undefined || y === undefined || privateJwk.d === undefined)
    return undefined
  const kid = await calculateJwkThumbprint({ kty, crv, x, y })
  return { kid, privateJwk, publicJwk: { kty, crv, x, y, kid, use: 'sig', alg: 'ES384' } }
}

async function newPrivateJwk(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES384', { extractable: true })
  return exportJWK(privateKey)
}

async function writeNewKey(path: string): Promise<JWK> {
  const jwk = await newPrivateJwk()
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, `${JSON.stringify(jwk)}\n`, { mode: 0o600 })
  return jwk
}

function parseKey(path: string, text: string): JWK {
  try {
    return Object(JSON.parse(text))
  } catch {
    throw new Error(`${path} is no JSON`)
  }
}
