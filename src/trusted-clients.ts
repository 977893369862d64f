import { LONGEST_TOKEN_LIFETIME_SECONDS, MAX_NAME_CHARACTERS } from './auth/token-limits.ts'
import { SIGNATURE_ALGORITHMS, type TrustedIssuer } from './auth/trusted-issuer.ts'
import type { CdsClient } from './cds-client.ts'
import type { BadConfig } from './failure.ts'
import { fail, ok, type Result } from './result.ts'
import { isLoopbackUrl, isTimeZone } from './setting-checks.ts'
import * as z from './zod.ts'

/** Every id `enabledServices` may name: a misspelt one would switch a service off in silence. */
export const SERVICE_IDS = [
  'vcf-patient-view',
  'vcf-order-select',
  'vcf-order-sign',
  'vcf-encounter-start',
  'vcf-encounter-discharge',
  'vcf-problem-list-item-create',
] as const

/** The policies that may decide a card, and those an order may be held against. */
export const DECIDING_POLICIES = ['clinic', 'medicare-lcd'] as const
export const PAYER_POLICIES = ['clinic', 'medicare-lcd', 'nice-ta279', 'rand-2018', 'acr-2018'] as const

const ORDERS = ['referral', 'mri', 'bone-density', 'bone-health-referral'] as const
export const FACT_CODES = [
  'roland-morris-24',
  'pain-at-fracture-level',
  'neurological-deficit',
  'sins',
  'sins-location',
  'sins-pain',
  'sins-lesion',
  'sins-alignment',
  'sins-collapse',
  'sins-posterolateral',
] as const

