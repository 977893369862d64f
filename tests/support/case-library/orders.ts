import { dayOf, momentOf } from './days.ts'
import type { Form } from './format.ts'
import { VERTEBRA } from './fractures.ts'
import type { CompactPatient } from './patient-format.ts'
import { coded, type Draft, type Fields, worded } from './resource.ts'

type Kinds<Kind extends string> = Readonly<Record<Kind, Readonly<Record<Form, Fields>>>>

const MEDICINES: Kinds<'analgesic' | 'opioid'> = {
  analgesic: { coded: coded('rxnorm', '161'), text: worded('Acetaminophen 500 mg oral tablet') },
  opioid: { coded: coded('atc', 'N02AA05'), text: worded('Oxycodone hydrochloride 5 mg tablet') },
}

type CompactCare = CompactPatient['treatment'][number]

export function careResource({ kind, on, at }: CompactCare, form: Form): Draft {
  const when = momentOf(on, at)
  switch (kind) {
    case 'analgesic':
    case 'opioid':
      return medicationRequest(MEDICINES[kind][form], when)
    case 'brace':
      return order(form === 'coded' ? coded('hcpcs', 'L0456') : worded('TLSO back brace'), when)
    case 'physical-therapy':
      return procedure(form === 'coded' ? coded('cpt', '97110') : worded('Physical therapy visit'), when)
    case 'bed-rest':
      return order(worded('Bed rest'), when)
  }
}

type CompactPlanned = CompactPatient['planned'][number]

const PLANNED: Kinds<CompactPlanned['kind']> = {
  'augmentation-referral': { coded: coded('cpt', '22514'), text: worded('Referral for kyphoplasty evaluation') },
  'spine-referral': { coded: coded('snomed', '308482002'), text: worded('Referral to spine surgery') },
  'spine-mri': { coded: coded('cpt', '72148'), text: worded('MRI lumbar spine without contrast') },
  'bone-density': { coded: coded('cpt', '77080'), text: worded('DXA scan of hip and spine') },
  'bone-health-referral': {
    coded: coded('snomed', '306278007'),
    text: worded('Referral to the fracture liaison service'),
  },
  declined: { coded: coded('cpt', '22514'), text: worded('Kyphoplasty') },
}

export function plannedResource({ kind, on }: CompactPlanned, form: Form): Draft {
  // Neurosurgery is about the spine only where the reason says so.
  const reason = kind === 'spine-referral' && form === 'coded' ? { reasonCode: [coded('icd10cm', 'M80.08XA')] } : {}
  const declined = kind === 'declined' ? { doNotPerform: true } : {}
  return { ...order(PLANNED[kind][form], dayOf(on)), ...reason, ...declined }
}

type CompactBoneHealth = CompactPatient['boneHealth'][number]

export function boneHealthResource({ kind, on }: CompactBoneHealth, form: Form): Draft {
  const when = dayOf(on)
  switch (kind) {
    case 'anti-osteoporosis-drug':
      return medicationRequest(form === 'coded' ? coded('rxnorm', '46041') : worded('Fosamax 70 mg weekly'), when)
    case 'bone-density-study':
      return procedure(coded('cpt', '77080'), when)
    case 'bone-health-referral':
      return plannedResource({ kind, on }, form)
  }
}

type CompactAugmentation = CompactPatient['augmentations'][number]

export function augmentationResource({ level, on }: CompactAugmentation, form: Form): Draft {
  const when = dayOf(on)
  if (form === 'text') return procedure(worded(`Balloon kyphoplasty${level === null ? '' : ` of ${level}`}`), when)
  const site = level === null ? undefined : VERTEBRA.get(level)
  // 22513 and 22514 say which part of the spine; the component of ICD-10-PCS or 22515 would not stand alone.
  const code = level?.startsWith('T') ? coded('cpt', '22513') : coded('cpt', '22514')
  return { ...procedure(code, when), ...(site === undefined ? {} : { bodySite: [coded('snomed', site)] }) }
}

function order(code: Fields, authoredOn: string): Draft {
  return { resourceType: 'ServiceRequest', status: 'active', intent: 'order', code, authoredOn }
}

function procedure(code: Fields, performedDateTime: string): Draft {
  return { resourceType: 'Procedure', status: 'completed', code, performedDateTime }
}

function medicationRequest(medicationCodeableConcept: Fields, authoredOn: string): Draft {
  return { resourceType: 'MedicationRequest', status: 'active', intent: 'order', medicationCodeableConcept, authoredOn }
}
