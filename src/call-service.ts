import { calendarDateIn } from './calendar-date-in.ts'
import type { CdsClient } from './cds-client.ts'
import type { CdsRequest } from './cds-hooks/request.ts'
import { type CdsResponse, cdsResponse } from './cds-hooks/response.ts'
import { assess } from './clinical/assess.ts'
import type { Assessment } from './clinical/assessment.ts'
import { gatherFirstWave, gatherSecondWave, leaveSecondWave } from './fhir/gather.ts'
import type { Gathered, MissingData } from './fhir/gathered.ts'
import { draftOrdersIn } from './fhir/hook-context.ts'
import { readFacts, readFirstWave, suggestsFracture } from './fhir/read-facts.ts'
import { fhirReaderFor } from './fhir/reader-for.ts'
import type { ReadLimits } from './fhir/reader-limits.ts'
import { ok, type Result } from './result.ts'
import { toCard } from './services/card.ts'
import type { CardDraft } from './services/card-draft.ts'
import type { CdsService, Decision } from './services/service.ts'
import type { AuditEntry, AuditLog } from './storage/audit-log.ts'
import type { CardMemory } from './storage/card-memory.ts'
import type { IdentityKeys } from './storage/identity-keys.ts'

export interface Tools {
  readonly fetch: typeof globalThis.fetch
  /** Where these differ from the limits of production: a test does not wait four seconds for a server that hangs. */
  readonly readLimits?: Partial<ReadLimits>
  readonly now: () => Date
  readonly cardMemory: CardMemory
  readonly auditLog: AuditLog
  readonly identityKeys: IdentityKeys
  /** Where an unexpected failure is written down; it never holds anything of the record. */
  readonly logFailure: (entry: { readonly requestId: string; readonly error: string }) => void
}

interface Assessed {
  readonly assessment: Assessment
  readonly gathered: Gathered
}

/** Gather, read facts, assess: what both a hook call and `POST /assessments` need. */
export async function assessPatient(
  request: CdsRequest,
  client: CdsClient,
  tools: Tools,
): Promise<Result<Assessed, MissingData>> {
  const reader = fhirReaderFor(request, client.fhirServers, { fetch: tools.fetch, limits: tools.readLimits ?? {} })
  const first = await gatherFirstWave(request, reader)
  if (!first.ok) return first

  const reading = readFirstWave(first.value, request.context.patientId, draftOrdersIn(request))
  const gathered = suggestsFracture(reading)
    ? await gatherSecondWave(first.value, request, reader)
    : leaveSecondWave(first.value)
  const assessedOn = calendarDateIn(client.timeZone, tools.now())
  const facts = readFacts(reading, gathered, assessedOn)
  const assessment = assess(facts, { assessedOn, policy: client.policy })
  return ok({ assessment, gathered })
}

/**
 * One hook call: gather, read facts, assess, decide, suppress, answer, record. Where the call alone says that it is not
 * about the spine, nothing is read at all.
 */
export async function callService(
  service: CdsService,
  request: CdsRequest,
  call: { readonly client: CdsClient; readonly requestId: string },
  tools: Tools,
): Promise<Result<CdsResponse, MissingData>> {
  const startedAt = tools.now().getTime()
  const { client } = call
  const people = await namesOf(request, client, tools)
  // Nobody is left without an answer because it could not be recorded.
  const record = (entry: Pick<AuditEntry, 'result'> & Partial<AuditEntry>) =>
    tools.auditLog
      .record({
        ...emptyEntry(service, call, people.patientKey, startedAt),
        elapsedMs: tools.now().getTime() - startedAt,
        ...entry,
      })
      .catch(() => tools.logFailure({ requestId: call.requestId, error: 'audit-log' }))

  const noBusiness = service.noBusinessHere?.(request)
  if (noBusiness !== undefined) {
    await record({ result: 'silent', silentBecause: noBusiness })
    return ok({ cards: [] })
  }
  const assessed = await assessPatient(request, client, tools)
  if (!assessed.ok) {
    await record({ result: 'missing-data' })
    return assessed
  }
  const { assessment, gathered } = assessed.value
  const about = { outcome: assessment.outcome, ruleVersion: assessment.ruleVersion, ...countsOf(gathered) }
  const decision = service.decide(assessment, request, client)
  const response = decision.speak ? await answerWith(decision.draft, people, client, tools) : undefined
  const spoken = await suppress(decision, { people, client, at: startedAt, requestId: call.requestId }, tools)
  if (!response || !spoken.speak) {
    await record({ result: 'silent', silentBecause: spoken.speak ? null : spoken.because, ...about })
    return ok({ cards: [] })
  }
  await record({ result: 'card', cardUuid: response.cards[0]?.uuid ?? null, ...about })
  return ok(response)
}

