import type { SafetyKind } from '../clinical/facts.ts'

/**
 * Conditions that arrive as words only. Each row is a phrase that means the same wherever it stands in a diagnosis name;
 * anything that needs context is left to the codes.
 */
const PHRASES: readonly (readonly [phrase: string, kind: SafetyKind])[] = [
  ['cauda equina', 'neurological-deficit'],
  ['paraplegia', 'neurological-deficit'],
  ['paraparesis', 'neurological-deficit'],
  ['saddle anesthesia', 'neurological-deficit'],
  ['saddle anaesthesia', 'neurological-deficit'],
  ['foot drop', 'possible-neurological-deficit'],
  ['leg weakness', 'possible-neurological-deficit'],
  ['lower extremity weakness', 'possible-neurological-deficit'],
  ['weakness of both lower', 'possible-neurological-deficit'],
  ['weakness of both legs', 'possible-neurological-deficit'],
  ['weakness of lower', 'possible-neurological-deficit'],
  ['weakness in both legs', 'possible-neurological-deficit'],
  ['urinary incontinence', 'possible-neurological-deficit'],
  ['bowel incontinence', 'possible-neurological-deficit'],
  ['urinary retention', 'possible-neurological-deficit'],
  ['radiculopathy', 'possible-neurological-deficit'],
  ['myelopathy', 'possible-neurological-deficit'],
  ['spinal cord compression', 'neural-compression'],
  ['cord compression', 'neural-compression'],
  ['nerve root compression', 'neural-compression'],
  ['discitis', 'spinal-infection'],
  ['diskitis', 'spinal-infection'],
  ['vertebral osteomyelitis', 'spinal-infection'],
  ['osteomyelitis of vertebra', 'spinal-infection'],
  ['osteomyelitis of spine', 'spinal-infection'],
  ['osteomyelitis of the spine', 'spinal-infection'],
  ['spinal osteomyelitis', 'spinal-infection'],
  ['epidural abscess', 'spinal-infection'],
  ['sepsis', 'systemic-infection'],
  ['bacteremia', 'systemic-infection'],
  ['bacteraemia', 'systemic-infection'],
  ['epidural metastas', 'epidural-tumour'],
  ['epidural tumor', 'epidural-tumour'],
  ['epidural tumour', 'epidural-tumour'],
  ['spinal instability', 'spinal-instability'],
  ['unstable burst fracture', 'spinal-instability'],
  ['motor vehicle', 'high-energy-trauma'],
  ['high-energy', 'high-energy-trauma'],
  ['high energy trauma', 'high-energy-trauma'],
  ['fall from height', 'high-energy-trauma'],
  ['multiple myeloma', 'malignancy'],
  ['metastatic', 'malignancy'],
  ['pregnan', 'pregnancy'],
  ['hospice', 'comfort-care'],
  ['comfort care', 'comfort-care'],
  ['comfort measures', 'comfort-care'],
  ['hemophilia', 'coagulopathy'],
  ['haemophilia', 'coagulopathy'],
  ['coagulopathy', 'coagulopathy'],
]

/** Words right before a phrase, in the same part of the name, that take it back. */
const DENIED =
  /(?:history of|\bh\/o|\bhx(?: of)?|\bno|\bnot|no evidence of|screening for|risk of|risk for|negative for|without|ruled out)\b[a-z ]{0,30}$/
/** Words right after it that do the same. */
const DENIED_AFTER = /^[a-z ]{0,20}(?:ruled out|: negative|negative\b|screening)/

/** A deficit that comes from the neck is not this fracture's; a cancer or an infection there still counts. */
const OF_THE_NECK = /cervical|\bneck\b/
const NERVES: ReadonlySet<SafetyKind> = new Set([
  'neurological-deficit',
  'possible-neurological-deficit',
  'neural-compression',
  'spinal-instability',
])

/** What the name of a diagnosis says when no code does. */
export function safetyKindsOf(words: string): readonly SafetyKind[] {
  const name = words.toLowerCase()
  const kinds = new Set(PHRASES.flatMap(([phrase, kind]) => (says(name, phrase) ? [kind] : [])))
  return OF_THE_NECK.test(name) ? [...kinds].filter((kind) => !NERVES.has(kind)) : [...kinds]
}

function says(name: string, phrase: string): boolean {
  const at = name.indexOf(phrase)
  if (at === -1) return false
  const before = name.slice(Math.max(0, at - 60), at)
  const after = name.slice(at + phrase.length, at + phrase.length + 40)
  return !DENIED.test(before) && !DENIED_AFTER.test(after)
}
