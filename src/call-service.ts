import { calendarDateIn } from './calendar-date-in.ts'
import { createRecorder, type Recorder } from './call-record.ts'
import { type CardToShow, draftCard, type People, type ShowingTools, showCard } from './card-showing.ts'
import type { CdsClient } from './cds-client.ts'
import type { CdsRequest } from './cds-hooks/request.ts'
import type { CdsResponse } from './cds-hooks/response.ts'
import { assess } from './clinical/assess.ts'
import type { Assessment } from './clinical/assessment.ts'
import type { RefusedCall } from './failure.ts'
import { gatherFirstWave, gatherSecondWave, leaveSecondWave, withoutSecondWave } from './fhir/gather.ts'
import type { Gathered, MissingData } from './fhir/gathered.ts'
import { draftOrdersIn } from './fhir/hook-context.ts'
import { readFacts, readFirstWave, suggestsFracture } from './fhir/read-facts.ts'
import { fhirReaderFor } from './fhir/reader-for.ts'
import type { ReadLimits } from './fhir/reader-limits.ts'
import { askingAlsoFor, withOwnCodes } from './fhir/tenant-codes.ts'
import { ok, type Result } from './result.ts'
import { NO_STOPWATCH, type Stopwatch } from './server-timing.ts'
import type { CdsService, Decision } from './services/service.ts'
import type { AuditLog } from './storage/audit-log.ts'

export interface Tools extends ShowingTools {
  readonly fetch: typeof globalThis.fetch
  /** Where these differ from the limits of production: a test does not wait four seconds for a server that hangs. */
  readonly readLimits?: Partial<ReadLimits>
  readonly now: () => Date
  readonly auditLog: AuditLog
}

interface Assessed {
  readonly assessment: Assessment
  readonly gathered: Gathered
}

export interface AssessOptions {
  readonly stopwatch?: Pick<Stopwatch, 'ended'>
  /** No card is about a patient without a fracture: where the first wave suggests none, no more is read. */
  readonly endsWithoutFracture?: boolean
}

/** Gather, read facts, assess: what both a hook call and `POST /assessments` need. */
export async function assessPatient(
  request: CdsRequest,
  client: CdsClient,
  tools: Tools,
  { stopwatch = NO_STOPWATCH, endsWithoutFracture = false }: AssessOptions = {},
): Promise<Result<Assessed, MissingData>> {
  const allowed = fhirReaderFor(request, client.fhirServers, { fetch: tools.fetch, limits: tools.readLimits ?? {} })
  const reader = askingAlsoFor(client.factCodes, allowed)
  const first = await gatherFirstWave(request, reader)
  stopwatch.ended('gather')
  if (!first.ok) return first

  const endFirstWave = endsWithoutFracture ? withoutSecondWave : leaveSecondWave
  const reading = readFirstWave(first.value, request.context.patientId, draftOrdersIn(request))
  stopwatch.ended('read')
  const gathered = suggestsFracture(reading)
    ? await gatherSecondWave(first.value, request, reader)
    : endFirstWave(first.value)
  stopwatch.ended('gather')
  const assessedOn = calendarDateIn(client.timeZone, tools.now())
  const facts = readFacts(reading, withOwnCodes(gathered, client.factCodes), assessedOn)
  stopwatch.ended('read')
  const assessment = assess(facts, { assessedOn, policy: client.policy })
  stopwatch.ended('assess')
  return ok({ assessment, gathered })
}

/** A hook call as it came in. */
export interface Call {
  readonly client: CdsClient
  readonly requestId: string
  /** Until it is ok nothing is remembered of the call. */
  readonly admission: Promise<Result<undefined, RefusedCall>>
  /** Lets work end after the answer has left; without it the answer waits. */
  readonly afterwards?: (work: Promise<void>) => void
  readonly stopwatch?: Pick<Stopwatch, 'ended'>
}

