import type { CodeableConcept, Coding, Reference, ServiceRequest } from '@medplum/fhirtypes'
import type { CdsRequest } from '../cds-hooks/request.ts'
import { isFhirId } from '../cds-hooks/request.ts'
import type { Assessment } from '../clinical/assessment.ts'
import type { VertebralLevel } from '../clinical/level.ts'
import { codesIn, meaningOf } from '../fhir/value-sets/index.ts'
import type { SuggestionDraft } from './card-draft.ts'

const SNOMED = 'http://snomed.info/sct'
const LOINC = 'http://loinc.org'

interface OrderKind {
  readonly label: string
  readonly code: CodeableConcept
  readonly category: Coding
}

const REFERRAL_CATEGORY: Coding = { system: SNOMED, code: '3457005', display: 'Referral' }
const IMAGING_CATEGORY: Coding = { system: SNOMED, code: '363679005', display: 'Imaging' }

/** What a click would draft. A referral is to the evaluation: whether there is a procedure, the specialist decides. */
const ORDERS: Readonly<Record<SuggestionDraft['id'], OrderKind>> = {
  referral: {
    label: 'Refer for kyphoplasty evaluation (spine surgery or interventional radiology)',
    code: {
      coding: [{ system: SNOMED, code: '308481009', display: 'Referral to orthopaedic (spine) surgeon' }],
      text: 'Referral for kyphoplasty evaluation',
    },
    category: REFERRAL_CATEGORY,
  },
  mri: {
    label: 'Order MRI of the spine with STIR',
    code: {
      coding: [{ system: LOINC, code: '36531-2', display: 'MR Spine WO contrast' }],
      text: 'MRI of the spine without contrast, with STIR',
    },
    category: IMAGING_CATEGORY,
  },
  'bone-density': {
    label: 'Order bone density study (DXA)',
    code: {
      coding: [{ system: LOINC, code: '38268-9', display: 'DXA bone density' }],
      text: 'Bone density study (DXA), spine and hip',
    },
    category: IMAGING_CATEGORY,
  },
  'bone-health-referral': {
    label: 'Refer for osteoporosis treatment (fracture liaison or endocrinology)',
    code: {
      coding: [{ system: SNOMED, code: '306278007', display: 'Referral to endocrinologist' }],
      text: 'Referral for osteoporosis treatment',
    },
    category: REFERRAL_CATEGORY,
  },
}

/** One draft order, built from our own words and checked ids only; nothing is copied from what the client sent. */
export function draftOrder(id: SuggestionDraft['id'], assessment: Assessment, request: CdsRequest): SuggestionDraft {
  const { label, code, category } = ORDERS[id]
  const fracture = assessment.policies.get(assessment.policy)?.first?.standing.fracture
  const level = fracture?.level ?? null
  const conditions = (fracture?.evidence ?? []).map(({ reference }) => reference).filter(isConditionReference)
  const { encounterId, patientId } = request.context
  const requester = requesterOf(request.context.userId)
  const resource: ServiceRequest = {
    resourceType: 'ServiceRequest',
    status: 'draft',
    intent: 'proposal',
    priority: 'routine',
    category: [{ coding: [category] }],
    code,
    subject: { reference: `Patient/${patientId}` },
    ...(encounterId === undefined ? {} : { encounter: { reference: `Encounter/${encounterId}` } }),
    authoredOn: assessment.assessedOn,
    ...(requester === undefined ? {} : { requester }),
    reasonCode: [
      { text: level === null ? 'Vertebral compression fracture' : `Vertebral compression fracture ${level}` },
    ],
    ...(conditions.length === 0 ? {} : { reasonReference: conditions.map((reference) => ({ reference })) }),
    ...(level === null || id === 'bone-density' || id === 'bone-health-referral'
      ? {}
      : { bodySite: [bodySiteOf(level)] }),
    note: [
      { text: `Drafted by kyphoplasty-cds, rules ${assessment.ruleVersion}; to be checked by the ordering clinician.` },
    ],
  }
  return { id, label, resource }
}

function isConditionReference(reference: string): boolean {
  return reference.startsWith('Condition/')
}

/** Only a practitioner can request; a user id of any other kind, or of a strange shape, is left out. */
function requesterOf(userId: string): ServiceRequest['requester'] {
  const [type, id = ''] = userId.split('/').slice(-2)
  if ((type !== 'Practitioner' && type !== 'PractitionerRole') || !isFhirId(id)) return undefined
  const requester: Reference & ServiceRequest['requester'] = { reference: `${type}/${id}` }
  return requester
}

function bodySiteOf(level: VertebralLevel): CodeableConcept {
  const coded = codesIn('bodysite.vertebra').find(({ system, code }) => meaningOf(system, code)?.levels.includes(level))
  const coding =
    coded === undefined ? {} : { coding: [{ system: coded.system, code: coded.code, display: `${level} vertebra` }] }
  return { ...coding, text: `${level} vertebra` }
}
