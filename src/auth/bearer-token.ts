import { fail, ok, type Result } from '../result.ts'
import type { Refusal } from './refusal.ts'
import { MAX_AUTHORIZATION_CHARACTERS } from './token-limits.ts'

/** Two headers arrive joined by a comma, which no token holds: exactly one is taken. */
const ONE_BEARER_TOKEN = /^bearer ([\w.-]+)$/i
/** Some clients send the word for "I have none". */
const NO_TOKEN: ReadonlySet<string> = new Set(['', 'null', 'undefined'])

/** The token of an `Authorization` header, not looked into yet. */
export function readBearerToken(authorization: string | null): Result<string, Refusal> {
  if (authorization === null || NO_TOKEN.has(authorization)) return fail({ reason: 'no-token' })
  const { length } = authorization
  if (length > MAX_AUTHORIZATION_CHARACTERS) return fail({ reason: 'too-long', characters: length })
  const token = ONE_BEARER_TOKEN.exec(authorization)?.[1]
  if (token === undefined) return fail({ reason: 'not-one-bearer-token' })
  return NO_TOKEN.has(token) ? fail({ reason: 'no-token' }) : ok(token)
}
