import { base64url } from 'jose'
import { fail, ok, type Result } from '../result.ts'
import type { Refusal } from './refusal.ts'
import { hasRepeatedMembers } from './repeated-members.ts'
import { MAX_NAME_CHARACTERS } from './token-limits.ts'

type JsonObject = Readonly<Record<string, unknown>>

/** A token taken apart. Nothing in it is to be believed before its signature is verified. */
export interface JwtParts {
  readonly header: JsonObject
  readonly claims: JsonObject
}

/** @see https://cds-hooks.hl7.org/2.0/#trusting-cds-clients */
export interface JwtHeader {
  readonly alg: string
  readonly kid: string
  readonly jku: string | undefined
}

/** Times are NumericDate: seconds since 1970, fractions allowed. */
export interface JwtClaims {
  readonly iss: string
  readonly aud: readonly string[]
  readonly exp: number
  readonly iat: number
  readonly nbf: number | undefined
  readonly jti: string
  readonly tenant: string | null
}

const COMPACT_JWS = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]+$/

/** A byte order mark stays and is no JSON: other readers would see another text. */
const UTF_8_ONLY = { fatal: true, ignoreBOM: true } as const

/** Decodes header and claims as they are. */
export function decodeJwt(token: string): Result<JwtParts, Refusal> {
  const [, header, claims] = COMPACT_JWS.exec(token) ?? []
  if (header === undefined || claims === undefined) return fail({ reason: 'not-a-jwt', part: 'form' })
  const decodedHeader = decodeObject(header, 'header')
  if (!decodedHeader.ok) return decodedHeader
  const decodedClaims = decodeObject(claims, 'claims')
  if (!decodedClaims.ok) return decodedClaims
  return ok({ header: decodedHeader.value, claims: decodedClaims.value })
}

function decodeObject(part: string, name: 'header' | 'claims'): Result<JsonObject, Refusal> {
  try {
    const text = new TextDecoder('utf-8', UTF_8_ONLY).decode(base64url.decode(part))
    const value: unknown = JSON.parse(text)
    if (!isJsonObject(value)) return fail({ reason: 'not-a-jwt', part: name })
    return hasRepeatedMembers(text) ? fail({ reason: 'repeated-member', part: name }) : ok(value)
  } catch {
    return fail({ reason: 'not-a-jwt', part: name })
  }
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Keys and addresses of keys, which a forged token would bring along, and extensions that change how a JWS is read. */
const REFUSED_MEMBERS = ['jwk', 'x5u', 'x5c', 'crit', 'b64'] as const

/** A missing `typ` is seen in practice and taken for JWT; another one is another kind of token. */
export function readHeader(header: JsonObject): Result<JwtHeader, Refusal> {
  const { alg, kid, jku, typ } = header
  if (typeof alg !== 'string') return badHeader('alg')
  if (!isName(kid)) return badHeader('kid')
  if (jku !== undefined && typeof jku !== 'string') return badHeader('jku')
  if (typ !== undefined && !(typeof typ === 'string' && typ.toUpperCase() === 'JWT')) return badHeader('typ')
  const refused = REFUSED_MEMBERS.find((member) => Object.hasOwn(header, member))
  return refused === undefined ? ok({ alg, kid, jku }) : badHeader(refused)
}

/** The claims CDS Hooks requires, each of its type; what else a token says is not read. */
export function readClaims(claims: JsonObject): Result<JwtClaims, Refusal> {
  const { iss, exp, iat, nbf, jti, tenant = null } = claims
  const aud = audienceOf(claims.aud)
  if (!isName(iss)) return badClaim('iss')
  if (tenant !== null && !isName(tenant)) return badClaim('tenant')
  if (aud === undefined) return badClaim('aud')
  if (!isNumericDate(exp)) return badClaim('exp')
  if (!isNumericDate(iat)) return badClaim('iat')
  if (nbf !== undefined && !isNumericDate(nbf)) return badClaim('nbf')
  if (!isName(jti)) return badClaim('jti')
  return ok({ iss, tenant, aud, exp, iat, nbf, jti })
}

function audienceOf(aud: unknown): readonly string[] | undefined {
  const all: readonly unknown[] = Array.isArray(aud) ? aud : [aud]
  const texts = all.filter((each) => typeof each === 'string')
  return texts.length > 0 && texts.length === all.length ? texts : undefined
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_NAME_CHARACTERS
}

function isNumericDate(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function badHeader(member: string): Result<never, Refusal> {
  return fail({ reason: 'bad-header', member })
}

function badClaim(claim: string): Result<never, Refusal> {
  return fail({ reason: 'bad-claim', claim })
}
