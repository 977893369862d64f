import { fail, ok, type Result } from '../result.ts'
import * as z from '../zod.ts'
import { contextProblems } from './context-fields.ts'

/** Ids that may stand in a FHIR address; a `.` alone or `..` never does. Longer than R4's 64: Epic's ids reach 70 with `_`. */
const FHIR_ID = /^(?!\.+$)[A-Za-z0-9._-]{1,128}$/

export function isFhirId(text: string): boolean {
  return FHIR_ID.test(text)
}

function idOf(resourceType: string) {
  const prefix = `${resourceType}/`
  const bare = z.transform((text: string) => (text.startsWith(prefix) ? text.slice(prefix.length) : text))
  const message = `must be a FHIR id of at most 128 letters, digits, '-', '_' and '.'`
  return z.pipe(z.string(), bare).check(z.refine(isFhirId, { message }))
}

/** Null and empty stand for "not given": clients send both for what they do not have. */
function optionalId(resourceType: string) {
  const id = z.nullish(z.union([z.literal(''), idOf(resourceType)]))
  return z.pipe(
    id,
    z.transform((given) => given || undefined),
  )
}

/** What every hook's context holds. What a hook itself brings is checked after it (`context-fields.ts`). */
const hookContext = z.looseObject({
  userId: z.string().check(z.minLength(1), z.maxLength(512)),
  patientId: idOf('Patient'),
  encounterId: optionalId('Encounter'),
})

const fhirAuthorization = z.looseObject({
  // Some test clients send the object without a token: that is none, and no reason to refuse the prefetch beside it.
  access_token: z.nullish(z.string().check(z.maxLength(16_384))),
  token_type: z.nullish(z.string().check(z.regex(/^bearer$/i, { message: "must be 'Bearer'" }))),
  patient: optionalId('Patient'),
})

/** @see https://cds-hooks.hl7.org/2.0/#http-request_1 */
const cdsRequest = z.looseObject({
  hook: z.string().check(z.minLength(1), z.maxLength(256)),
  hookInstance: z.string().check(z.minLength(1), z.maxLength(256)),
  fhirServer: z.nullish(z.string().check(z.maxLength(2048))),
  fhirAuthorization: z.nullish(fhirAuthorization),
  context: hookContext,
  prefetch: z.nullish(z.record(z.string(), z.unknown())),
})

export interface HookContext {
  readonly userId: string
  readonly patientId: string
  readonly encounterId: string | undefined
  /** What the hook itself brings (draftOrders, selections, conditions), unparsed: each service reads its own. */
  readonly [field: string]: unknown
}

/** A hook call after parsing. Resources in `prefetch` and `context` are still unknown: each reader guards what it reads. */
export interface CdsRequest {
  readonly hook: string
  readonly hookInstance: string
  readonly fhirServer: string | undefined
  readonly accessToken: string | undefined
  readonly context: HookContext
  readonly prefetch: Readonly<Record<string, unknown>>
}

/** Which fields of the body are wrong, as FHIRPath-like names with a sentence each. */
export interface MalformedRequest {
  readonly reason: 'malformed-request'
  readonly problems: readonly { readonly field: string; readonly problem: string }[]
}

/** An assessment needs the patient only; a hook call what its hook requires. */
export type Purpose = 'hook-call' | 'assessment'

/** Reads the envelope of a hook call. Unknown properties and extensions are ignored, as CDS Hooks asks. */
export function parseCdsRequest(
  body: unknown,
  hooks: readonly string[],
  purpose: Purpose = 'hook-call',
): Result<CdsRequest, MalformedRequest> {
  const parsed = cdsRequest.safeParse(body)
  if (!parsed.success) {
    const problems = parsed.error.issues
      .slice(0, 20)
      .map(({ path, message }) => ({ field: fieldName(path), problem: message }))
    return fail({ reason: 'malformed-request', problems })
  }
  return checkTogether(parsed.data, hooks, purpose)
}

function checkTogether(
  body: z.infer<typeof cdsRequest>,
  hooks: readonly string[],
  purpose: Purpose,
): Result<CdsRequest, MalformedRequest> {
  const { context, fhirAuthorization: authorization, fhirServer } = body
  if (!hooks.includes(body.hook))
    return malformed('hook', `must be ${hooks.map((hook) => `'${hook}'`).join(' or ')} here`)
  if (authorization && !fhirServer) return malformed('fhirServer', 'is required when fhirAuthorization is given')
  if (authorization?.patient && authorization.patient !== context.patientId) {
    return malformed('fhirAuthorization.patient', 'is not the patient of context.patientId')
  }
  const problems = contextProblems(body.hook, context, purpose === 'hook-call')
  if (problems.length > 0) return fail({ reason: 'malformed-request', problems })
  return ok({
    hook: body.hook,
    hookInstance: body.hookInstance,
    fhirServer: fhirServer ?? undefined,
    accessToken: authorization?.access_token || undefined,
    context: { ...context, encounterId: context.encounterId },
    prefetch: body.prefetch ?? {},
  })
}

function malformed(field: string, problem: string): Result<never, MalformedRequest> {
  return fail({ reason: 'malformed-request', problems: [{ field, problem }] })
}

/** Field names come from our schema, except inside records: those keys are the client's and are not repeated. */
function fieldName(path: readonly PropertyKey[]): string {
  const own = path[0] === 'prefetch' ? path.slice(0, 1) : path.slice(0, 3)
  return own.length === 0 ? 'body' : own.map(String).join('.')
}
