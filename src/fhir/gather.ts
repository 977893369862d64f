import type { Resource } from '@medplum/fhirtypes'
import type { CdsRequest } from '../cds-hooks/request.ts'
import type { Source } from '../clinical/facts.ts'
import { fail, ok, type Result } from '../result.ts'
import { withoutRepeats } from './answer.ts'
import { openAttachments } from './attachments.ts'
import type { FhirReader } from './client.ts'
import { type Gathered, type GatheredSource, type MissingData, missingSourcesOf } from './gathered.ts'
import { newConditionsIn } from './hook-context.ts'
import { keepOwn, type OwnResources } from './patient-identity.ts'
import { readPrefetch } from './prefetch.ts'
import { SOURCE_ROWS, WAVES } from './sources.ts'

const NOT_NEEDED: GatheredSource = { state: 'not-needed', resources: [], from: 'none', foreign: 0 }

/** Reads every prefetch key, and from the FHIR server what the first wave still lacks, all at once. */
export async function gatherFirstWave(
  request: CdsRequest,
  reader: FhirReader | undefined,
): Promise<Result<Gathered, MissingData>> {
  const sent = bySource((source) => readSent(source, request))
  const gathered = await readWave(WAVES.first, { ...sent, counts: NO_COUNTS }, request, reader)
  const sources = missingSourcesOf(gathered)
  return sources.length > 0 ? fail({ reason: 'missing-data', sources }) : ok(withNewConditions(gathered, request))
}

/**
 * Problems that were just added count beside the recorded ones, in the words of the call where both hold them. They do not
 * stand for the recorded ones: what could not be read stays so.
 */
function withNewConditions(gathered: Gathered, request: CdsRequest): Gathered {
  const added = newConditionsIn(request)
  if (added.length === 0) return gathered
  const { conditions } = gathered
  const state = conditions.state === 'empty' ? 'read' : conditions.state
  return {
    ...gathered,
    conditions: { ...conditions, state, resources: withoutRepeats([...added, ...conditions.resources]) },
  }
}

/** Reads from the FHIR server what the second wave still lacks and the reports that are addresses, all at once. */
export async function gatherSecondWave(
  gathered: Gathered,
  request: CdsRequest,
  reader: FhirReader | undefined,
): Promise<Gathered> {
  if (!reader) return gathered
  const [wave, reports] = await Promise.all([
    readWave(WAVES.second, gathered, request, reader),
    openAttachments(gathered.imagingReports.resources, reader.readBinary),
  ])
  const counts = { ...wave.counts, ...reader.used() }
  return { ...wave, imagingReports: { ...wave.imagingReports, resources: reports }, counts }
}

/** Ends after the first wave: what was not sent was not needed either. */
export function leaveSecondWave(gathered: Gathered): Gathered {
  const isLeft = (source: Source) => SOURCE_ROWS[source].wave === 2 && gathered[source].state === 'not-provided'
  return { ...gathered, ...bySource((source) => (isLeft(source) ? NOT_NEEDED : gathered[source])) }
}

/**
 * Ends after the first wave with what it read, the encounter beside it: what was sent for the second is left unread. For
 * an answer that hangs on a fracture alone, and there is none.
 */
export function withoutSecondWave(gathered: Gathered): Gathered {
  const isLeft = (source: Source) => SOURCE_ROWS[source].wave === 2 && source !== 'encounter'
  const left = (source: Source) => ({ ...NOT_NEEDED, foreign: gathered[source].foreign })
  return { ...leaveSecondWave(gathered), ...bySource((source) => (isLeft(source) ? left(source) : gathered[source])) }
}

const NO_COUNTS: Gathered['counts'] = { requests: 0, bytes: 0, elapsedMs: 0 }

