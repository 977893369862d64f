import type { Resource } from '@medplum/fhirtypes'
import { type CdsRequest, parseCdsRequest } from '../../cds-hooks/request.ts'
import { assess } from '../../clinical/assess.ts'
import type { Assessment } from '../../clinical/assessment.ts'
import { SOURCES, type Source } from '../../clinical/facts.ts'
import type { PolicyId } from '../../clinical/policies/policy.ts'
import { bySource } from '../../fhir/gather.ts'
import type { Gathered, GatheredSource } from '../../fhir/gathered.ts'
import { belongsToPatient, keepOwn } from '../../fhir/patient-identity.ts'
import { readFacts, readFirstWave, suggestsFracture } from '../../fhir/read-facts.ts'
import { hasReadCode } from '../../fhir/read-observation.ts'
import { isObject } from '../../fhir/resource.ts'
import { SOURCE_ROWS } from '../../fhir/sources.ts'
import { decideAdvice } from '../../services/advice-card.ts'

export interface ReadOptions {
  readonly patientId: string
  readonly encounterId: string | undefined
  readonly assessedOn: string
  readonly policy: PolicyId
}

/** Why a resource stands behind no fact. */
export type NotUsed =
  | 'type not read'
  | 'of another patient'
  | 'withdrawn'
  | 'its code is read, but not its value or date'
  | 'states nothing the rules read'

export interface Understood {
  readonly assessment: Assessment
  /** The summary of the card a patient-view call would answer with. */
  readonly card: string | undefined
  /** Whether the service would have read more than Conditions and reports at all. */
  readonly suggestsFracture: boolean
  readonly used: readonly Resource[]
  readonly notUsed: ReadonlyMap<NotUsed, readonly Resource[]>
  /** Types of resources that are read, and of which there is none. */
  readonly notGiven: readonly string[]
}

/** A whole record, read as a hook call reads it: what is not among the resources counts as looked for and not there. */
export function understand(resources: readonly Resource[], options: ReadOptions): Understood {
  const gathered = gatheredFrom(resources, options)
  const reading = readFirstWave(gathered, options.patientId)
  const facts = readFacts(reading, gathered, options.assessedOn)
  const assessment = assess(facts, options)
  const cited = referencesIn(facts)
  const isUsed = ({ resourceType, id }: Resource) => cited.has(`${resourceType}/${id}`) || resourceType === 'Patient'
  const decision = decideAdvice(assessment, chartOpening(options))
  return {
    assessment,
    card: decision.speak ? decision.draft.summary : undefined,
    suggestsFracture: suggestsFracture(reading),
    used: resources.filter(isUsed),
    notUsed: Map.groupBy(
      resources.filter((resource) => !isUsed(resource)),
      (resource) => whyNot(resource, options.patientId),
    ),
    notGiven: SOURCES.filter((source) => source !== 'encounter' && gathered[source].state === 'empty').map(
      (source) => SOURCE_ROWS[source].resourceType,
    ),
  }
}

function chartOpening({ patientId, encounterId }: ReadOptions): CdsRequest {
  const context = { userId: 'Practitioner/reader', patientId, ...(encounterId === undefined ? {} : { encounterId }) }
  const request = parseCdsRequest({ hook: 'patient-view', hookInstance: 'read', context }, ['patient-view'])
  if (!request.ok) throw new Error('the id of the patient or of the encounter is no FHIR id')
  return request.value
}

function gatheredFrom(resources: readonly Resource[], { patientId, encounterId }: ReadOptions): Gathered {
  const identity = { patientId, fhirServer: undefined }
  const of = (source: Source): GatheredSource => {
    const { types, besides } = SOURCE_ROWS[source]
    const kept = resources.filter(
      ({ resourceType, id }) =>
        (types.includes(resourceType) || besides.includes(resourceType)) &&
        (source !== 'encounter' || id === encounterId),
    )
    const { own, foreign } = keepOwn(kept, identity)
    const state = source === 'encounter' && encounterId === undefined ? 'not-needed' : own.length > 0 ? 'read' : 'empty'
    return { state, resources: own, from: 'prefetch', foreign }
  }
  return { ...bySource(of), counts: { requests: 0, bytes: 0, elapsedMs: 0 } }
}

/** Every `evidence.reference` below a value. */
function referencesIn(value: unknown, found: Set<string> = new Set()): ReadonlySet<string> {
  if (Array.isArray(value)) for (const each of value) referencesIn(each, found)
  if (!isObject(value)) return found
  if (typeof value.reference === 'string') found.add(value.reference)
  for (const inner of Object.values(value)) referencesIn(inner, found)
  return found
}

const READ_TYPES: ReadonlySet<string> = new Set(
  SOURCES.flatMap((source) => [...SOURCE_ROWS[source].types, ...SOURCE_ROWS[source].besides]),
)

function whyNot(resource: Resource, patientId: string): NotUsed {
  if (!READ_TYPES.has(resource.resourceType)) return 'type not read'
  const isOwn = belongsToPatient(resource, { patientId, fhirServer: undefined })
  if (!isOwn && resource.resourceType !== 'Medication') return 'of another patient'
  if (isWithdrawn(resource)) return 'withdrawn'
  return hasReadCode(resource) ? 'its code is read, but not its value or date' : 'states nothing the rules read'
}

const WITHDRAWN = /"code":"(?:entered-in-error|refuted)"|"status":"(?:entered-in-error|cancelled|revoked|not-done)"/

function isWithdrawn(resource: Resource): boolean {
  return WITHDRAWN.test(JSON.stringify(resource))
}
