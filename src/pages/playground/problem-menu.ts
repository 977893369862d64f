import { addDays, type CalendarDate } from '../../clinical/calendar.ts'

/** Something that can be added to the chart. Id, patient and dates of entry are the page's to fill in. */
export interface MenuItem {
  readonly label: string
  readonly resource: object
}

const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm'
const SNOMED = 'http://snomed.info/sct'
const HL7 = 'http://terminology.hl7.org/CodeSystem'

/** Long enough ago that treatment can have failed, recent enough to be acute. */
const ONSET_DAYS_AGO = 7

/** Problems to add: a fracture, a disease beside it, a danger, and one that is none of the service's business. */
export function problemMenu(today: CalendarDate): readonly MenuItem[] {
  return [
    {
      label: 'Compression fracture of T12, a week old',
      resource: {
        ...problem('M80.08XA', 'Osteoporotic compression fracture of T12 vertebra'),
        bodySite: [{ coding: [{ system: SNOMED, code: '23215003', display: 'T12 vertebra' }] }],
        onsetDateTime: addDays(today, -ONSET_DAYS_AGO),
      },
    },
    { label: 'Osteoporosis', resource: problem('M81.0', 'Age-related osteoporosis without current fracture') },
    { label: 'Cauda equina syndrome', resource: problem('G83.4', 'Cauda equina syndrome') },
    { label: 'Hypertension', resource: problem('I10', 'Essential hypertension') },
  ]
}

function problem(code: string, text: string): object {
  return {
    resourceType: 'Condition',
    clinicalStatus: { coding: [{ system: `${HL7}/condition-clinical`, code: 'active' }] },
    verificationStatus: { coding: [{ system: `${HL7}/condition-ver-status`, code: 'confirmed' }] },
    category: [{ coding: [{ system: `${HL7}/condition-category`, code: 'problem-list-item' }] }],
    code: { coding: [{ system: ICD_10_CM, code }], text },
  }
}