/** An answer that breaks our own rules is a bug and leaves as a 500: `cards: []` would mean "nothing to say". */
async function answerWith(
  draft: CardDraft,
  people: People,
  client: CdsClient,
  { identityKeys }: Tools,
): Promise<CdsResponse> {
  const uuidOf = (parts: readonly string[]) =>
    identityKeys.uuidOf(client.id, 'card', [people.patientKey, people.userKey, ...parts])
  const card = await toCard(draft, uuidOf, client.renderProfile)
  return cdsResponse.parse({ cards: [card] })
}

interface People {
  readonly patientKey: string
  readonly userKey: string
  readonly encounterKey: string | null
}

async function namesOf({ context }: CdsRequest, { id }: CdsClient, { identityKeys }: Tools): Promise<People> {
  const [patientKey, userKey, encounterKey] = await Promise.all([
    identityKeys.nameOf(id, 'patient', [context.patientId]),
    identityKeys.nameOf(id, 'user', [context.userId]),
    context.encounterId === undefined ? null : identityKeys.nameOf(id, 'encounter', [context.encounterId]),
  ])
  return { patientKey, userKey, encounterKey }
}

interface Showing {
  readonly people: People
  readonly client: CdsClient
  readonly at: number
  readonly requestId: string
}

type Spoken = { readonly speak: true; readonly draft: CardDraft } | { readonly speak: false; readonly because: string }

/** A card that was told often enough is not told again until there is news. Without the memory we would rather repeat ourselves. */
async function suppress(
  decision: Decision,
  { people, client, at, requestId }: Showing,
  { cardMemory, logFailure }: Tools,
): Promise<Spoken> {
  if (!decision.speak) return decision
  const sighting = {
    clientId: client.id,
    ...people,
    newsKey: decision.draft.newsKey,
    at,
    maxSittings: client.maxSittings,
  }
  const mayShow = await cardMemory.mayShow(sighting).catch(() => {
    logFailure({ requestId, error: 'card-memory' })
    return true
  })
  return mayShow ? decision : { speak: false, because: 'told-before' }
}

function emptyEntry(
  service: CdsService,
  call: { readonly client: CdsClient; readonly requestId: string },
  patientKey: string,
  at: number,
) {
  return {
    at,
    requestId: call.requestId,
    clientId: call.client.id,
    serviceId: service.definition.id,
    ruleVersion: '',
    patientKey,
    outcome: null,
    silentBecause: null,
    cardUuid: null,
    fhirRequests: 0,
    foreignResources: 0,
  }
}

function countsOf(gathered: Gathered): Pick<AuditEntry, 'fhirRequests' | 'foreignResources'> {
  const { counts, ...sources } = gathered
  return {
    fhirRequests: counts.requests,
    foreignResources: Object.values(sources).reduce((sum, { foreign }) => sum + foreign, 0),
  }
}

/** Forgets what was shown about a patient, so that the next card is new again: for trying things out. */
export async function forgetPatient(
  patientId: string,
  { id }: CdsClient,
  { identityKeys, cardMemory }: Tools,
): Promise<void> {
  await cardMemory.forget(id, await identityKeys.nameOf(id, 'patient', [patientId]))
}
