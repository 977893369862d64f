import * as z from 'zod'
import type { BadConfig } from './failure.ts'
import { fail, ok, type Result } from './result.ts'

const env = z.looseObject({
  ENVIRONMENT: z.enum(['development', 'production']),
  ALLOWED_ORIGINS: z.string().optional(),
  TRUSTED_CLIENTS: z.string().optional(),
  SANDBOX_FHIR_URL: z.url({ protocol: /^http$/ }).optional(),
  TIME_ZONE: z.string().refine(isTimeZone, { message: 'must be an IANA time zone' }).optional(),
})

export interface Config {
  readonly environment: 'development'
  /** Exact origins that browsers may call from; `*` only in development. */
  readonly allowedOrigins: readonly string[] | '*'
  /** The embedded sandbox that the playground reads from. */
  readonly sandboxFhirUrl: string | undefined
  readonly timeZone: string
}

/**
 * Reads the Worker's variables, once. Client authentication is not part of this release, so the service runs in
 * development only: it refuses to serve rather than answer anybody about real patients.
 */
export function readConfig(variables: unknown): Result<Config, BadConfig> {
  const parsed = env.safeParse(variables)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return bad(String(issue?.path[0] ?? 'ENVIRONMENT'), issue?.message ?? 'is not valid')
  }
  const { ENVIRONMENT, ALLOWED_ORIGINS, TRUSTED_CLIENTS, SANDBOX_FHIR_URL, TIME_ZONE } = parsed.data
  if (ENVIRONMENT === 'production')
    return bad('ENVIRONMENT', 'production needs client authentication, which this release does not have yet')
  if (TRUSTED_CLIENTS)
    return bad(
      'TRUSTED_CLIENTS',
      'client authentication is not part of this release yet; unset it to run in development',
    )
  return ok({
    environment: ENVIRONMENT,
    allowedOrigins: originsIn(ALLOWED_ORIGINS),
    sandboxFhirUrl: SANDBOX_FHIR_URL,
    timeZone: TIME_ZONE ?? 'UTC',
  })
}

function bad(key: string, problem: string): Result<never, BadConfig> {
  return fail({ reason: 'bad-config', key, problem })
}

function originsIn(list: string | undefined): Config['allowedOrigins'] {
  const origins = (list ?? '*').split(',').map((origin) => origin.trim())
  return origins.includes('*') ? '*' : origins.filter((origin) => origin !== '')
}

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en-CA', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}
