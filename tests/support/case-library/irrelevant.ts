import { dayOf } from './days.ts'
import type { Fields, PrefetchKey } from './resource.ts'
import { coded, statusOf, worded } from './resource.ts'

const YESTERDAY = dayOf(1)
const RADIOLOGY = [statusOf('v2-0074', 'RAD')]

function report(id: string, code: Fields, conclusion: string): Fields {
  return {
    resourceType: 'DiagnosticReport',
    id,
    status: 'final',
    category: RADIOLOGY,
    code,
    effectiveDateTime: YESTERDAY,
    conclusion,
  }
}

function measured(id: string, code: Fields, value: Fields): Fields {
  return { resourceType: 'Observation', id, status: 'final', code, effectiveDateTime: YESTERDAY, ...value }
}

function quantity(value: number, unit: string): Fields {
  return { valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit } }
}

const SPINE = 'Acute compression fracture of L2 with marrow edema and canal compromise.'
const FRACTURE: Fields = {
  resourceType: 'Condition',
  clinicalStatus: statusOf('condition-clinical', 'active'),
  verificationStatus: statusOf('condition-ver-status', 'confirmed'),
  code: coded('icd10cm', 'M80.08XA'),
  onsetDateTime: dayOf(10),
}

/** Resources of a record that have nothing to do with a vertebral fracture, each under the key that would bring it. */
const OF_THE_PATIENT: Partial<Record<PrefetchKey, readonly Fields[]>> = {
  conditions: [
    {
      resourceType: 'Condition',
      id: 'ankle',
      clinicalStatus: statusOf('condition-clinical', 'resolved'),
      verificationStatus: statusOf('condition-ver-status', 'confirmed'),
      code: coded('icd10cm', 'S93.401A'),
      onsetDateTime: '2019-05-04',
      abatementDateTime: '2019-06-10',
    },
    {
      resourceType: 'Condition',
      id: 'pressure',
      clinicalStatus: statusOf('condition-clinical', 'active'),
      code: coded('icd10cm', 'I10'),
    },
    { resourceType: 'Questionnaire', id: 'unknown-here', status: 'active' },
    { resourceType: 'SomethingOfTomorrow', id: 'unknown-anywhere', conclusion: SPINE },
  ],
  imagingReports: [
    report('knee', worded('XR knee 3 views'), 'No acute fracture of the knee. Mild osteoarthritis. No effusion.'),
    report('knee-coded', coded('loinc', '24802-1'), 'Marrow edema of the medial femoral condyle. No fracture.'),
    report(
      'chest',
      worded('CT chest with contrast'),
      'No pulmonary embolism. Small pleural effusion. Lungs are clear.',
    ),
    { ...report('unnamed', worded('XR knee 2 views'), 'No fracture of the patella.'), id: undefined },
  ],
  imagingStudies: [
    {
      resourceType: 'ImagingStudy',
      id: 'knee-study',
      status: 'available',
      started: YESTERDAY,
      modality: [{ system: 'http://dicom.nema.org/resources/ontology/DCM', code: 'DX' }],
      description: 'XR knee 3 views',
    },
  ],
  observations: [
    measured('sodium', coded('loinc', '2951-2'), quantity(139, 'mmol/L')),
    measured('haemoglobin', coded('loinc', '718-7'), quantity(11.2, 'g/dL')),
    measured('influenza', worded('Influenza vaccine given'), { valueBoolean: true }),
    { ...measured('', coded('loinc', '2951-2'), quantity(9, 'mmol/L')), id: undefined },
  ],
  medications: [
    {
      resourceType: 'MedicationRequest',
      id: 'statin',
      status: 'active',
      intent: 'order',
      medicationCodeableConcept: { ...coded('rxnorm', '83367'), text: 'Atorvastatin 20 mg oral tablet' },
      authoredOn: dayOf(200),
    },
  ],
  procedures: [
    {
      resourceType: 'Procedure',
      id: 'cataract',
      status: 'completed',
      code: worded('Cataract extraction'),
      performedDateTime: dayOf(20),
    },
  ],
  serviceRequests: [
    {
      resourceType: 'ServiceRequest',
      id: 'eyes',
      status: 'active',
      intent: 'order',
      code: worded('Referral to ophthalmology'),
      authoredOn: dayOf(3),
    },
  ],
  allergies: [
    {
      resourceType: 'AllergyIntolerance',
      id: 'nuts',
      clinicalStatus: statusOf('allergyintolerance-clinical', 'active'),
      code: worded('Peanut'),
      recordedDate: dayOf(900),
    },
  ],
}

/** What would change everything if it were this patient's. */
export const OF_SOMEBODY_ELSE: Partial<Record<PrefetchKey, readonly Fields[]>> = {
  conditions: [
    { ...FRACTURE, id: 'other-fracture' },
    { ...FRACTURE, id: 'other-deficit', code: coded('icd10cm', 'G83.4') },
    { ...FRACTURE, code: coded('icd10cm', 'A41.9') },
  ],
  imagingReports: [report('other-mri', coded('loinc', '24968-0'), SPINE)],
  observations: [
    measured('other-pain', coded('loinc', '72514-3'), quantity(10, '{score}')),
    measured('other-inr', coded('loinc', '6301-6'), quantity(4, '{INR}')),
  ],
}

/** Everything irrelevant at once, for the patient of a call. */
export function irrelevantTo(patientId: string): ReadonlyMap<string, readonly Fields[]> {
  const keys = new Set([...Object.keys(OF_THE_PATIENT), ...Object.keys(OF_SOMEBODY_ELSE)])
  const own = new Map(Object.entries(OF_THE_PATIENT))
  const others = new Map(Object.entries(OF_SOMEBODY_ELSE))
  return new Map(
    [...keys].map((key) => [
      key,
      [
        ...(own.get(key) ?? []).map((resource) => belongingTo(patientId, resource)),
        ...(others.get(key) ?? []).map((resource) => belongingTo('somebody-else', resource)),
        ...(others.get(key) ?? []).map((resource) => ({ ...resource, id: `nobody-${String(resource.id)}` })),
      ],
    ]),
  )
}

/** A resource with its patient in the field that its type has for him. */
export function belongingTo(patientId: string, resource: Fields): Fields {
  const owner = { reference: `Patient/${patientId}` }
  return resource.resourceType === 'AllergyIntolerance'
    ? { ...resource, patient: owner }
    : { ...resource, subject: owner }
}
