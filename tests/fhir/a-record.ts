import { type PatientFacts, SOURCES, type Source } from '../../src/clinical/facts.ts'
import type { Gathered, GatheredSource } from '../../src/fhir/gathered.ts'
import { readFacts, readFirstWave } from '../../src/fhir/read-facts.ts'
import { isResource } from '../../src/fhir/resource.ts'

export const PATIENT_ID = 'pat-1'

export type Sent = Partial<Record<Source, readonly unknown[]>>

/** What a gathering brings: a source that is not named was read and held nothing; the Patient is always there. */
export function gathered(sent: Sent, states: Partial<Record<Source, GatheredSource['state']>> = {}): Gathered {
  const of = (source: Source): GatheredSource => {
    const resources = (sent[source] ?? (source === 'patient' ? [PATIENT] : [])).filter(isResource)
    const state = states[source] ?? (resources.length === 0 ? 'empty' : 'read')
    return { state, resources, from: 'prefetch', foreign: 0 }
  }
  const sources = SOURCES.map((source) => [source, of(source)] as const)
  const bySource = new Map(sources)
  const get = (source: Source) => bySource.get(source) ?? of(source)
  return {
    patient: get('patient'),
    conditions: get('conditions'),
    imagingReports: get('imagingReports'),
    imagingStudies: get('imagingStudies'),
    observations: get('observations'),
    medications: get('medications'),
    procedures: get('procedures'),
    serviceRequests: get('serviceRequests'),
    allergies: get('allergies'),
    encounter: get('encounter'),
    counts: { requests: 0, bytes: 0, elapsedMs: 0 },
  }
}

/** The day every record of these tests is read on. */
export const ASSESSED_ON = '2026-11-22'

export function factsOf(sent: Sent): PatientFacts {
  const all = gathered(sent)
  return readFacts(readFirstWave(all, PATIENT_ID), all, ASSESSED_ON)
}

const subject = { reference: `Patient/${PATIENT_ID}` }
const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm'
const SNOMED = 'http://snomed.info/sct'
const LOINC = 'http://loinc.org'
const CPT = 'http://www.ama-assn.org/go/cpt'
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm'

const PATIENT = {
  resourceType: 'Patient',
  id: PATIENT_ID,
  birthDate: '1950-03-15',
  gender: 'female',
  name: [{ text: 'Jane Doe', family: 'Doe', given: ['Jane'] }],
}

