import type { MenuItem } from './problem-menu.ts'

const SNOMED = 'http://snomed.info/sct'
const LOINC = 'http://loinc.org'
const CPT = 'http://www.ama-assn.org/go/cpt'
const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets'
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm'

const DRAFT = { status: 'draft', intent: 'order' } as const

/** Orders to write: one of each kind that bears on a vertebral fracture, and one that does not. */
export const ORDER_MENU: readonly MenuItem[] = [
  {
    label: 'Oxycodone 5 mg',
    resource: {
      resourceType: 'MedicationRequest',
      ...DRAFT,
      medicationCodeableConcept: {
        coding: [{ system: RXNORM, code: '7804', display: 'oxycodone' }],
        text: 'Oxycodone 5 mg tablet',
      },
    },
  },
  {
    label: 'Back brace (TLSO)',
    resource: {
      resourceType: 'DeviceRequest',
      ...DRAFT,
      codeCodeableConcept: {
        coding: [{ system: HCPCS, code: 'L0456' }],
        text: 'Thoracic-lumbar-sacral orthosis (brace)',
      },
    },
  },
  { label: 'MRI of the lumbar spine', resource: service(LOINC, '24968-0', 'MRI of the lumbar spine') },
  {
    label: 'Referral to a spine surgeon',
    resource: {
      ...service(SNOMED, '308481009', 'Referral to spine surgeon'),
      category: [{ coding: [{ system: SNOMED, code: '3457005', display: 'Referral' }] }],
    },
  },
  { label: 'Kyphoplasty, thoracic', resource: service(CPT, '22513', 'Kyphoplasty, thoracic') },
  { label: 'Kyphoplasty, lumbar', resource: service(CPT, '22514', 'Kyphoplasty, lumbar') },
  { label: 'Blood count', resource: service(LOINC, '58410-2', 'Complete blood count') },
]

function service(system: string, code: string, text: string) {
  return { resourceType: 'ServiceRequest', ...DRAFT, code: { coding: [{ system, code }], text } }
}
