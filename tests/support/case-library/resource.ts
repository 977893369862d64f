export type Fields = Readonly<Record<string, unknown>>

export interface AnyResource extends Fields {
  readonly resourceType: string
  readonly id: string
}

/** Which prefetch key brings a resource. */
export const KEYS = [
  'patient',
  'conditions',
  'imagingReports',
  'imagingStudies',
  'observations',
  'medications',
  'procedures',
  'serviceRequests',
  'allergies',
  'encounter',
] as const
export type PrefetchKey = (typeof KEYS)[number]

/** A resource before it has its id and its patient. */
export interface Draft extends Fields {
  readonly resourceType: string
}

const BELONGS_IN = new Map<string, PrefetchKey>([
  ['Patient', 'patient'],
  ['Condition', 'conditions'],
  ['DiagnosticReport', 'imagingReports'],
  ['ImagingStudy', 'imagingStudies'],
  ['Observation', 'observations'],
  ['MedicationRequest', 'medications'],
  ['Procedure', 'procedures'],
  ['ServiceRequest', 'serviceRequests'],
  ['AllergyIntolerance', 'allergies'],
])

/** An Encounter answers the read by id when it is the one of the call, else it came beside a Condition. */
export function keyOf({ resourceType, id }: AnyResource, encounterId: string | undefined): PrefetchKey {
  if (resourceType === 'Encounter') return id === encounterId ? 'encounter' : 'conditions'
  const key = BELONGS_IN.get(resourceType)
  if (key === undefined) throw new Error(`no prefetch key brings a ${resourceType}`)
  return key
}

const SYSTEMS = {
  icd10cm: 'http://hl7.org/fhir/sid/icd-10-cm',
  snomed: 'http://snomed.info/sct',
  loinc: 'http://loinc.org',
  cpt: 'http://www.ama-assn.org/go/cpt',
  hcpcs: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
  rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  atc: 'http://www.whocc.no/atc',
  dicom: 'http://dicom.nema.org/resources/ontology/DCM',
  own: 'urn:kyphoplasty-cds:fact',
} as const

export type SystemName = keyof typeof SYSTEMS

/** A CodeableConcept with one code and no words. */
export function coded(system: SystemName, code: string): Fields {
  return { coding: [{ system: SYSTEMS[system], code }] }
}

/** A CodeableConcept of words alone. */
export function worded(text: string): Fields {
  return { text }
}

export function statusOf(system: string, code: string): Fields {
  return { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }] }
}
