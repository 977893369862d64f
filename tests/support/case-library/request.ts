import { type PatientFacts, SOURCES, type Source } from '../../../src/clinical/facts.ts'
import type { Gathered, GatheredSource } from '../../../src/fhir/gathered.ts'
import { keepOwn } from '../../../src/fhir/patient-identity.ts'
import { readPrefetch } from '../../../src/fhir/prefetch.ts'
import { readFacts, readFirstWave } from '../../../src/fhir/read-facts.ts'
import { ASSESSED_ON } from './days.ts'
import type { Form, LibraryCase } from './format.ts'
import { type AnyResource, type Fields, KEYS, keyOf, type PrefetchKey } from './resource.ts'
import { encounterIdOf, resourcesOf } from './resources.ts'

const READ_BY_ID: ReadonlySet<PrefetchKey> = new Set<PrefetchKey>(['patient', 'encounter'])
const UNREADABLE = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'exception' }] }

/** The patient-view call a CDS client would make for a case, with everything our templates ask for. */
export function requestBodyOf(one: LibraryCase, form: Form): Fields {
  const encounterId = encounterIdOf(one)
  return {
    hook: 'patient-view',
    hookInstance: `library-${form}`,
    // A user of his own for each form, so that neither meets the card that the other was shown.
    context: {
      userId: `Practitioner/${form}`,
      patientId: one.name,
      ...(encounterId === undefined ? {} : { encounterId }),
    },
    prefetch: prefetchOf(one, form),
  }
}

function prefetchOf(one: LibraryCase, form: Form): Readonly<Record<string, unknown>> {
  const encounterId = encounterIdOf(one)
  const unread: ReadonlySet<string> = new Set(one.patient.unread)
  const byKey = Map.groupBy(resourcesOf(one, form), (resource) => keyOf(resource, encounterId))
  const sent = KEYS.filter((key) => key !== 'encounter' || encounterId !== undefined)
  return Object.fromEntries(
    sent.map((key) => [key, unread.has(key) ? UNREADABLE : answerOf(key, byKey.get(key) ?? [])]),
  )
}

function answerOf(key: PrefetchKey, resources: readonly AnyResource[]): unknown {
  if (READ_BY_ID.has(key)) return resources[0] ?? null
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    entry: resources.map((resource) => ({ resource, search: { mode: 'match' } })),
  }
}

/** What the readers make of a case: the same way as a hook call, and without the app. */
export function factsOfCase(one: LibraryCase, form: Form): PatientFacts {
  return factsOfPrefetch(one, prefetchOf(one, form))
}

/** What they make of some other prefetch for the patient of a case. */
export function factsOfPrefetch(one: LibraryCase, prefetch: Readonly<Record<string, unknown>>): PatientFacts {
  const identity = { patientId: one.name, fhirServer: undefined }
  const sourceOf = (source: Source): GatheredSource => {
    if (source === 'encounter' && encounterIdOf(one) === undefined)
      return { state: 'not-needed', resources: [], from: 'none', foreign: 0 }
    const { state, resources } = readPrefetch(source, prefetch)
    const { own, foreign } = keepOwn(resources, identity)
    return { state, resources: own, from: 'prefetch', foreign }
  }
  const gathered = gatheredFrom(new Map(SOURCES.map((source) => [source, sourceOf(source)])))
  return readFacts(readFirstWave(gathered, one.name), gathered, ASSESSED_ON)
}

function gatheredFrom(sources: ReadonlyMap<Source, GatheredSource>): Gathered {
  const of = (source: Source): GatheredSource =>
    sources.get(source) ?? { state: 'not-provided', resources: [], from: 'none', foreign: 0 }
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
    counts: { requests: 0, bytes: 0, elapsedMs: 0 },
  }
}
