import type { SourceRow } from '../fhir/sources.ts'

export const INTENDED_USE =
  'To remind a clinician, while a chart is open, that published criteria for a kyphoplasty referral are met in a patient with a vertebral compression fracture, or to name exactly what is missing to decide it; with the basis of every statement, so that it can be checked against the record.'

export const INTENDED_USERS: readonly string[] = [
  'Physicians, nurse practitioners and physician assistants who look after adults with back pain or a vertebral fracture: primary care, internal and emergency medicine, geriatrics, spine surgery, interventional radiology.',
]

export const POPULATION =
  'Adults whose record names or suggests a compression fracture of a vertebra from T1 to L5, of any documented cause the chosen policy speaks about.'

export const EXCLUSIONS: readonly string[] = [
  'Not for emergencies. A neurological deficit, cord compression, instability or infection is named with its date and sent to the local urgent pathway; no augmentation is suggested.',
  'Not for patients or caregivers. Nothing here is written for them.',
  'Not for patients under 18, cervical or sacral fractures, or the choice of procedure, cement, level or operator.',
  'Not for use in the European Union or the United Kingdom.',
]

/** What it is, in the words that every reader should see first. */
export const STATUS: readonly string[] = [
  'It supports, and does not replace, clinical judgement. It decides nothing and orders nothing by itself.',
  'It is not a medical device, has not been reviewed by the FDA and is not CE-marked.',
  'It has not been validated in patients: no cohort, no sensitivity, no predictive value is known. It is tested with synthetic patients only.',
]

export const HOW_IT_WORKS: readonly string[] = [
  'The EHR calls the service when a chart is opened, an encounter begins or ends, a problem is added or an order is written, and sends data with the call or lets the service read its FHIR server.',
  'Facts are read from the record: the fracture, what imaging reports say, pain, function, treatment, safety questions. Each keeps its date and the resource it comes from, and says whether it was coded, read from report text, or entered.',
  'Everything the record says about one fracture is merged. Each fracture is then looked at alone.',
  'Safety gates are asked first. Then each criterion of each policy is found met, not met or unknown. Unknown never counts as met and never as not met: it is asked for.',
  'All five policies are assessed side by side. One of them, chosen by the site, decides the card; the others inform. Disagreement is shown, never averaged.',
  'At most one card is answered: refer now, complete the work-up with what is missing, or another route. It is silent when it has nothing new to say.',
  'The rules are fixed and written by people. There is no machine learning in them.',
]

export const NOT_READ: readonly string[] = [
  'Images: no pixel is ever fetched or analysed, and ImagingStudy.endpoint is never followed.',
  'Notes. Text is read only where it is a report of imaging; nothing of it is quoted on a card.',
  'Questionnaires, but for two things a patient filled in: a pain score, and a Roland-Morris score on its scale of 24.',
  'Consent, but for two things: a refusal of augmentation, and a decision for hospice or comfort care.',
  'Family history, social history, genetics, insurance.',
  'Findings of an algorithm that no radiologist has put into a final report.',
]

export const WHEN_MISSING: readonly string[] = [
  'Found: the value, its date and where it stands.',
  'Looked, and none: unknown. A criterion of a policy is then asked for; a safety gate is named to be confirmed by a person.',
  'Could not look (not sent, not allowed, an error, cut off): said so, never as "none". If conditions or imaging reports could not be read, the answer is no better than "complete the work-up".',
]

export const NEED_WORDS: Readonly<Record<SourceRow['need'], string>> = {
  required: 'Needed. Without it there is no answer (412).',
  either: 'One of these is needed; without both there is no answer (412).',
  optional: 'May be left out. What is missing is named as not read.',
}

export const LIMITS: readonly string[] = [
  'It sees what is in the record. A fracture, a symptom or a treatment that nobody charted as data does not exist for it.',
  'Report text is read by rules for English radiology language. Unusual wording is missed, and can be misread.',
  'Numbers marked "ours" are a reading of the project where the source gives none. They are open to challenge.',
  'Examination at the fracture level, spinal instability and the goals of care are rarely charted as data: a person must ask.',
  'Several sources were not seen in full: the ratings table of the RAND/UCLA panel, the newer ACR tables, and the coverage policy of Novitas (Texas).',
  'Sex is administrative gender, and pregnancy evidence counts for a limited time only.',
]