/** A record with at least one fact from each reader, with words wherever real records carry them. */
export const WHOLE_RECORD = {
  patient: [PATIENT],
  conditions: [
    {
      resourceType: 'Condition',
      id: 'c1',
      subject,
      clinicalStatus: { coding: [{ code: 'active' }], text: 'Active' },
      verificationStatus: { coding: [{ code: 'confirmed' }] },
      code: {
        coding: [
          { system: SNOMED, code: '42942008', display: 'Compression fracture of vertebral column' },
          { system: ICD_10_CM, code: 'M80.08XA', display: 'Age-related osteoporosis with current fracture' },
        ],
        text: 'Compression fracture of T12 vertebra',
      },
      bodySite: [{ coding: [{ system: SNOMED, code: '23215003', display: 'T12 vertebra' }], text: 'T12' }],
      onsetDateTime: '2026-10-20',
      recordedDate: '2026-10-22',
      note: [{ text: 'Fell at home.' }],
    },
    {
      resourceType: 'Condition',
      id: 'c2',
      subject,
      code: { text: 'Old compression fracture of L1' },
      onsetString: 'years ago',
      recordedDate: '2026-10-22',
    },
    {
      resourceType: 'Condition',
      id: 'c3',
      subject,
      code: { coding: [{ system: ICD_10_CM, code: 'G83.4', display: 'Cauda equina syndrome' }] },
      recordedDate: '2026-11-01',
    },
    { resourceType: 'Condition', id: 'c4', subject, code: { text: 'Multiple myeloma' }, recordedDate: '2020-01-02' },
    {
      resourceType: 'Condition',
      id: 'c5',
      subject,
      code: { coding: [{ system: ICD_10_CM, code: 'Z74.01', display: 'Bed confinement status' }] },
      recordedDate: '2026-11-01',
    },
    {
      resourceType: 'Condition',
      id: 'c6',
      subject,
      code: { coding: [{ system: ICD_10_CM, code: 'Z53.29', display: 'Not done' }], text: 'Kyphoplasty declined' },
      recordedDate: '2026-11-10',
    },
  ],
  imagingReports: [
    {
      resourceType: 'DiagnosticReport',
      id: 'r1',
      subject,
      status: 'final',
      category: [{ coding: [{ system: LOINC, code: 'LP29684-5', display: 'Radiology' }] }],
      code: { coding: [{ system: LOINC, code: '24980-5', display: 'MR Thoracic spine' }], text: 'MRI T-SPINE' },
      effectiveDateTime: '2026-11-19T07:45:00-06:00',
      conclusionCode: [
        { coding: [{ system: ICD_10_CM, code: 'S22.060A', display: 'Wedge fracture of T7-T8' }], text: 'T8 fracture' },
      ],
      conclusion: 'Acute compression fracture of T12 with marrow edema. Old L1 fracture with prior kyphoplasty.',
      presentedForm: [
        {
          contentType: 'text/plain',
          title: 'MRI thoracic spine',
          data: Buffer.from('FINDINGS: T12 has lost 35 % of its height.').toString('base64'),
        },
      ],
    },
    {
      resourceType: 'DiagnosticReport',
      id: 'r2',
      subject,
      status: 'final',
      code: { text: 'DXA BONE DENSITY AXIAL' },
      issued: '2026-05-02T10:00:00Z',
      conclusion: 'Lumbar spine T-score -3.1. Femoral neck T-score -2.4.',
    },
    {
      resourceType: 'DiagnosticReport',
      id: 'r3',
      subject,
      status: 'final',
      code: {
        coding: [{ system: LOINC, code: '72552-3', display: 'Guidance for kyphoplasty' }],
        text: 'Kyphoplasty L4',
      },
      effectiveDateTime: '2019-05-02',
    },
    {
      resourceType: 'DocumentReference',
      id: 'd1',
      subject,
      status: 'current',
      docStatus: 'final',
      type: { coding: [{ system: LOINC, code: '18748-4', display: 'Diagnostic imaging study' }], text: 'Imaging' },
      description: 'CT lumbar spine',
      date: '2026-10-21T09:00:00Z',
      context: { period: { start: '2026-10-20' } },
      content: [
        {
          attachment: {
            contentType: 'text/plain',
            title: 'CT lumbar spine',
            data: Buffer.from('IMPRESSION: Old L1 compression fracture.').toString('base64'),
          },
        },
      ],
    },
  ],
  imagingStudies: [
    {
      resourceType: 'ImagingStudy',
      id: 'i1',
      subject,
      status: 'available',
      started: '2026-11-19T07:45:00-06:00',
      description: 'MRI THORACIC SPINE',
      series: [
        { uid: '1.2.3', modality: { code: 'MR' }, description: 'SAG STIR', bodySite: { display: 'Thoracic spine' } },
      ],
    },
  ],
  observations: [
    {
      resourceType: 'Observation',
      id: 'o1',
      subject,
      status: 'final',
      code: { coding: [{ system: LOINC, code: '72514-3', display: 'Pain severity' }], text: 'Pain score' },
      effectiveDateTime: '2026-11-20T08:30:00-06:00',
      valueQuantity: { value: 8, unit: '{score}', code: '{score}' },
    },
    {
      resourceType: 'Observation',
      id: 'o2',
      subject,
      status: 'final',
      code: { coding: [{ system: LOINC, code: '38267-1', display: 'Lumbar spine T-score' }] },
      effectiveDateTime: '2026-05-02',
      valueQuantity: { value: -3.1, unit: 'T-score', code: '1' },
    },
    {
      resourceType: 'Observation',
      id: 'o3',
      subject,
      status: 'final',
      code: { coding: [{ system: LOINC, code: '1988-5', display: 'C reactive protein' }] },
      effectiveDateTime: '2026-11-18',
      valueQuantity: { value: 1.2, unit: 'mg/dL', code: 'mg/dL' },
      interpretation: [{ coding: [{ code: 'H', display: 'High' }], text: 'High' }],
      referenceRange: [{ high: { value: 0.8, unit: 'mg/dL' }, text: '< 0.8' }],
    },
    {
      resourceType: 'Observation',
      id: 'o4',
      subject,
      status: 'final',
      code: { coding: [{ system: 'urn:kyphoplasty-cds:fact', code: 'pain-at-fracture-level' }] },
      effectiveDateTime: '2026-11-20',
      valueBoolean: true,
    },
    {
      resourceType: 'Observation',
      id: 'o5',
      subject,
      status: 'final',
      code: { coding: [{ system: 'urn:kyphoplasty-cds:fact', code: 'roland-morris-24' }], text: 'RDQ' },
      effectiveDateTime: '2026-11-20',
      valueInteger: 19,
    },
    {
      resourceType: 'Observation',
      id: 'o6',
      subject,
      status: 'final',
      code: { coding: [{ system: LOINC, code: '2106-3', display: 'hCG in urine' }] },
      effectiveDateTime: '2026-11-20',
      valueCodeableConcept: { text: 'Negative' },
    },
  ],
  medications: [
    {
      resourceType: 'MedicationRequest',
      id: 'm1',
      subject,
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: {
        coding: [{ system: RXNORM, code: '10689', display: 'tramadol' }],
        text: 'tramadol 50 mg',
      },
      authoredOn: '2026-11-02T10:00:00-06:00',
      dosageInstruction: [{ text: 'as needed' }],
    },
    {
      resourceType: 'MedicationRequest',
      id: 'm2',
      subject,
      status: 'active',
      intent: 'order',
      medicationReference: { reference: 'Medication/7', display: 'Eliquis 5 mg' },
      authoredOn: '2025-01-02',
    },
    {
      resourceType: 'MedicationStatement',
      id: 'm3',
      subject,
      status: 'active',
      contained: [{ resourceType: 'Medication', id: 'med001', code: { text: 'Fosamax 70 mg' } }],
      medicationReference: { reference: '#med001', display: 'Fosamax' },
      effectivePeriod: { start: '2025-06-01' },
    },
    { resourceType: 'Medication', id: '7', code: { text: 'apixaban 5 mg tablet' } },
  ],
  procedures: [
    {
      resourceType: 'Procedure',
      id: 'p1',
      subject,
      status: 'completed',
      code: { coding: [{ system: CPT, code: '22514', display: 'Kyphoplasty' }], text: 'Kyphoplasty of L1' },
      performedDateTime: '2024-02-05',
      bodySite: [{ text: 'L1 vertebra' }],
    },
    {
      resourceType: 'Procedure',
      id: 'p2',
      subject,
      status: 'completed',
      code: { text: 'Physical therapy evaluation' },
      performedPeriod: { start: '2026-11-05' },
    },
    {
      resourceType: 'DeviceUseStatement',
      id: 'u1',
      subject,
      status: 'active',
      contained: [{ resourceType: 'Device', id: 'dev1', type: { text: 'Back brace' }, deviceName: [{ name: 'TLSO' }] }],
      device: { reference: '#dev1', display: 'Brace' },
      timingPeriod: { start: '2026-10-25' },
    },
  ],
  serviceRequests: [
    {
      resourceType: 'ServiceRequest',
      id: 's1',
      subject,
      status: 'active',
      intent: 'order',
      code: { text: 'Ambulatory referral to orthopaedics' },
      reasonCode: [{ text: 'because it hurts' }],
      reasonReference: [{ reference: 'Condition/c1', display: 'T12 fracture' }],
      authoredOn: '2026-11-18',
    },
    {
      resourceType: 'ServiceRequest',
      id: 's2',
      subject,
      status: 'active',
      intent: 'order',
      code: { coding: [{ system: CPT, code: '72148', display: 'MRI lumbar' }], text: 'MRI LUMBAR SPINE' },
      authoredOn: '2026-11-18',
    },
    {
      resourceType: 'DeviceRequest',
      id: 'dr1',
      subject,
      status: 'active',
      intent: 'order',
      codeCodeableConcept: { text: 'TLSO brace' },
      authoredOn: '2026-10-24',
    },
    {
      resourceType: 'CarePlan',
      id: 'cp1',
      subject,
      status: 'active',
      intent: 'order',
      category: [{ text: 'Physical therapy' }],
      period: { start: '2026-10-25' },
      activity: [
        {
          detail: {
            status: 'in-progress',
            code: { coding: [{ system: SNOMED, code: '91251008', display: 'Physical therapy' }], text: 'PT' },
            scheduledPeriod: { start: '2026-10-26' },
            description: 'Twice a week.',
          },
        },
      ],
    },
  ],
  allergies: [
    {
      resourceType: 'AllergyIntolerance',
      id: 'a1',
      patient: subject,
      code: { coding: [{ display: 'Bone cement' }], text: 'Bone cement' },
      reaction: [{ substance: { text: 'PMMA' }, description: 'Rash all over' }],
      recordedDate: '2019-04-02',
    },
  ],
  encounter: [
    {
      resourceType: 'Encounter',
      id: 'e1',
      subject,
      status: 'in-progress',
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP', display: 'inpatient' },
    },
  ],
} as const satisfies Record<Source, readonly object[]>