/**
 * One hook call: gather, read facts, assess, decide, suppress, answer, record. Where the call alone says that it is not
 * about the spine, nothing is read at all.
 */
export async function callService(
  service: CdsService,
  request: CdsRequest,
  call: Call,
  tools: Tools,
): Promise<Result<CdsResponse, MissingData | RefusedCall>> {
  const startedAt = tools.now().getTime()
  const { client, stopwatch = NO_STOPWATCH } = call
  const noBusiness = service.noBusinessHere?.(request)
  const [people, assessed] = await Promise.all([
    namesOf(request, client, tools),
    noBusiness === undefined
      ? assessPatient(request, client, tools, { stopwatch, endsWithoutFracture: true })
      : undefined,
  ])
  const { id: serviceId } = service.definition
  const recorder = createRecorder({ call, serviceId, people, startedAt }, tools)
  const admission = await call.admission
  stopwatch.ended('admission')
  if (!admission.ok) return admission
  if (!assessed) {
    await recorder.record({ result: 'silent', silentBecause: noBusiness ?? null })
    return ok({ cards: [] })
  }
  if (!assessed.ok) {
    await recorder.record({ result: 'missing-data' })
    return assessed
  }
  const { assessment, gathered } = assessed.value
  recorder.assessed(assessment, gathered)
  const decision = service.decide(assessment, request, client)
  stopwatch.ended('decide')
  const toShow = { assessment, people, client, serviceId, requestId: call.requestId, at: startedAt }
  const { cards, ending } = await showDecision(decision, toShow, request.context.userId, tools)
  stopwatch.ended('memory')
  await recorder.record(ending)
  stopwatch.ended('record')
  return ok({ cards })
}

type Ending = Parameters<Recorder['record']>[0]

/** The card of a decision, if there is one and this user may see it now, and what the audit log says about it. */
async function showDecision(
  decision: Decision,
  call: Omit<CardToShow, 'draft'>,
  userId: string,
  tools: Tools,
): Promise<{ readonly cards: CdsResponse['cards']; readonly ending: Ending }> {
  if (!decision.speak) return { cards: [], ending: { result: 'silent', silentBecause: decision.because } }
  const toShow = { ...call, draft: decision.draft }
  const candidate = await draftCard(toShow, tools)
  if (!isLive(call.client, userId)) return { cards: [], ending: { result: 'silent-mode', cardUuid: candidate.uuid } }
  const shown = await showCard(candidate, toShow, tools)
  if (!shown.shown) return { cards: [], ending: { result: 'silent', silentBecause: shown.because } }
  const { card, because } = shown
  return { cards: [card], ending: { result: 'card', cardUuid: card.uuid, shownBecause: because } }
}

/** Whether this user sees cards: a pilot is live for those who take part in it. */
function isLive({ mode, pilotUsers }: CdsClient, userId: string): boolean {
  return mode === 'live' || (mode === 'pilot' && pilotUsers.includes(userId))
}

async function namesOf({ context }: CdsRequest, { id }: CdsClient, { identityKeys }: Tools): Promise<People> {
  const [patient, user, encounter] = await Promise.all([
    identityKeys.namesOf(id, 'patient', [context.patientId]),
    identityKeys.namesOf(id, 'user', [context.userId]),
    context.encounterId === undefined ? null : identityKeys.namesOf(id, 'encounter', [context.encounterId]),
  ])
  return { patient, user, encounter }
}

/** Forgets what was shown about a patient and how it was answered, so that the next card is new again: for trying things out. */
export async function forgetPatient(
  patientId: string,
  { id }: CdsClient,
  { identityKeys, cardMemory, feedbackStore }: Tools,
): Promise<void> {
  const [patientKey, ...formerPatientKeys] = await identityKeys.namesOf(id, 'patient', [patientId])
  await feedbackStore.forget(id, [patientKey, ...formerPatientKeys])
  await cardMemory.forget({ clientId: id, patientKey, formerPatientKeys })
}
