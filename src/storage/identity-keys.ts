/** What WebCrypto calls CryptoKey; Node's types know it by its value only. */
type HmacKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>

/** The secret a deployment hashes patient identities with; its id stands on what was hashed, so that keys can change. */
export interface PatientKey {
  readonly id: string
  readonly key: string
}

/** One name under every key: the first is written, all are looked for. */
export type Names = readonly [string, ...string[]]

/** Keyed names for people and cards. Without the key nobody can tell whom a name stands for, or make one up. */
export interface IdentityKeys {
  /** Stable names for `parts` under one client, one per key: the id of the key and the hex of an HMAC. */
  readonly namesOf: (clientId: string, kind: string, parts: readonly string[]) => Promise<Names>
  /** A stable uuid for `parts` under one client, by the first key. */
  readonly uuidOf: (clientId: string, kind: string, parts: readonly string[]) => Promise<string>
}

const encoder = new TextEncoder()

/**
 * HMAC-SHA-256 with one key per client, derived with HKDF: equal patient ids of two clients get unrelated names. A new key
 * is put before the ones in use, which stay until nothing is stored under them any more.
 */
export function createIdentityKeys(first: PatientKey, ...older: readonly PatientKey[]): IdentityKeys {
  const [write, ...read] = [createSigner(first), ...older.map(createSigner)] as const
  return {
    namesOf: async (clientId, kind, parts) => {
      const [written, ...others] = await Promise.all([
        write.nameOf(clientId, kind, parts),
        ...read.map(({ nameOf }) => nameOf(clientId, kind, parts)),
      ])
      return [written, ...others]
    },
    uuidOf: async (clientId, kind, parts) => toUuid(await write.sign(clientId, kind, parts)),
  }
}

/** A uuid that belongs to another one: whoever does not know that one cannot guess it, and no change of keys changes it. */
export async function uuidBelow(uuid: string, part: string): Promise<string> {
  return toUuid(new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(JSON.stringify([uuid, part])))))
}

function createSigner({ id, key }: PatientKey) {
  const derived = new Map<string, Promise<HmacKey>>()
  const keyOf = (clientId: string) => {
    const known = derived.get(clientId)
    if (known) return known
    const created = deriveKey(key, clientId)
    derived.set(clientId, created)
    return created
  }
  const sign = async (clientId: string, kind: string, parts: readonly string[]) =>
    new Uint8Array(
      await crypto.subtle.sign('HMAC', await keyOf(clientId), encoder.encode(JSON.stringify([kind, ...parts]))),
    )
  return {
    sign,
    nameOf: async (clientId: string, kind: string, parts: readonly string[]) =>
      `${id}:${toHex(await sign(clientId, kind, parts))}`,
  }
}

async function deriveKey(secret: string, clientId: string): Promise<HmacKey> {
  const material = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, ['deriveKey'])
  const hkdf = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: encoder.encode('kyphoplasty-cds'),
    info: encoder.encode(clientId),
  }
  return crypto.subtle.deriveKey(hkdf, material, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign'])
}

/** By byte: every call makes names, and a card makes one for each fact. */
const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function toHex(bytes: Uint8Array): string {
  return bytes.reduce((hex, byte) => `${hex}${HEX[byte]}`, '')
}

/** The first 16 bytes in the shape of a name-based uuid (RFC 9562: version 5, variant 10). */
function toUuid(bytes: Uint8Array): string {
  const named = bytes.slice(0, 16)
  named[6] = ((named[6] ?? 0) & 0x0f) | 0x50
  named[8] = ((named[8] ?? 0) & 0x3f) | 0x80
  const hex = toHex(named)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
