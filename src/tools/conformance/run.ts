import { ACTION_RULES } from './action-rules.ts'
import { type Authorize, bearer, type Signer, signing } from './authorize.ts'
import { bodyFor, oneOfEach, prefetchOf } from './bodies.ts'
import { CALL_RULES } from './call-rules.ts'
import { type Answer, type Caller, type CallerOptions, createCaller, saidBy } from './caller.ts'
import { CARD_RULES } from './card-rules.ts'
import { type CardsSeen, cardsIn } from './cards.ts'
import { type Advertised, advertisedIn, askDiscovery } from './discovery.ts'
import { DISCOVERY_RULES } from './discovery-rules.ts'
import { askFeedback, FEEDBACK_RULES } from './feedback.ts'
import { loadFhirCheck } from './fhir-check.ts'
import { judge, type Result, type Rule, skipAll } from './rule.ts'
import { addressOf, askService, type CallPlan, type CallsSeen, inTurn, type SuppliedBody } from './service-calls.ts'
import { TEMPLATE_RULES } from './template-rules.ts'
import { askTrust, TRUST_RULES } from './trust.ts'

export interface ConformanceOptions extends Pick<CallerOptions, 'fetch' | 'clock'> {
  /** Base URL of the service, with or without `/cds-services`. */
  readonly base: string
  /** A token sent as it is, or what a fresh one is signed with for every call. */
  readonly credentials?: string | Signer | undefined
  readonly supplied?: readonly SuppliedBody[]
  /** Only the service of this id. */
  readonly serviceId?: string | undefined
  readonly origin?: string | undefined
  readonly feedback?: boolean
  readonly timeoutMs?: number
  readonly now?: () => Date
}

interface Session extends CallPlan {
  readonly call: Caller
  readonly signer: Signer | undefined
  readonly feedback: boolean
  readonly now: () => Date
}

/**
 * Asks discovery, then every service it lists, one call at a time, and judges what came back. Throws, with a sentence for
 * people, when nobody answers at the address or what was asked for would not be looked at.
 */
export async function checkConformance(options: ConformanceOptions): Promise<readonly Result[]> {
  const session = sessionFor(options)
  const seen = await askDiscovery(session.base, session.call, session)
  if (seen.listed.status === 0) throw new Error(`${seen.listed.url}: ${saidBy(seen.listed)}`)
  const services = advertisedIn(seen).filter(({ id }) => options.serviceId === undefined || id === options.serviceId)
  const leftOut = wishLeftOut(options, advertisedIn(seen), services)
  if (leftOut !== undefined) throw new Error(leftOut)
  const unknown = await session.call('POST', addressOf({ id: 'conformance-no-such-service' }, session), { body: {} })
  const ofServices = await inTurn(services, (service) => checkService(service, session))
  return [
    ...judge([...DISCOVERY_RULES, ...TEMPLATE_RULES], seen, 'discovery'),
    ...judge([UNKNOWN_SERVICE], unknown, 'discovery'),
    ...ofServices.flat(),
  ]
}

/** A green report must not mean that a misspelt id or hook was never called. */
function wishLeftOut(
  { serviceId, supplied = [] }: ConformanceOptions,
  listed: readonly Advertised[],
  services: readonly Advertised[],
): string | undefined {
  if (listed.length === 0) return undefined
  if (services.length === 0) {
    return `discovery lists no service ${serviceId}; it lists ${listed.map(({ id }) => id).join(', ')}`
  }
  const unused = supplied.find(({ body }) => services.every(({ hook }) => hook !== body.hook))
  return unused && `${unused.name}: no service that is checked has the hook of this body`
}

function sessionFor(options: ConformanceOptions): Session {
  const { credentials, supplied = [], origin, feedback = true, now = () => new Date(), timeoutMs = 10_000 } = options
  return {
    base: options.base.replace(/\/+$/, '').replace(/\/cds-services$/, ''),
    today: now().toISOString().slice(0, 10),
    hasCredentials: credentials !== undefined,
    supplied,
    origin,
    feedback,
    now,
    signer: typeof credentials === 'object' ? credentials : undefined,
    call: createCaller({ ...options, timeoutMs, authorize: authorizeWith(credentials) }),
  }
}

function authorizeWith(credentials: string | Signer | undefined): Authorize | null {
  if (credentials === undefined) return null
  return typeof credentials === 'string' ? bearer(credentials) : signing(credentials)
}

async function checkService(service: Advertised, session: Session): Promise<readonly Result[]> {
  const subject = `${service.id} (${service.hook})`
  const { call, today } = session
  const seen = await askService(service, session, call)
  if (!session.hasCredentials && isRefused(seen)) {
    const rules = [...CALL_RULES, ...CARD_RULES, ...ACTION_RULES, ...FEEDBACK_RULES, ...TRUST_RULES]
    return skipAll(rules, subject, `the service answers ${seen.oneOfEach.status}: give --bearer or --sign`)
  }
  const cards = cardsIn(seen, await loadFhirCheck())
  const body = bodyFor(service, today, prefetchOf(service, oneOfEach(today)))
  return [
    ...judge(CALL_RULES, seen, subject),
    ...judge([...CARD_RULES, ...ACTION_RULES], cards, subject),
    ...(await checkFeedback(service, cards, session, subject)),
    ...(session.signer === undefined
      ? skipAll(TRUST_RULES, subject, 'no key was given with --sign')
      : judge(TRUST_RULES, await askTrust(addressOf(service, session), body, session.signer, call), subject)),
  ]
}

async function checkFeedback(service: Advertised, cards: CardsSeen, session: Session, subject: string) {
  if (!session.feedback) return skipAll(FEEDBACK_RULES, subject, 'left out by --no-feedback')
  const url = `${addressOf(service, session)}/feedback`
  return judge(FEEDBACK_RULES, await askFeedback(url, cards, session.now(), session.call), subject)
}

function isRefused({ empty, oneOfEach: whole, bare }: CallsSeen): boolean {
  return [empty, whole, bare].every(({ status }) => status === 401 || status === 403)
}

const UNKNOWN_SERVICE: Rule<Answer> = {
  id: 'call-unknown-service',
  level: 'advice',
  line: 541,
  section: 'http-status-codes',
  title: 'A service that does not exist is answered with 404',
  todo: 'Answer 404 for ids that discovery does not list (or 401 before looking).',
  judge: (answer) => ([401, 403, 404].includes(answer.status) ? [] : [saidBy(answer)]),
}
