import type { ResourceType } from '@medplum/fhirtypes'
import { SOURCES, type Source } from '../clinical/facts.ts'
import type { WantedTypes } from './answer.ts'
import { type CodeGroup, codesIn } from './value-sets/index.ts'

/** One set of search parameters beside `patient`. */
export interface Rung {
  readonly parameters: Readonly<Record<string, string>>
  /** Tried when the set before it was refused with one of these statuses. */
  readonly after: readonly number[]
  /** Asks for less than the question: what it finds is never the whole answer. */
  readonly narrower: boolean
}

export interface PatientSearch {
  readonly resourceType: ResourceType
  /** From the set we like best to what some servers want instead. */
  readonly ladder: readonly Rung[]
}

/** Where one kind of resource comes from: our prefetch template and, without it, the way to ask the FHIR server. */
export interface SourceRow extends WantedTypes {
  readonly source: Source
  /** The first wave tells whether anything suggests a vertebral fracture; only then is the second read. */
  readonly wave: 1 | 2
  /** `either`: one of the sources so marked is enough. */
  readonly need: 'required' | 'either' | 'optional'
  readonly prefetchTemplate: string
  readonly resourceType: ResourceType
  /** undefined = read by id. */
  readonly search: PatientSearch | undefined
}

/** DrChrono answers an unknown parameter with 500, others with 400 or 422. */
const PARAMETER_REFUSED = [400, 422, 500]
/** athenahealth and gateways like it answer a missing parameter with 403. */
const PARAMETER_MISSING = [400, 403]

/** Observation code systems that EHRs search by; the rest of a value set is only read. */
const SEARCHED_SYSTEMS: ReadonlySet<string> = new Set(['http://loinc.org', 'urn:kyphoplasty-cds:fact'])

const OBSERVATION_GROUPS: readonly CodeGroup[] = [
  'bmd.tscore',
  'pain.score',
  'lab.inr',
  'lab.platelets',
  'lab.wbc',
  'lab.crp',
  'lab.esr',
  'vital.temperature',
  'lab.hcg',
  'pregnancy.status',
  'fact.roland_morris_24',
  'fact.pain_at_fracture_level',
  'fact.neurological_deficit',
  'fact.sins',
]

/** A token search takes the system on each code. Built from the value sets, so that what is asked is what is read. */
const OBSERVATION_TOKENS = OBSERVATION_GROUPS.flatMap((group) => codesIn(group))
  .filter(({ system }) => SEARCHED_SYSTEMS.has(system))
  .map(({ system, code }) => `${system}|${code}`)
const OBSERVATION_CODES = [...new Set(OBSERVATION_TOKENS)].join(',')

/** Every category that may hold one of the codes above, for servers that search Observations by category only. */
const OBSERVATION_CATEGORIES =
  'laboratory,vital-signs,survey,imaging,exam,procedure,therapy,clinical-test,functional-status'

/** HL7's and LOINC's names for radiology. Reports are filed unevenly, so these never find all of them. */
const RADIOLOGY_CATEGORIES = 'http://terminology.hl7.org/CodeSystem/v2-0074|RAD,http://loinc.org|LP29684-5'

export const SOURCE_ROWS: Readonly<Record<Source, SourceRow>> = {
  patient: byId('patient', 'Patient', { wave: 1, need: 'required', idToken: 'context.patientId' }),
  conditions: byPatient('conditions', 'Condition', {
    wave: 1,
    need: 'either',
    besides: ['Encounter'],
    templateParameters: { _count: '200' },
    ladder: withCount('200'),
  }),
  imagingReports: byPatient('imagingReports', 'DiagnosticReport', {
    wave: 1,
    need: 'either',
    also: ['DocumentReference'],
    besides: ['Observation'],
    // Oracle's largest page.
    templateParameters: { _count: '100' },
    ladder: [...withCount('100'), rung({ category: RADIOLOGY_CATEGORIES }, PARAMETER_MISSING, { narrower: true })],
  }),
  imagingStudies: byPatient('imagingStudies', 'ImagingStudy'),
  observations: byPatient('observations', 'Observation', {
    // Read where a client sends them. A search of their own would cost a request for a score that is seldom there.
    also: ['QuestionnaireResponse'],
    // Epic and eClinicalWorks refuse an Observation search without code or category.
    templateParameters: { code: OBSERVATION_CODES },
    ladder: [
      rung({ code: OBSERVATION_CODES, _count: '200' }),
      rung({ code: OBSERVATION_CODES }, PARAMETER_REFUSED),
      rung({ category: OBSERVATION_CATEGORIES }, PARAMETER_MISSING),
    ],
  }),
  medications: byPatient('medications', 'MedicationRequest', {
    also: ['MedicationStatement'],
    besides: ['Medication'],
    ladder: [...withCount('200'), rung({ intent: 'order' }, PARAMETER_MISSING)],
  }),
  // An answer that holds only these is one: the client looked, and they are facts without the others beside them.
  procedures: byPatient('procedures', 'Procedure', { also: ['DeviceUseStatement'] }),
  serviceRequests: byPatient('serviceRequests', 'ServiceRequest', {
    also: ['CarePlan', 'Consent', 'DeviceRequest'],
  }),
  allergies: byPatient('allergies', 'AllergyIntolerance'),
  encounter: byId('encounter', 'Encounter', { wave: 2, need: 'optional', idToken: 'context.encounterId' }),
}

export const WAVES = {
  first: SOURCES.filter((source) => SOURCE_ROWS[source].wave === 1),
  second: SOURCES.filter((source) => SOURCE_ROWS[source].wave === 2),
} as const

interface ById {
  readonly wave: SourceRow['wave']
  readonly need: SourceRow['need']
  readonly idToken: string
}

function byId(source: Source, resourceType: ResourceType, { wave, need, idToken }: ById): SourceRow {
  const prefetchTemplate = `${resourceType}/{{${idToken}}}`
  return { source, wave, need, resourceType, types: [resourceType], besides: [], prefetchTemplate, search: undefined }
}

interface ByPatient {
  readonly wave?: SourceRow['wave']
  readonly need?: SourceRow['need']
  readonly also?: readonly ResourceType[]
  readonly besides?: readonly ResourceType[]
  readonly templateParameters?: Readonly<Record<string, string>>
  readonly ladder?: readonly Rung[]
}

function byPatient(source: Source, resourceType: ResourceType, choices: ByPatient = {}): SourceRow {
  const { wave = 2, need = 'optional', also = [], besides = [], templateParameters = {}, ladder = [rung({})] } = choices
  const parameters = Object.entries(templateParameters).map(([name, value]) => `&${name}=${value}`)
  return {
    source,
    wave,
    need,
    resourceType,
    types: [resourceType, ...also],
    besides,
    prefetchTemplate: `${resourceType}?patient={{context.patientId}}${parameters.join('')}`,
    search: { resourceType, ladder },
  }
}

function withCount(count: string): readonly Rung[] {
  return [rung({ _count: count }), rung({}, PARAMETER_REFUSED)]
}

function rung(
  parameters: Readonly<Record<string, string>>,
  after: readonly number[] = [],
  { narrower = false } = {},
): Rung {
  return { parameters, after, narrower }
}