const name = z.string().check(z.minLength(1), z.maxLength(MAX_NAME_CHARACTERS))
const code = z.string().check(z.regex(/^\S(?:.{0,126}\S)?$/))
const coding = z.strictObject({ system: name, code })
/** It is searched for as `system|code`, in a list. */
const searchable = z.string().check(z.regex(/^[^,|$\\]+$/, { message: 'may not hold a comma, |, $ or \\' }))
const factCode = z.strictObject({ system: z.intersection(name, searchable), code: z.intersection(code, searchable) })
/** Our own letters only: the display and the label reach a clinician's screen as they are. */
const plainText = z.string().check(
  z.minLength(1),
  z.maxLength(80),
  z.regex(/^[A-Za-z0-9 .,:;()/'+-]+$/, { message: "may hold letters, digits, blanks and .,:;()/'+- only" }),
  z.refine((text) => !/https?:|www\./i.test(text), { message: 'may not hold an address' }),
)

/** An address we call: https, or http on this machine, which production refuses. */
const address = z.url({ protocol: /^https?$/, message: 'must be an https address' }).check(
  z.refine((url) => url.startsWith('https:') || isLoopbackUrl(url), { message: 'must be an https address' }),
  z.refine((url) => !/[#@]/.test(url), { message: 'must be an address without # and @' }),
)

/** A query would be dropped in silence: reads go below the path. */
const baseAddress = address.check(z.refine((url) => !url.includes('?'), { message: 'must be an address without ?' }))
const fhirServer = z.strictObject({ url: baseAddress, open: z._default(z.boolean(), false) })
const link = z.strictObject({
  label: plainText,
  url: z
    .url({ protocol: /^https$/, message: 'must be an https address' })
    .check(z.refine((url) => URL.parse(url)?.username === '', { message: 'may not hold a user name' })),
})

/** None where there is no such key. */
const listOf = <Item extends z.ZodMiniType>(item: Item, most: number) =>
  z._default(z.array(item).check(z.maxLength(most)), [])

/** One entry of the registry. Unknown keys are refused: a misspelt setting must not be silently another one. */
const trustedClient = z.strictObject({
  id: z
    .string()
    .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, { message: 'must be 1 to 64 letters, digits, . _ or -' })),
  issuer: name,
  jwksUri: address,
  algorithms: z._default(z.array(z.enum(SIGNATURE_ALGORITHMS)).check(z.minLength(1)), ['ES384', 'RS384']),
  tenant: z._default(z.nullable(name), null),
  disabled: z._default(z.boolean(), false),
  audiences: listOf(name, 20),
  maxTokenLifetimeSeconds: z._default(z.int().check(z.minimum(1), z.maximum(LONGEST_TOKEN_LIFETIME_SECONDS)), 300),
  fhirServers: listOf(fhirServer, 20),
  enabledServices: z._default(z.union([z.literal('all'), z.array(z.enum(SERVICE_IDS))]), 'all'),
  policy: z._default(z.enum(DECIDING_POLICIES), 'clinic'),
  payerPolicy: z._default(z.enum(PAYER_POLICIES), 'medicare-lcd'),
  mode: z._default(z.enum(['live', 'silent', 'pilot']), 'live'),
  pilotUsers: listOf(name, 1000),
  timeZone: z.optional(z.string().check(z.refine(isTimeZone, { message: 'must be an IANA time zone' }))),
  renderProfile: z._default(z.enum(['markdown', 'plain']), 'markdown'),
  orderCodes: z._default(z.partialRecord(z.enum(ORDERS), z.extend(coding, { display: plainText })), {}),
  factCodes: z._default(
    z.partialRecord(z.enum(FACT_CODES), z.union([factCode, z.array(factCode).check(z.maxLength(20))])),
    {},
  ),
  links: listOf(link, 5),
  boneHealthCards: z._default(z.boolean(), false),
  maxSittings: z._default(z.int().check(z.minimum(1), z.maximum(20)), 3),
  storeComments: z._default(z.boolean(), false),
  smart: z._default(z.null({ message: 'must be null: SMART launch is not part of this release' }), null),
})

/** What an entry may name. */
export const CLIENT_KEYS = Object.keys(trustedClient.shape)

/** The registry: one entry per issuer and tenant. */
const registry = z.array(trustedClient).check(
  z.minLength(1, { message: 'must hold at least one client' }),
  z.refine((clients) => areUnique(clients.map(({ id }) => id)), { message: 'holds the same id twice' }),
  z.refine((clients) => areUnique(clients.map(({ issuer, tenant }) => JSON.stringify([issuer, tenant]))), {
    message: 'holds the same issuer and tenant twice',
  }),
)

/** A CDS client, and how a token is known to be its own. */
export interface TrustedClient {
  readonly issuer: TrustedIssuer
  readonly client: CdsClient
}

export interface ClientDefaults {
  readonly timeZone: string
  readonly allowLoopback: boolean
}

/** A variable of a Worker holds 5 KB at most: the registry may go on in `TRUSTED_CLIENTS_1`, `TRUSTED_CLIENTS_2` and so on. */
const PART = /^TRUSTED_CLIENTS(?:_\d{1,3})?$/

/** The registry, from one variable or several. No variable = no clients; an empty list is a mistake. */
export function readTrustedClients(
  variables: Readonly<Record<string, unknown>>,
  defaults: ClientDefaults,
): Result<readonly TrustedClient[], BadConfig> {
  const names = Object.keys(variables).filter((variable) => PART.test(variable) && !isAbsent(variables[variable]))
  if (names.length === 0) return ok([])
  const entries: unknown[] = []
  for (const variable of names) {
    const part = listIn(variables[variable])
    if (!part) return bad(variable, 'must be a JSON array')
    entries.push(...part)
  }
  const parsed = registry.safeParse(entries)
  if (parsed.success) return ok(parsed.data.map((entry) => toTrustedClient(entry, defaults)))
  const [issue] = parsed.error.issues
  return bad('TRUSTED_CLIENTS', `${placeOf(issue?.path ?? [])}${issue?.message ?? 'is not valid'}`)
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === ''
}

/** JSON text, or the list itself: wrangler hands on a variable that is written as TOML or JSON as it is. */
function listIn(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value
  try {
    const list: unknown = JSON.parse(String(value))
    return Array.isArray(list) ? list : undefined
  } catch {
    return undefined
  }
}

/** `[0].fhirServers[1].url: ` */
function placeOf(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
  return steps.length === 0 ? '' : `${steps.join('')}: `
}

function bad(key: string, problem: string): Result<never, BadConfig> {
  return fail({ reason: 'bad-config', key, problem })
}

function toTrustedClient(entry: z.infer<typeof trustedClient>, { timeZone, allowLoopback }: ClientDefaults) {
  const { issuer, jwksUri, algorithms, tenant, audiences, maxTokenLifetimeSeconds, disabled, ...agreed } = entry
  const { fhirServers, factCodes, smart: _, ...client } = agreed
  return {
    issuer: {
      clientId: entry.id,
      issuer,
      tenant,
      isDisabled: disabled,
      jwksUri,
      algorithms,
      audiences,
      maxTokenLifetimeSeconds,
    },
    client: {
      ...client,
      timeZone: client.timeZone ?? timeZone,
      fhirServers: { servers: fhirServers, allowLoopback },
      factCodes: Object.entries(factCodes).flatMap(([fact, codings]) =>
        [codings].flat().map((each) => ({ fact, ...each })),
      ),
    },
  }
}

function areUnique(values: readonly string[]): boolean {
  return new Set(values).size === values.length
}
