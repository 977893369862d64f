import { readBearerToken } from './bearer-token.ts'
import { decodeJwt } from './jwt-parts.ts'

/** What a refused token calls itself, for the log. Nothing of it was verified. */
export interface NamesInToken {
  readonly iss?: string
  readonly tenant?: string
  readonly kid?: string
}

const MAX_LOGGED_CHARACTERS = 128
/** Control, format (bidirectional too) and unassigned characters, and the separators of lines. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu

/** Names only, cut and without anything that could break out of a line of the log or colour a terminal. */
export function namesInToken(authorization: string | null): NamesInToken {
  const token = readBearerToken(authorization)
  const parts = token.ok ? decodeJwt(token.value) : token
  if (!parts.ok) return {}
  const { header, claims } = parts.value
  return { ...named('iss', claims.iss), ...named('tenant', claims.tenant), ...named('kid', header.kid) }
}

function named(name: keyof NamesInToken, value: unknown): NamesInToken {
  return typeof value === 'string' ? { [name]: printable(value) } : {}
}

function printable(text: string): string {
  return text.slice(0, MAX_LOGGED_CHARACTERS).replace(UNPRINTABLE, '?')
}