async function readWave(
  wave: readonly Source[],
  gathered: Gathered,
  request: CdsRequest,
  reader: FhirReader | undefined,
): Promise<Gathered> {
  if (!reader) return gathered
  const startedAt = performance.now()
  const read = new Map(
    await Promise.all(
      wave.map(async (source) => [source, await readLacking(source, gathered[source], request, reader)] as const),
    ),
  )
  const elapsedMs = gathered.counts.elapsedMs + performance.now() - startedAt
  const counts = { ...reader.used(), elapsedMs }
  return { ...bySource((source) => read.get(source) ?? gathered[source]), counts }
}

/** One entry for each source. */
export function bySource(of: (source: Source) => GatheredSource): Readonly<Record<Source, GatheredSource>> {
  return {
    patient: of('patient'),
    conditions: of('conditions'),
    imagingReports: of('imagingReports'),
    imagingStudies: of('imagingStudies'),
    observations: of('observations'),
    medications: of('medications'),
    procedures: of('procedures'),
    serviceRequests: of('serviceRequests'),
    allergies: of('allergies'),
    encounter: of('encounter'),
  }
}

function readSent(source: Source, request: CdsRequest): GatheredSource {
  if (source === 'encounter' && request.context.encounterId === undefined) return NOT_NEEDED
  const { state, resources } = readPrefetch(source, request.prefetch)
  const { own, foreign } = keepAsked(source, resources, request)
  // Somebody else's data is no answer about this patient, so the question is still open.
  if (resources.length > 0 && !answers(source, own))
    return { state: 'not-provided', resources: [], from: 'none', foreign }
  return { state, resources: own, from: state === 'not-provided' ? 'none' : 'prefetch', foreign }
}

/** What failed in prefetch is not asked again: the client has told us that it cannot be had. */
async function readLacking(
  source: Source,
  sent: GatheredSource,
  request: CdsRequest,
  reader: FhirReader,
): Promise<GatheredSource> {
  if (sent.state === 'not-provided') return readFromServer(source, sent, request, reader)
  if (sent.state !== 'partial') return sent
  return readFurtherPages(source, sent, request, reader)
}

async function readFromServer(
  source: Source,
  sent: GatheredSource,
  request: CdsRequest,
  reader: FhirReader,
): Promise<GatheredSource> {
  const row = SOURCE_ROWS[source]
  const { patientId, encounterId = '' } = request.context
  const answer = row.search
    ? await reader.search(row, patientId)
    : await reader.read(row.resourceType, source === 'encounter' ? encounterId : patientId)

  const { own, foreign } = keepAsked(source, answer.resources, request)
  const counted = { from: 'fhir-server', foreign: sent.foreign + foreign } as const
  if (answer.resources.length > 0 && !answers(source, own)) {
    return { ...counted, state: 'failed', resources: [], failure: { reason: 'wrong-patient' } }
  }
  return { ...answer, ...counted, resources: own }
}

/** The first page came with the call; its `next` link is followed only by the reader, so only below the allowed base. */
async function readFurtherPages(
  source: Source,
  sent: GatheredSource,
  request: CdsRequest,
  reader: FhirReader,
): Promise<GatheredSource> {
  const first = readPrefetch(source, request.prefetch)
  if (first.next === undefined) return sent
  const answer = await reader.follow(first, SOURCE_ROWS[source])
  const { own, foreign } = keepAsked(source, answer.resources, request)
  return { ...answer, resources: own, from: 'prefetch', foreign }
}

function keepAsked(source: Source, resources: readonly Resource[], request: CdsRequest): OwnResources {
  const { patientId, encounterId } = request.context
  const kept = keepOwn(resources, { patientId, fhirServer: request.fhirServer })
  if (source !== 'encounter') return kept
  const own = kept.own.filter(({ id }) => id === encounterId)
  return { own, foreign: resources.length - own.length }
}

function answers(source: Source, resources: readonly Resource[]): boolean {
  const { types } = SOURCE_ROWS[source]
  return resources.some(({ resourceType }) => types.includes(resourceType))
}
