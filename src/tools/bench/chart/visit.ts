import type { Draw } from '../../seeded.ts'
import { OTHER_REPORTS } from './report-words.ts'
import {
  category,
  concept,
  dayBefore,
  ICD_10_CM,
  LOINC,
  observation,
  RXNORM,
  report,
  type Shape,
  type Subject,
  status,
  timeBefore,
} from './shapes.ts'

type Measured = readonly [loinc: string, name: string, unit: string, low: number, high: number]

const VITALS: readonly Measured[] = [
  ['8867-4', 'Heart rate', '/min', 58, 96],
  ['9279-1', 'Respiratory rate', '/min', 12, 20],
  ['29463-7', 'Body weight', 'kg', 52, 88],
  ['8310-5', 'Body temperature', 'Cel', 36, 37],
]

const LABORATORY: readonly Measured[] = [
  ['2951-2', 'Sodium [Moles/volume] in Serum or Plasma', 'mmol/L', 136, 145],
  ['2823-3', 'Potassium [Moles/volume] in Serum or Plasma', 'mmol/L', 3, 5],
  ['2160-0', 'Creatinine [Mass/volume] in Serum or Plasma', 'mg/dL', 1, 2],
  ['2345-7', 'Glucose [Mass/volume] in Serum or Plasma', 'mg/dL', 80, 140],
  ['718-7', 'Hemoglobin [Mass/volume] in Blood', 'g/dL', 11, 16],
  ['6690-2', 'Leukocytes [#/volume] in Blood by Automated count', '10*3/uL', 4, 9],
  ['777-3', 'Platelets [#/volume] in Blood by Automated count', '10*3/uL', 160, 380],
  ['4548-4', 'Hemoglobin A1c/Hemoglobin.total in Blood', '%', 5, 8],
  ['2093-3', 'Cholesterol [Mass/volume] in Serum or Plasma', 'mg/dL', 140, 230],
]

const CONDITIONS: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ['I10', 'Essential (primary) hypertension'],
  ['E78.5', 'Hyperlipidemia, unspecified'],
  ['E11.9', 'Type 2 diabetes mellitus without complications'],
  ['J06.9', 'Acute upper respiratory infection, unspecified'],
  ['M17.12', 'Unilateral primary osteoarthritis, left knee'],
  ['K21.9', 'Gastro-esophageal reflux disease without esophagitis'],
  ['E03.9', 'Hypothyroidism, unspecified'],
  ['N39.0', 'Urinary tract infection, site not specified'],
]

const MEDICINES: readonly [readonly [string, string], ...(readonly [string, string])[]] = [
  ['314076', 'lisinopril 10 MG Oral Tablet'],
  ['617318', 'atorvastatin 20 MG Oral Tablet'],
  ['860975', 'metformin hydrochloride 500 MG Extended Release Oral Tablet'],
  ['966247', 'levothyroxine sodium 0.05 MG Oral Tablet'],
]

/** One old visit about something else: vital signs, laboratory, a diagnosis, at times a medicine or a report. */
export function visit(subject: Subject, index: number, draw: Draw): readonly Shape[] {
  const daysAgo = draw.between(40, 4_000)
  const measure = (kind: string) => (row: Measured, at: number) =>
    measured(subject, index, { kind, row, at, daysAgo, draw })
  return [
    ...VITALS.map(measure('vital-signs')),
    ...LABORATORY.map(measure('laboratory')),
    diagnosis(subject, index, draw, daysAgo),
    ...(index % 2 === 0 ? [medicine(subject, index, draw, daysAgo)] : []),
    ...(index % 3 === 0 ? [otherReport(subject, index, draw, daysAgo)] : []),
    ...(index % 5 === 0 ? [procedure(subject, index, daysAgo)] : []),
  ]
}

interface Measure {
  readonly kind: string
  readonly row: Measured
  readonly at: number
  readonly daysAgo: number
  readonly draw: Draw
}

function measured(subject: Subject, index: number, { kind, row, at, daysAgo, draw }: Measure): Shape {
  const [loinc, name, unit, low, high] = row
  const value = draw.between(low, high)
  const id = `visit-${index}-${kind}-${at}`
  return observation(subject, id, concept(LOINC, loinc, name), kind, daysAgo, { value, unit, high: high * 1.2 })
}

function diagnosis({ patientId, today }: Subject, index: number, draw: Draw, daysAgo: number): Shape {
  const [code, name] = draw.oneOf(CONDITIONS)
  return {
    resourceType: 'Condition',
    id: `visit-${index}-condition`,
    clinicalStatus: status('condition-clinical', 'active'),
    verificationStatus: status('condition-ver-status', 'confirmed'),
    category: category('condition-category', 'encounter-diagnosis'),
    code: concept(ICD_10_CM, code, name),
    subject: { reference: `Patient/${patientId}` },
    encounter: { reference: `Encounter/visit-${index}` },
    onsetDateTime: dayBefore(today, daysAgo),
    recordedDate: dayBefore(today, daysAgo),
  }
}

function medicine({ patientId, today }: Subject, index: number, draw: Draw, daysAgo: number): Shape {
  const [code, name] = draw.oneOf(MEDICINES)
  return {
    resourceType: 'MedicationRequest',
    id: `visit-${index}-medication`,
    status: 'completed',
    intent: 'order',
    medicationCodeableConcept: concept(RXNORM, code, name),
    subject: { reference: `Patient/${patientId}` },
    authoredOn: timeBefore(today, daysAgo),
    dosageInstruction: [
      { text: 'Take one tablet by mouth every day', timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } } },
    ],
  }
}

function otherReport(subject: Subject, index: number, draw: Draw, daysAgo: number): Shape {
  const { loinc, name, text } = draw.oneOf(OTHER_REPORTS)
  const as = index % 2 === 0 ? 'attachment' : 'conclusion'
  return report(subject, `visit-${index}-report`, concept(LOINC, loinc, name), daysAgo, { text, as })
}

function procedure({ patientId, today }: Subject, index: number, daysAgo: number): Shape {
  return {
    resourceType: 'Procedure',
    id: `visit-${index}-procedure`,
    status: 'completed',
    code: concept('http://www.ama-assn.org/go/cpt', '45378', 'Colonoscopy'),
    subject: { reference: `Patient/${patientId}` },
    performedDateTime: timeBefore(today, daysAgo),
  }
}
