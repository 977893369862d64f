import * as z from 'zod'
import type { BadConfig } from './failure.ts'
import { fail, ok, type Result } from './result.ts'
import { isLoopbackUrl, isTimeZone } from './setting-checks.ts'
import { readTrustedClients, type TrustedClient } from './trusted-clients.ts'

export type { TrustedClient } from './trusted-clients.ts'

/** Bindings that hold state: without them production would forget which tokens were used and what was shown. */
export const STATE_BINDINGS = ['REPLAY', 'CARD_MEMORY', 'DB'] as const

/** With its published private key anybody can sign as the public sandbox. */
const PUBLIC_SANDBOX_ISSUER = 'https://sandbox.cds-hooks.org'
/** A key that somebody thought up is not enough to hide who a hash stands for. */
const SHORTEST_SECRET = 32

/** A secret and its id, which stands on what was made with it, so that secrets can change: the first writes, all read. */
export interface NamedKey {
  readonly id: string
  readonly key: string
}

export interface Config {
  readonly environment: 'development' | 'production'
  /** Where clients reach the service, without a slash at the end: what `aud` is checked against. */
  readonly publicUrl: string | undefined
  /** Empty in development only: then calls need no token. */
  readonly trustedClients: readonly TrustedClient[]
  /** Exact origins that browsers may call from; `*` only in development. */
  readonly allowedOrigins: readonly string[] | '*'
  /** For hashing who a patient and a user are. Never empty. */
  readonly patientKeys: readonly NamedKey[]
  readonly sessionKeys: readonly NamedKey[]
  /** Opens `/analytics`, which is not there without it. */
  readonly adminToken: string | undefined
  /** The embedded sandbox that the playground reads from. */
  readonly sandboxFhirUrl: string | undefined
  /** Where clients that name no time zone are. */
  readonly timeZone: string
}

/** What the routes need of it. */
export type AppConfig = Pick<Config, 'environment' | 'allowedOrigins' | 'sandboxFhirUrl' | 'timeZone'>

const json = z.string().transform((text, context) => {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    context.addIssue('is no JSON')
    return z.NEVER
  }
})
const namedKeys = json.pipe(
  z.array(z.strictObject({ id: z.string().regex(/^[\w-]{1,32}$/), key: z.string().min(1) })).min(1),
)

