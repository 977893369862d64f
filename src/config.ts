import type { BadConfig } from './failure.ts'
import { fail, ok, type Result } from './result.ts'
import { isLoopbackUrl, isTimeZone } from './setting-checks.ts'
import type { Config, NamedKey } from './settings.ts'
import { retentionDays } from './storage/retention.ts'
import { readTrustedClients } from './trusted-clients.ts'
import { findUnsafe } from './unsafe-settings.ts'
import * as z from './zod.ts'

export type { AppConfig, Config, NamedKey } from './settings.ts'
export type { TrustedClient } from './trusted-clients.ts'

const someText = z.string().check(z.minLength(1))
const json = z.pipe(
  z.string(),
  z.transform((text, { issues }) => {
    try {
      const value: unknown = JSON.parse(text)
      return value
    } catch {
      issues.push({ code: 'custom', message: 'is no JSON', input: text })
      return z.NEVER
    }
  }),
)
const namedKey = z.strictObject({ id: z.string().check(z.regex(/^[\w-]{1,32}$/)), key: someText })
/** The id stands on what was made with a key: two keys of one id could not be told apart. */
const namedKeys = z.pipe(
  json,
  z.array(namedKey).check(
    z.minLength(1),
    z.refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, { message: 'holds the same id twice' }),
  ),
)

const baseUrl = z.pipe(
  z.url({ protocol: /^https?$/, message: 'must be an https address' }).check(
    z.refine((url) => url.startsWith('https:') || isLoopbackUrl(url), { message: 'must be an https address' }),
    z.refine((url) => !/[?#@]/.test(url), { message: 'must be an address without ?, # and @' }),
  ),
  z.transform((url) => url.replace(/\/+$/, '')),
)

const env = z.looseObject({
  ENVIRONMENT: z.enum(['development', 'production']),
  PUBLIC_URL: z.optional(baseUrl),
  ALLOWED_ORIGINS: z.optional(z.string()),
  PATIENT_KEYS: z.optional(namedKeys),
  SESSION_KEYS: z.optional(namedKeys),
  ADMIN_TOKEN: z.optional(someText),
  RETENTION_DAYS: retentionDays,
  SANDBOX_FHIR_URL: z.optional(z.url({ protocol: /^http$/ })),
  TIME_ZONE: z.optional(z.string().check(z.refine(isTimeZone, { message: 'must be an IANA time zone' }))),
})

/** Reads the Worker's variables, secrets and bindings, once. What is wrong is named by its key, never by its value. */
export function readConfig(variables: unknown): Result<Config, BadConfig> {
  const parsed = env.safeParse(variables)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return bad(String(issue?.path[0] ?? 'ENVIRONMENT'), issue?.message ?? 'is not valid')
  }
  const { ENVIRONMENT: environment, PUBLIC_URL: publicUrl, TIME_ZONE: timeZone = 'UTC' } = parsed.data
  const allowLoopback = environment === 'development'
  const trustedClients = readTrustedClients(parsed.data, { timeZone, allowLoopback })
  if (!trustedClients.ok) return trustedClients
  if (trustedClients.value.length > 0 && publicUrl === undefined) {
    return bad('PUBLIC_URL', 'is needed with TRUSTED_CLIENTS: the aud of a token is checked against it')
  }
  const config: Config = {
    environment,
    publicUrl,
    timeZone,
    trustedClients: trustedClients.value,
    ...rest(parsed.data),
  }
  const unsafe = environment === 'development' ? undefined : findUnsafe(config, parsed.data)
  return unsafe === undefined ? ok(config) : fail(unsafe)
}

/** Development has no secret to keep: its patients are synthetic. */
const DEVELOPMENT_KEYS: readonly NamedKey[] = [{ id: 'development', key: 'development' }]

/** What has a default of its own in development, and none that opens anything in production. */
function rest({ ENVIRONMENT, ...settings }: z.infer<typeof env>) {
  const isDevelopment = ENVIRONMENT === 'development'
  return {
    allowedOrigins: originsIn(settings.ALLOWED_ORIGINS ?? (isDevelopment ? '*' : '')),
    patientKeys: settings.PATIENT_KEYS ?? (isDevelopment ? DEVELOPMENT_KEYS : []),
    sessionKeys: settings.SESSION_KEYS ?? [],
    adminToken: settings.ADMIN_TOKEN,
    sandboxFhirUrl: settings.SANDBOX_FHIR_URL,
  }
}

function bad(key: string, problem: string): Result<never, BadConfig> {
  return fail({ reason: 'bad-config', key, problem })
}

function originsIn(list: string): Config['allowedOrigins'] {
  const origins = list.split(',').map((origin) => origin.trim())
  return origins.includes('*') ? '*' : origins.filter((origin) => origin !== '')
}
