import { MRI_OF_FRACTURE, RADIOGRAPH_OF_FRACTURE } from './report-words.ts'
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
  SNOMED,
  type Subject,
  status,
  timeBefore,
} from './shapes.ts'

/** What the card of this story begins with: everything is met, on MRI. */
export const EXPECTED_SUMMARY = 'Consider kyphoplasty referral: T12 '

const VERTEBRAE = { T12: '23215003', L1: '66794005', L3: '36470004' } as const

export type StoryLevel = keyof typeof VERTEBRAE

/** One fresh fracture with everything that decides: the part of a chart that is never noise. */
export function fractureStory(subject: Subject, level: StoryLevel = 'T12'): readonly Shape[] {
  return [diagnosis(subject, level), ...reports(subject, level), ...measurements(subject), treatment(subject)]
}

function diagnosis({ patientId, today }: Subject, level: StoryLevel): Shape {
  return {
    resourceType: 'Condition',
    id: 'story-condition',
    clinicalStatus: status('condition-clinical', 'active'),
    verificationStatus: status('condition-ver-status', 'confirmed'),
    category: category('condition-category', 'problem-list-item'),
    code: {
      coding: [
        {
          system: ICD_10_CM,
          code: 'M80.08XA',
          display: 'Age-related osteoporosis with current pathological fracture, vertebra(e), initial encounter',
        },
        { system: SNOMED, code: '42942008', display: 'Compression fracture of vertebral column' },
      ],
      text: `Osteoporotic compression fracture of ${level} vertebra`,
    },
    bodySite: [concept(SNOMED, VERTEBRAE[level], `${level} vertebra`)],
    subject: { reference: `Patient/${patientId}` },
    onsetDateTime: dayBefore(today, 33),
    recordedDate: dayBefore(today, 31),
  }
}

function reports(subject: Subject, level: StoryLevel): readonly Shape[] {
  const at = (text: string) => text.replaceAll('T12', level)
  const mri = concept(LOINC, '36531-2', 'MR Spine WO contrast')
  const radiograph = concept(LOINC, '24984-7', 'XR Thoracic and lumbar spine 2 Views')
  return [
    report(subject, 'story-mri', mri, 12, { text: at(MRI_OF_FRACTURE), as: 'attachment' }),
    report(subject, 'story-radiograph', radiograph, 31, { text: at(RADIOGRAPH_OF_FRACTURE), as: 'conclusion' }),
  ]
}

function measurements(subject: Subject): readonly Shape[] {
  const pain = concept(LOINC, '72514-3', 'Pain severity - 0-10 verbal numeric rating [Score] - Reported')
  const tScore = concept(LOINC, '38267-1', 'DXA Lumbar spine [T-score] Bone density')
  return [
    observation(subject, 'story-pain-1', pain, 'survey', 20, { value: 7, unit: '{score}' }),
    observation(subject, 'story-pain-2', pain, 'survey', 2, { value: 8, unit: '{score}' }),
    observation(subject, 'story-t-score', tScore, 'imaging', 200, { value: -3.1, unit: '1' }),
  ]
}

function treatment({ patientId, today }: Subject): Shape {
  return {
    resourceType: 'MedicationRequest',
    id: 'story-opioid',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: concept(RXNORM, '1049621', 'oxycodone hydrochloride 5 MG Oral Tablet'),
    subject: { reference: `Patient/${patientId}` },
    authoredOn: timeBefore(today, 28),
  }
}