const baseUrl = z
  .url({ protocol: /^https?$/, message: 'must be an https address' })
  .refine((url) => url.startsWith('https:') || isLoopbackUrl(url), { message: 'must be an https address' })
  .refine((url) => !/[?#@]/.test(url), { message: 'must be an address without ?, # and @' })
  .transform((url) => url.replace(/\/$/, ''))

const env = z.looseObject({
  ENVIRONMENT: z.enum(['development', 'production']),
  PUBLIC_URL: baseUrl.optional(),
  ALLOWED_ORIGINS: z.string().optional(),
  PATIENT_KEYS: namedKeys.optional(),
  SESSION_KEYS: namedKeys.optional(),
  ADMIN_TOKEN: z.string().min(1).optional(),
  SANDBOX_FHIR_URL: z.url({ protocol: /^http$/ }).optional(),
  TIME_ZONE: z.string().refine(isTimeZone, { message: 'must be an IANA time zone' }).optional(),
})

/** Reads the Worker's variables, secrets and bindings, once. What is wrong is named by its key, never by its value. */
export function readConfig(variables: unknown): Result<Config, BadConfig> {
  const parsed = env.safeParse(variables)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return bad(String(issue?.path[0] ?? 'ENVIRONMENT'), issue?.message ?? 'is not valid')
  }
  const { ENVIRONMENT, PUBLIC_URL, ALLOWED_ORIGINS, TIME_ZONE = 'UTC', ...others } = parsed.data
  const isDevelopment = ENVIRONMENT === 'development'
  const trustedClients = readTrustedClients(parsed.data, { timeZone: TIME_ZONE, allowLoopback: isDevelopment })
  if (!trustedClients.ok) return trustedClients
  if (trustedClients.value.length > 0 && PUBLIC_URL === undefined) {
    return bad('PUBLIC_URL', 'is needed with TRUSTED_CLIENTS: the aud of a token is checked against it')
  }
  const config: Config = {
    environment: ENVIRONMENT,
    publicUrl: PUBLIC_URL,
    trustedClients: trustedClients.value,
    allowedOrigins: originsIn(ALLOWED_ORIGINS ?? (isDevelopment ? '*' : '')),
    patientKeys: others.PATIENT_KEYS ?? (isDevelopment ? DEVELOPMENT_KEYS : []),
    sessionKeys: others.SESSION_KEYS ?? [],
    adminToken: others.ADMIN_TOKEN,
    sandboxFhirUrl: others.SANDBOX_FHIR_URL,
    timeZone: TIME_ZONE,
  }
  const unsafe = isDevelopment ? undefined : findUnsafe(config, parsed.data)
  return unsafe ? bad(...unsafe) : ok(config)
}

/** Development has no secret to keep: its patients are synthetic. */
const DEVELOPMENT_KEYS: readonly NamedKey[] = [{ id: 'development', key: 'development' }]

/** What production must not run with, as key and problem. */
function findUnsafe(
  { trustedClients, publicUrl, allowedOrigins, patientKeys, sessionKeys, adminToken, sandboxFhirUrl }: Config,
  bindings: Readonly<Record<string, unknown>>,
): readonly [string, string] | undefined {
  if (trustedClients.length === 0) return ['TRUSTED_CLIENTS', 'is needed: production answers registered clients only']
  for (const { issuer, client } of trustedClients) {
    const problem = unsafeClient(issuer.issuer, [issuer.jwksUri, ...client.fhirServers.servers.map(({ url }) => url)])
    if (problem) return ['TRUSTED_CLIENTS', `of "${client.id}": ${problem}`]
  }
  if (publicUrl?.startsWith('https:') !== true) return ['PUBLIC_URL', 'must be an https address in production']
  if (allowedOrigins === '*') return ['ALLOWED_ORIGINS', 'must list exact origins in production']
  if (allowedOrigins.some((origin) => !isHttpsOrigin(origin))) return ['ALLOWED_ORIGINS', 'must list https origins']
  if (patientKeys.length === 0) return ['PATIENT_KEYS', 'is needed: patients are remembered by keyed hashes only']
  if (patientKeys.some(isShort)) return ['PATIENT_KEYS', `must hold keys of at least ${SHORTEST_SECRET} characters`]
  if (sessionKeys.some(isShort)) return ['SESSION_KEYS', `must hold keys of at least ${SHORTEST_SECRET} characters`]
  if (adminToken !== undefined && adminToken.length < SHORTEST_SECRET) {
    return ['ADMIN_TOKEN', `must have at least ${SHORTEST_SECRET} characters`]
  }
  if (sandboxFhirUrl !== undefined) return ['SANDBOX_FHIR_URL', 'is for development only']
  const missing = STATE_BINDINGS.find((name) => typeof bindings[name] !== 'object' || bindings[name] === null)
  return missing === undefined ? undefined : [missing, 'is needed: production keeps its state in this binding']
}

function unsafeClient(issuer: string, addresses: readonly string[]): string | undefined {
  if (issuer.replace(/\/$/, '') === PUBLIC_SANDBOX_ISSUER) return 'issuer is the public sandbox, whose key is published'
  return addresses.every((address) => address.startsWith('https:'))
    ? undefined
    : 'jwksUri and fhirServers must be https'
}

function isHttpsOrigin(origin: string): boolean {
  return origin.startsWith('https://') && URL.parse(origin)?.origin === origin
}

function isShort({ key }: NamedKey): boolean {
  return key.length < SHORTEST_SECRET
}

function bad(key: string, problem: string): Result<never, BadConfig> {
  return fail({ reason: 'bad-config', key, problem })
}

function originsIn(list: string): Config['allowedOrigins'] {
  const origins = list.split(',').map((origin) => origin.trim())
  return origins.includes('*') ? '*' : origins.filter((origin) => origin !== '')
}
