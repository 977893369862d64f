import { bodyFor, emptyRecord, failedRead, nothing, oneOfEach, prefetchOf } from './bodies.ts'
import type { Answer, Caller } from './caller.ts'
import type { Advertised } from './discovery.ts'
import type { JsonObject } from './json.ts'

/** Everything a service answered, by what it was asked. */
export interface CallsSeen {
  readonly service: Advertised
  readonly hasCredentials: boolean
  /** Every prefetch key, searches that found nothing. */
  readonly empty: Answer
  /** Every prefetch key, one resource for each. */
  readonly oneOfEach: Answer
  readonly supplied: readonly { readonly name: string; readonly answer: Answer }[]
  /** Neither prefetch nor a FHIR server. */
  readonly bare: Answer
  readonly nulls: Answer
  readonly failedReads: Answer
  /** Unknown properties, keys and extensions everywhere. */
  readonly extended: Answer
  readonly wrongHook: Answer
  readonly notJson: Answer
  readonly without: Readonly<Record<'hook' | 'hookInstance' | 'context' | 'context.patientId', Answer>>
  readonly got: Answer
  readonly preflight: Answer | undefined
  readonly failureFromOrigin: Answer | undefined
}

/** A body that somebody brought along, for the services of its hook. */
export interface SuppliedBody {
  readonly name: string
  readonly body: JsonObject
}

export interface CallPlan {
  readonly base: string
  readonly today: string
  readonly hasCredentials: boolean
  readonly supplied: readonly SuppliedBody[]
  readonly origin: string | undefined
}

export async function askService(service: Advertised, plan: CallPlan, call: Caller): Promise<CallsSeen> {
  const { today, origin } = plan
  const url = addressOf(service, plan)
  const post = (body: unknown) => call('POST', url, { body })
  const whole = bodyFor(service, today, prefetchOf(service, oneOfEach(today)))
  const supplied = plan.supplied.filter(({ body }) => body.hook === service.hook)
  return {
    service,
    hasCredentials: plan.hasCredentials,
    empty: await post(bodyFor(service, today, prefetchOf(service, emptyRecord(today)))),
    oneOfEach: await post(whole),
    supplied: await inTurn(supplied, async ({ name, body }) => ({ name, answer: await post(body) })),
    bare: await post(bodyFor(service, today)),
    nulls: await post(bodyFor(service, today, prefetchOf(service, nothing))),
    failedReads: await post(bodyFor(service, today, prefetchOf(service, failedRead))),
    extended: await post(extended(whole)),
    wrongHook: await post({ ...whole, hook: 'conformance-unknown-hook' }),
    notJson: await post('{"hook": "patient-view",'),
    without: {
      hook: await post(leavingOut(whole, 'hook')),
      hookInstance: await post(leavingOut(whole, 'hookInstance')),
      context: await post(leavingOut(whole, 'context')),
      'context.patientId': await post({ ...whole, context: leavingOut(Object(whole.context), 'patientId') }),
    },
    got: await call('GET', url),
    preflight: origin === undefined ? undefined : await preflight(url, origin, call),
    failureFromOrigin:
      origin === undefined ? undefined : await call('POST', url, { body: 'no JSON', headers: { Origin: origin } }),
  }
}

export function addressOf({ id }: Pick<Advertised, 'id'>, { base }: Pick<CallPlan, 'base'>): string {
  return `${base}/cds-services/${encodeURIComponent(id)}`
}

/** One after the other: a service under test is not put under load. */
export async function inTurn<Item, Done>(items: readonly Item[], work: (item: Item) => Promise<Done>): Promise<Done[]> {
  const done: Done[] = []
  for (const item of items) done.push(await work(item))
  return done
}

/** The answers to bodies that conform to the specification: each has to be understood. */
export function conformingAnswers(seen: CallsSeen): readonly (readonly [name: string, answer: Answer])[] {
  return [
    ['empty record', seen.empty],
    ['one resource for each key', seen.oneOfEach],
    ...seen.supplied.map(({ name, answer }) => [name, answer] as const),
    ['null for each key', seen.nulls],
    ['OperationOutcome for each key', seen.failedReads],
    ['unknown properties', seen.extended],
    ['no prefetch', seen.bare],
  ]
}

export function faultyAnswers(seen: CallsSeen): readonly (readonly [name: string, answer: Answer])[] {
  return [
    ['unknown hook', seen.wrongHook],
    ['no JSON', seen.notJson],
    ...Object.entries(seen.without).map(([field, answer]) => [`no ${field}`, answer] as const),
  ]
}

function preflight(url: string, origin: string, call: Caller): Promise<Answer> {
  const headers = {
    Origin: origin,
    'Access-Control-Request-Method': 'POST',
    'Access-Control-Request-Headers': 'authorization,content-type',
  }
  return call('OPTIONS', url, { headers, authorize: null })
}

function extended(body: JsonObject): JsonObject {
  const extension = { 'org.example.conformance': { anything: [1, 'two', { three: null }] } }
  return {
    ...body,
    extension,
    conformanceUnknownProperty: true,
    context: { ...Object(body.context), extension, conformanceUnknownProperty: 'x' },
    prefetch: { ...Object(body.prefetch), conformanceUnknownKey: { resourceType: 'Basic', code: { text: 'x' } } },
  }
}

function leavingOut(body: JsonObject, name: string): JsonObject {
  const { [name]: _, ...rest } = body
  return rest
}
