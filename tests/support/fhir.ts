/** Literal FHIR resources about one patient of 77 with a painful fracture of T12, as an EHR would send them. */

export const PATIENT_ID = 'pat-1'

type Fields = Readonly<Record<string, unknown>>

export interface AnyResource extends Fields {
  readonly resourceType: string
}

function about(patientId: string): Fields {
  return { reference: `Patient/${patientId}` }
}

export function aPatient(changes: Fields = {}): AnyResource {
  return {
    resourceType: 'Patient',
    id: PATIENT_ID,
    gender: 'female',
    birthDate: '1949-03-01',
    name: [{ family: 'Synthetic', given: ['Ada'] }],
    ...changes,
  }
}

/** Osteoporotic fracture of T12 (the code names no level, the body site does) that began on 20 October. */
export function aFracture(changes: Fields = {}): AnyResource {
  return {
    resourceType: 'Condition',
    id: 'fracture',
    clinicalStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
    },
    verificationStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' }],
    },
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M80.08XA' }] },
    bodySite: [{ coding: [{ system: 'http://snomed.info/sct', code: '23215003' }] }],
    subject: about(PATIENT_ID),
    onsetDateTime: '2026-10-20',
    recordedDate: '2026-10-21',
    ...changes,
  }
}

export function aReport(conclusion: string, changes: Fields = {}): AnyResource {
  return {
    resourceType: 'DiagnosticReport',
    id: 'mri',
    status: 'final',
    code: { text: 'MRI thoracic and lumbar spine without contrast' },
    subject: about(PATIENT_ID),
    effectiveDateTime: '2026-11-19T09:30:00Z',
    conclusion,
    ...changes,
  }
}

/** An MRI that shows an acute fracture of T12 with marrow edema and nothing that stands against a referral. */
export function anMriReport(changes: Fields = {}): AnyResource {
  return aReport(
    'Acute compression fracture of T12 with bone marrow edema and 35% loss of height. No retropulsion. No spinal canal stenosis.',
    changes,
  )
}

export function aRadiographReport(changes: Fields = {}): AnyResource {
  return aReport('Compression fracture of T12.', {
    id: 'xr',
    code: { text: 'XR thoracolumbar spine' },
    effectiveDateTime: '2026-10-21T11:00:00Z',
    ...changes,
  })
}

export function aPainObservation(score: number, changes: Fields = {}): AnyResource {
  return {
    resourceType: 'Observation',
    id: 'pain',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '72514-3' }] },
    subject: about(PATIENT_ID),
    effectiveDateTime: '2026-11-20T08:00:00Z',
    valueQuantity: { value: score, unit: '{score}', system: 'http://unitsofmeasure.org', code: '{score}' },
    ...changes,
  }
}

export function anOpioid(changes: Fields = {}): AnyResource {
  return {
    resourceType: 'MedicationRequest',
    id: 'opioid',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: { text: 'oxycodone 5 mg oral tablet' },
    subject: about(PATIENT_ID),
    authoredOn: '2026-10-25',
    ...changes,
  }
}

/** Documents on examination that there is no neurological deficit, or that there is one. */
export function aNeurology(present: boolean, changes: Fields = {}): AnyResource {
  return {
    resourceType: 'Observation',
    id: 'neurology',
    status: 'final',
    code: { coding: [{ system: 'urn:kyphoplasty-cds:fact', code: 'neurological-deficit' }] },
    subject: about(PATIENT_ID),
    effectiveDateTime: '2026-11-20T08:00:00Z',
    valueBoolean: present,
    ...changes,
  }
}

export function searchset(...resources: readonly AnyResource[]): AnyResource {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: resources.length,
    entry: resources.map((resource) => ({ resource, search: { mode: 'match' } })),
  }
}

export function withNext(bundle: AnyResource, url: string): AnyResource {
  return { ...bundle, link: [{ relation: 'next', url }] }
}

export function operationOutcome(severity: string, code = 'exception'): AnyResource {
  return { resourceType: 'OperationOutcome', issue: [{ severity, code }] }
}

/** Everything our templates ask for about a patient whom the service refers now. */
export function referNowPrefetch(): Fields {
  return {
    patient: aPatient(),
    conditions: searchset(aFracture()),
    imagingReports: searchset(anMriReport()),
    imagingStudies: searchset(),
    observations: searchset(aPainObservation(8)),
    medications: searchset(anOpioid()),
    procedures: searchset(),
    serviceRequests: searchset(),
    allergies: searchset(),
  }
}

export interface BodyChanges {
  readonly context?: Fields
  readonly prefetch?: Fields
  readonly [field: string]: unknown
}

/** A patient-view call; `context` and `prefetch` change single fields, everything else replaces. */
export function aCall({ context = {}, prefetch = {}, ...others }: BodyChanges = {}): Fields {
  return {
    hook: 'patient-view',
    hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    context: { userId: 'Practitioner/7', patientId: PATIENT_ID, ...context },
    prefetch: { ...referNowPrefetch(), ...prefetch },
    ...others,
  }
}

/** The same call with no prefetch but what is given here. */
export function aCallWithOnly(prefetch: Fields, others: BodyChanges = {}): Fields {
  return { ...aCall(others), prefetch }
}
