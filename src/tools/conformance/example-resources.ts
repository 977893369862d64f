import type { JsonObject } from './json.ts'

/** Names and moment that every generated body uses. Nobody of that name is in anybody's record. */
export const PEOPLE = {
  patientId: 'conformance-patient',
  userId: 'Practitioner/conformance-practitioner',
  encounterId: 'conformance-encounter',
} as const

export interface Wish {
  readonly id: string
  /** The code a search asked for; examples carry it, so that they are what the search would find. */
  readonly code?: { readonly system?: string; readonly code: string } | undefined
  /** YYYY-MM-DD */
  readonly today: string
}

const subject = { reference: `Patient/${PEOPLE.patientId}` }
const practitioner = { reference: PEOPLE.userId }
const encounter = { reference: `Encounter/${PEOPLE.encounterId}` }

/** A valid R4 resource of this type about the patient of the generated bodies; a bare one for types not listed here. */
export function exampleResource(type: string, wish: Wish): JsonObject {
  return { resourceType: type, id: wish.id, ...(EXAMPLES[type]?.(wish) ?? { subject }) }
}

const CLINICAL = 'http://terminology.hl7.org/CodeSystem/condition-clinical'
const ALLERGY_CLINICAL = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical'
const VERIFICATION = 'http://terminology.hl7.org/CodeSystem/condition-ver-status'
const SNOMED = 'http://snomed.info/sct'
const LOINC = 'http://loinc.org'

const EXAMPLES: Readonly<Record<string, (wish: Wish) => JsonObject>> = {
  Patient: () => ({ name: [{ family: 'Conformance', given: ['Test'] }], gender: 'female', birthDate: '1950-04-12' }),
  Practitioner: () => ({ name: [{ family: 'Tester', given: ['Conformance'] }] }),
  PractitionerRole: () => ({ practitioner }),
  Encounter: ({ today }) => ({
    status: 'in-progress',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' },
    subject,
    period: { start: today },
  }),
  Condition: ({ today, code }) => ({
    clinicalStatus: { coding: [{ system: CLINICAL, code: 'active' }] },
    verificationStatus: { coding: [{ system: VERIFICATION, code: 'confirmed' }] },
    code: concept(code, SNOMED, '38341003', 'Hypertensive disorder'),
    subject,
    recordedDate: today,
  }),
  Observation: ({ today, code }) => ({
    status: 'final',
    code: concept(code, LOINC, '8867-4', 'Heart rate'),
    subject,
    effectiveDateTime: today,
    valueQuantity: { value: 72, unit: '/min', system: 'http://unitsofmeasure.org', code: '/min' },
  }),
  DiagnosticReport: ({ today, code }) => ({
    status: 'final',
    code: concept(code, LOINC, '30746-2', 'Chest X-ray'),
    subject,
    effectiveDateTime: today,
    conclusion: 'No acute findings.',
  }),
  ImagingStudy: ({ today }) => ({ status: 'available', subject, started: today }),
  MedicationRequest: (wish) => ({ status: 'active', intent: 'order', ...medicationOf(wish), authoredOn: wish.today }),
  MedicationStatement: (wish) => ({ status: 'active', ...medicationOf(wish) }),
  MedicationAdministration: (wish) => ({
    status: 'completed',
    ...medicationOf(wish),
    effectiveDateTime: wish.today,
  }),
  Procedure: ({ today, code }) => ({
    status: 'completed',
    code: concept(code, SNOMED, '80146002', 'Appendectomy'),
    subject,
    performedDateTime: today,
  }),
  ServiceRequest: ({ today, code }) => ({
    status: 'draft',
    intent: 'order',
    code: concept(code, LOINC, '24627-2', 'Chest CT'),
    subject,
    encounter,
    authoredOn: today,
    requester: practitioner,
  }),
  AllergyIntolerance: ({ code }) => ({
    clinicalStatus: { coding: [{ system: ALLERGY_CLINICAL, code: 'active' }] },
    patient: subject,
    code: concept(code, SNOMED, '91936005', 'Allergy to penicillin'),
  }),
  Immunization: ({ today, code }) => ({
    status: 'completed',
    vaccineCode: concept(code, 'http://hl7.org/fhir/sid/cvx', '140', 'Influenza vaccine'),
    patient: subject,
    occurrenceDateTime: today,
  }),
  Coverage: () => ({ status: 'active', beneficiary: subject, payor: [{ display: 'Conformance payer' }] }),
  Appointment: ({ today }) => ({
    status: 'proposed',
    start: `${today}T15:00:00Z`,
    end: `${today}T15:30:00Z`,
    participant: [{ actor: subject, status: 'needs-action' }],
  }),
}

function medicationOf({ code }: Wish): JsonObject {
  const rxNorm = 'http://www.nlm.nih.gov/research/umls/rxnorm'
  return { medicationCodeableConcept: concept(code, rxNorm, '197361', 'Amlodipine 5 MG Oral Tablet'), subject }
}

function concept(wished: Wish['code'], system: string, code: string, display: string): JsonObject {
  return wished === undefined
    ? { coding: [{ system, code, display }], text: display }
    : { coding: [{ ...(wished.system === undefined ? { system } : {}), ...wished }] }
}
