import type { SafetyFact } from '../clinical/facts.ts'
import { elementsOf, fieldOf, statusCodesOf, wordsOf } from './element.ts'
import { evidenceOf } from './evidence.ts'
import { firstDay } from './record-date.ts'
import { meaningsOf } from './value-sets/index.ts'

/** No code for bone cement is verified, so its names are read; radiology contrast media go by many product names. */
const CEMENT = [
  'bone cement',
  'methyl methacrylate',
  'methylmethacrylate',
  'polymethylmethacrylate',
  'polymethyl methacrylate',
  'pmma',
]
const CONTRAST = [
  'contrast',
  'iodinated',
  'radiocontrast',
  'iohexol',
  'iopamidol',
  'iodixanol',
  'gadolinium',
  'gadobutrol',
  'gadoterate',
]

export function readAllergy(resource: unknown): SafetyFact | undefined {
  const verification = statusCodesOf(resource, 'verificationStatus')
  const clinical = statusCodesOf(resource, 'clinicalStatus')
  if (verification.includes('refuted') || verification.includes('entered-in-error')) return undefined
  if (clinical.includes('inactive') || clinical.includes('resolved')) return undefined

  const substances = elementsOf(resource, 'reaction').map((reaction) => wordsOf(fieldOf(reaction, 'substance')))
  const words = [wordsOf(fieldOf(resource, 'code')), ...substances].join('\n').toLowerCase()
  if (/\bno (?:known )?(?:drug )?allerg/.test(words)) return undefined
  const kind = kindOf(words) ?? codedKind(resource)
  if (kind === undefined) return undefined
  const date = firstDay(resource, ['onsetDateTime', 'recordedDate'])
  return { kind, present: true, certainty: 'confirmed', date, evidence: evidenceOf(resource, date) }
}

function codedKind(resource: unknown): 'contrast-allergy' | undefined {
  const meanings = meaningsOf(fieldOf(resource, 'code'))
  return meanings.some(({ groups }) => groups.has('allergy.radiographic_dye')) ? 'contrast-allergy' : undefined
}

function kindOf(words: string): 'cement-allergy' | 'contrast-allergy' | undefined {
  if (CEMENT.some((name) => words.includes(name))) return 'cement-allergy'
  return CONTRAST.some((name) => words.includes(name)) ? 'contrast-allergy' : undefined
}
