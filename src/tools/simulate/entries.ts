import {
  category,
  concept,
  ICD_10_CM,
  LOINC,
  observation,
  RXNORM,
  report,
  type Shape,
  type Subject,
  status,
} from '../bench/chart/shapes.ts'
import type { ChartEntry, SimulatedLevel } from './world.ts'

/** Who and when: every entry of the simulation is dated on the day it enters the record. */
export interface Dated {
  readonly patientId: string
  readonly id: string
  readonly at: number
}

export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

function subjectAt({ patientId, at }: Dated): Subject {
  return { patientId, today: dayOf(at) }
}

function reference({ patientId }: Dated): Shape['subject'] {
  return { reference: `Patient/${patientId}` }
}

type Sureness = 'confirmed' | 'provisional' | 'refuted'

export function fracture(
  dated: Dated,
  { level, onset, sureness = 'confirmed' }: { level: SimulatedLevel; onset: number | null; sureness?: Sureness },
): ChartEntry {
  const text = `Osteoporotic compression fracture of ${level} vertebra`
  return condition(dated, { icd: 'M80.08XA', text, onset, sureness })
}

export function oldFracture(dated: Dated): ChartEntry {
  return condition(dated, { icd: 'Z87.310', text: 'Personal history of healed osteoporosis fracture', onset: null })
}

export function neurologicalDeficit(dated: Dated): ChartEntry {
  return condition(dated, { icd: 'G83.4', text: 'Cauda equina syndrome', onset: dated.at })
}

export function otherProblem(dated: Dated, [icd, text]: readonly [string, string]): ChartEntry {
  return condition(dated, { icd, text, onset: dated.at })
}

interface Problem {
  readonly icd: string
  readonly text: string
  readonly onset: number | null
  readonly sureness?: Sureness
}

function condition(dated: Dated, { icd, text, onset, sureness = 'confirmed' }: Problem): ChartEntry {
  const resource: Shape = {
    resourceType: 'Condition',
    id: dated.id,
    clinicalStatus: status('condition-clinical', 'active'),
    verificationStatus: status('condition-ver-status', sureness),
    category: category('condition-category', 'problem-list-item'),
    code: concept(ICD_10_CM, icd, text),
    subject: reference(dated),
    ...(onset === null ? {} : { onsetDateTime: dayOf(onset) }),
    recordedDate: dayOf(dated.at),
  }
  return { source: 'conditions', resource }
}

export function painScore(dated: Dated, value: number): ChartEntry {
  const code = concept(LOINC, '72514-3', 'Pain severity - 0-10 verbal numeric rating [Score] - Reported')
  return {
    source: 'observations',
    resource: observation(subjectAt(dated), dated.id, code, 'survey', 0, { value, unit: '{score}' }),
  }
}

export function laboratory(dated: Dated, value: number): ChartEntry {
  const code = concept(LOINC, '2160-0', 'Creatinine [Mass/volume] in Serum or Plasma')
  return {
    source: 'observations',
    resource: observation(subjectAt(dated), dated.id, code, 'laboratory', 0, { value, unit: 'mg/dL', high: 1.3 }),
  }
}

export function opioid(dated: Dated): ChartEntry {
  return { source: 'medications', resource: { ...opioidOrder(dated), status: 'active' } }
}

/** The draft that a user is writing: the same order before it is one. */
export function opioidOrder(dated: Dated): Shape {
  return {
    resourceType: 'MedicationRequest',
    id: dated.id,
    status: 'draft',
    intent: 'order',
    medicationCodeableConcept: concept(RXNORM, '1049621', 'oxycodone hydrochloride 5 MG Oral Tablet'),
    subject: reference(dated),
    authoredOn: dayOf(dated.at),
  }
}

export function bloodTestOrder(dated: Dated): Shape {
  return {
    resourceType: 'ServiceRequest',
    id: dated.id,
    status: 'draft',
    intent: 'order',
    code: concept(LOINC, '24323-8', 'Comprehensive metabolic panel'),
    subject: reference(dated),
    authoredOn: dayOf(dated.at),
  }
}

/** What a click on a suggestion leaves in the record: the order that the card drafted. */
export function acceptedOrder(dated: Dated, drafted: object): ChartEntry {
  const resource: Shape = {
    ...drafted,
    resourceType: 'ServiceRequest',
    id: dated.id,
    status: 'active',
    intent: 'order',
    authoredOn: dayOf(dated.at),
  }
  return { source: 'serviceRequests', resource }
}

export function augmentation(dated: Dated, level: SimulatedLevel): ChartEntry {
  const resource: Shape = {
    resourceType: 'Procedure',
    id: dated.id,
    status: 'completed',
    code: { text: `Kyphoplasty of ${level} vertebra` },
    subject: reference(dated),
    performedDateTime: dayOf(dated.at),
  }
  return { source: 'procedures', resource }
}

const MRI = concept(LOINC, '36531-2', 'MR Spine WO contrast')
const RADIOGRAPH = concept(LOINC, '24984-7', 'XR Thoracic and lumbar spine 2 Views')

export function mriOfFracture(dated: Dated, level: SimulatedLevel): ChartEntry {
  return spineReport(dated, MRI, [
    'EXAM: MRI of the thoracic and lumbar spine without contrast.',
    `FINDINGS: Superior endplate compression fracture of ${level} with marrow edema on STIR and 30 % loss of height. No retropulsion. The spinal canal is patent. Other vertebral bodies are normal in height.`,
    `IMPRESSION: Acute compression fracture of ${level}. No canal compromise.`,
  ])
}

export function radiographOfFracture(dated: Dated, level: SimulatedLevel): ChartEntry {
  return spineReport(dated, RADIOGRAPH, [
    'EXAM: Radiographs of the thoracolumbar spine.',
    `FINDINGS: Wedge compression deformity of ${level}, age-indeterminate. The other vertebral bodies are maintained in height.`,
    `IMPRESSION: Compression fracture of ${level}, age-indeterminate.`,
  ])
}

export function normalMri(dated: Dated): ChartEntry {
  return spineReport(dated, MRI, [
    'EXAM: MRI of the thoracic and lumbar spine without contrast.',
    'INDICATION: Back pain, evaluate for compression fracture.',
    'FINDINGS: Vertebral body heights and marrow signal are normal. No marrow edema.',
    'IMPRESSION: No vertebral compression fracture. Mild degenerative change.',
  ])
}

function spineReport(dated: Dated, code: object, sections: readonly string[]): ChartEntry {
  const words = { text: sections.join('\n\n'), as: 'attachment' } as const
  return { source: 'imagingReports', resource: report(subjectAt(dated), dated.id, code, 0, words) }
}
