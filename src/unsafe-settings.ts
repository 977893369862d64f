import type { BadConfig } from './failure.ts'
import { isLoopbackUrl, isNumberedHost } from './setting-checks.ts'
import type { Config, NamedKey } from './settings.ts'
import { STATE_BINDINGS } from './storage/state-bindings.ts'
import type { TrustedClient } from './trusted-clients.ts'

/** Its private key is published: whoever trusts its name or its key set answers anybody. */
const PUBLIC_SANDBOX_HOST = 'sandbox.cds-hooks.org'
/** A key that somebody thought up does not hide who a hash stands for. */
const SHORTEST_SECRET = 32
const TOO_SHORT = `must have at least ${SHORTEST_SECRET} characters`

/** What production must not run with: the first setting that is unsafe, by its key. */
export function findUnsafe(config: Config, bindings: Readonly<Record<string, unknown>>): BadConfig | undefined {
  for (const [key, findProblem] of RULES) {
    const problem = findProblem(config)
    if (problem !== undefined) return { reason: 'bad-config', key, problem }
  }
  const missing = STATE_BINDINGS.find((name) => typeof bindings[name] !== 'object' || bindings[name] === null)
  if (missing === undefined) return undefined
  return { reason: 'bad-config', key: missing, problem: 'is needed: production keeps its state in this binding' }
}

type Rule = (config: Config) => string | undefined

const RULES: readonly (readonly [key: string, findProblem: Rule])[] = [
  ['TRUSTED_CLIENTS', ({ trustedClients }) => problemOfClients(trustedClients)],
  [
    'PUBLIC_URL',
    ({ publicUrl }) =>
      publicUrl?.startsWith('https:') === true ? undefined : 'must be an https address in production',
  ],
  ['ALLOWED_ORIGINS', ({ allowedOrigins }) => problemOfOrigins(allowedOrigins)],
  ['PATIENT_KEYS', ({ patientKeys }) => (patientKeys.length === 0 ? 'is needed in production' : tooShort(patientKeys))],
  ['SESSION_KEYS', ({ sessionKeys }) => tooShort(sessionKeys)],
  [
    'ADMIN_TOKEN',
    ({ adminToken }) => (adminToken !== undefined && adminToken.length < SHORTEST_SECRET ? TOO_SHORT : undefined),
  ],
  [
    'SANDBOX_FHIR_URL',
    ({ sandboxFhirUrl }) => (sandboxFhirUrl === undefined ? undefined : 'is for development only; unset it'),
  ],
]

function problemOfClients(clients: readonly TrustedClient[]): string | undefined {
  if (clients.length === 0) return 'is needed: production answers registered CDS clients only'
  for (const { issuer, client } of clients) {
    if ([issuer.issuer, issuer.jwksUri].some(isOfPublicSandbox)) {
      return `of "${client.id}": the private key of the public sandbox is published, so that anybody can sign as it`
    }
    const addresses = [issuer.jwksUri, ...client.fhirServers.servers.map(({ url }) => url)]
    if (!addresses.every((address) => address.startsWith('https:'))) {
      return `of "${client.id}": jwksUri and fhirServers must be https addresses in production`
    }
    if (addresses.some((address) => isLoopbackUrl(address) || isNumberedHost(address))) {
      return `of "${client.id}": jwksUri and fhirServers must name another machine, and not by its number`
    }
  }
  return undefined
}

/** The dot at the end of a name is the root's, and changes nothing. */
function isOfPublicSandbox(address: string): boolean {
  return URL.parse(address)?.hostname.replace(/\.$/, '') === PUBLIC_SANDBOX_HOST
}

function problemOfOrigins(origins: Config['allowedOrigins']): string | undefined {
  const isExact =
    origins !== '*' && origins.every((origin) => /^https:[^*]+$/.test(origin) && originOf(origin) === origin)
  return isExact ? undefined : 'must list exact https origins in production'
}

function originOf(address: string): string | undefined {
  return URL.parse(address)?.origin
}

function tooShort(keys: readonly NamedKey[]): string | undefined {
  return keys.every(({ key }) => key.length >= SHORTEST_SECRET) ? undefined : `: each key ${TOO_SHORT}`
}
