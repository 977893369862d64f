import type { SafetyKind } from '../../../src/clinical/facts.ts'
import { dayOf } from './days.ts'
import type { Form } from './format.ts'
import type { CompactPatient } from './patient-format.ts'
import { coded, type Draft, type Fields, statusOf, worded } from './resource.ts'

type CompactSafety = CompactPatient['safety'][number]
type Builder = (code: Fields, safety: CompactSafety) => Draft

interface Kind {
  readonly coded: Fields
  readonly text: Fields
  readonly build: Builder
}

const condition: Builder = (code, { on, certainty }) => ({
  resourceType: 'Condition',
  clinicalStatus: statusOf('condition-clinical', 'active'),
  verificationStatus: statusOf('condition-ver-status', certainty === 'suspected' ? 'provisional' : 'confirmed'),
  code,
  ...(on === 'none' ? {} : { onsetDateTime: dayOf(on) }),
})

const allergy: Builder = (code, { on }) => ({
  resourceType: 'AllergyIntolerance',
  clinicalStatus: statusOf('allergyintolerance-clinical', 'active'),
  verificationStatus: statusOf('allergyintolerance-verification', 'confirmed'),
  code,
  ...(on === 'none' ? {} : { recordedDate: dayOf(on) }),
})

const medicine: Builder = (code, { on }) => ({
  resourceType: 'MedicationRequest',
  status: 'active',
  intent: 'order',
  medicationCodeableConcept: code,
  ...(on === 'none' ? {} : { authoredOn: dayOf(on) }),
})

/** A referral that has taken place, for the fracture. */
const consultation: Builder = (code, { on }) => ({
  resourceType: 'ServiceRequest',
  status: 'completed',
  intent: 'order',
  code,
  reasonCode: [coded('icd10cm', 'M80.08XA')],
  ...(on === 'none' ? {} : { occurrenceDateTime: dayOf(on) }),
})

const examination: Builder = (code, { on, present }) => ({
  resourceType: 'Observation',
  status: 'final',
  code,
  ...(on === 'none' ? {} : { effectiveDateTime: dayOf(on) }),
  valueBoolean: present,
})

const pregnancyTest: Builder = (code, { on }) => ({
  resourceType: 'Observation',
  status: 'final',
  code,
  ...(on === 'none' ? {} : { effectiveDateTime: dayOf(on) }),
  valueCodeableConcept: 'text' in code ? worded('Negative') : coded('snomed', '60001007'),
})

const same = (code: Fields, build: Builder = condition): Kind => ({ coded: code, text: code, build })
const both = (code: Fields, text: string, build: Builder = condition): Kind => ({
  coded: code,
  text: worded(text),
  build,
})

const KINDS: Readonly<Record<SafetyKind, Kind>> = {
  'neurological-deficit': both(coded('icd10cm', 'G83.4'), 'Cauda equina syndrome'),
  'neural-compression': same(worded('Spinal cord compression')),
  'possible-neurological-deficit': both(coded('icd10cm', 'M54.16'), 'Lumbar radiculopathy'),
  'spinal-instability': both(coded('icd10cm', 'M53.2X6'), 'Spinal instability, lumbar'),
  'high-energy-trauma': both(coded('icd10cm', 'V43.52XA'), 'Injured in motor vehicle collision'),
  'spinal-infection': both(coded('icd10cm', 'M46.46'), 'Discitis, lumbar region'),
  'systemic-infection': both(coded('icd10cm', 'A41.9'), 'Sepsis'),
  fever: same(coded('icd10cm', 'R50.9')),
  'epidural-tumour': same(worded('Epidural tumor')),
  malignancy: both(coded('icd10cm', 'C90.00'), 'Multiple myeloma'),
  pregnancy: both(coded('icd10cm', 'Z33.1'), 'Pregnant'),
  'not-pregnant': {
    coded: coded('loinc', '82810-3'),
    text: { ...coded('loinc', '2106-3'), text: 'Urine pregnancy test' },
    build: pregnancyTest,
  },
  delivery: same(coded('icd10cm', 'O80')),
  coagulopathy: both(coded('icd10cm', 'D68.9'), 'Coagulopathy'),
  anticoagulant: both(coded('rxnorm', '1364430'), 'Eliquis 5 mg oral tablet', medicine),
  'cement-allergy': same(worded('Bone cement (methyl methacrylate)'), allergy),
  'contrast-allergy': both(coded('snomed', '293637006'), 'Iodinated contrast media', allergy),
  'comfort-care': both(coded('icd10cm', 'Z51.5'), 'Comfort care only'),
  'spine-surgeon-consulted': both(coded('snomed', '308482002'), 'Spine surgery consultation', consultation),
}

export function safetyResource(safety: CompactSafety, form: Form): Draft {
  if (!safety.present) return examination(coded('own', 'neurological-deficit'), safety)
  const kind = KINDS[safety.kind]
  return kind.build(kind[form], safety)
}
