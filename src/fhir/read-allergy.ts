import type { SafetyFact } from '../clinical/facts.ts'
import { elementsOf, fieldOf, statusCodesOf, wordsOf } from './element.ts'
import { basisOf, evidenceOf } from './evidence.ts'
import { firstDay } from './record-date.ts'
import { meaningsOf } from './value-sets/index.ts'

/** No code for bone cement is verified, so its names are read. */
const CEMENT = [
  'bone cement',
  'methyl methacrylate',
  'methylmethacrylate',
  'polymethylmethacrylate',
  'polymethyl methacrylate',
  'pmma',
]
/** What makes balloon and cement show under fluoroscopy, also by product name. */
const OPACIFICATION =
  /contrast|iodinated|iohexol|iopamidol|iodixanol|ioversol|iopromide|iothalamate|diatrizoate|omnipaque|visipaque|isovue|ultravist|optiray|\b(?:x-?ray|radiographic|radiology|ivp|iv|ct) dye\b|\bbarium/
/** The contrast of MRI does not show under fluoroscopy and is not used here. */
const OF_MRI =
  /gadolinium|gado\w+|\b(?:gbca|gadavist|dotarem|magnevist|multihance|omniscan|prohance|eovist)\b|\bmri? contrast/
const NONE_KNOWN = /\bno (?:known )?(?:\w{1,20} ){0,2}allerg|\b(?:denies|not allergic)\b/

type AllergyKind = 'cement-allergy' | 'contrast-allergy'

export function readAllergy(resource: unknown): SafetyFact | undefined {
  const verification = statusCodesOf(resource, 'verificationStatus')
  const clinical = statusCodesOf(resource, 'clinicalStatus')
  if (verification.includes('refuted') || verification.includes('entered-in-error')) return undefined
  if (clinical.includes('inactive') || clinical.includes('resolved')) return undefined

  const substances = elementsOf(resource, 'reaction').map((reaction) => wordsOf(fieldOf(reaction, 'substance')))
  const words = [wordsOf(fieldOf(resource, 'code')), ...substances].join('\n').toLowerCase()
  if (NONE_KNOWN.test(words)) return undefined
  const coded = codedKind(resource)
  const kind: AllergyKind | undefined = kindOf(words) ?? coded
  if (kind === undefined) return undefined
  const date = firstDay(resource, ['onsetDateTime', 'recordedDate'])
  return {
    kind,
    present: true,
    certainty: 'confirmed',
    date,
    evidence: evidenceOf(resource, date, basisOf(kind, coded)),
  }
}

function codedKind(resource: unknown): AllergyKind | undefined {
  const meanings = meaningsOf(fieldOf(resource, 'code'))
  return meanings.some(({ groups }) => groups.has('allergy.radiographic_dye')) ? 'contrast-allergy' : undefined
}

function kindOf(words: string): AllergyKind | undefined {
  if (CEMENT.some((name) => words.includes(name))) return 'cement-allergy'
  return OPACIFICATION.test(words) && !(OF_MRI.test(words) && !/iod/.test(words)) ? 'contrast-allergy' : undefined
}
