import type { Citation } from '../citation.ts'
import type { Criterion } from '../criterion.ts'
import type { FractureCause } from '../facts.ts'
import { type Missing, met, notMet, unknown } from '../finding.ts'

const CAUSE_WORDS: Readonly<Record<FractureCause, string>> = {
  osteoporotic: 'osteoporotic',
  neoplastic: 'neoplastic',
  traumatic: 'traumatic',
  infectious: 'due to infection',
  'osteogenesis-imperfecta': 'due to osteogenesis imperfecta',
  'other-pathologic': 'pathological',
  'not-documented': 'of no documented cause',
}

export const CAUSE_MISSING: Missing = { id: 'cause', text: 'the cause of the fracture' }

export function causeWords(cause: FractureCause): string {
  return CAUSE_WORDS[cause]
}

/** Another documented cause leaves the scope of the source; a cause that nobody documented does not. */
export function osteoporoticFracture(citation: Citation, says: string): Criterion {
  return {
    id: 'osteoporotic-fracture',
    name: 'Osteoporotic fracture',
    statement: 'The fracture is osteoporotic; no other cause is documented',
    citation,
    says,
    thresholds: [],
    reads: ['fracture'],
    assess: ({ fracture: { cause, evidence } }) => {
      const because = `The fracture is documented as ${causeWords(cause)}.`
      if (cause === 'osteoporotic') return met(because, evidence)
      if (cause === 'not-documented') {
        return unknown('No cause is documented.', CAUSE_MISSING, evidence)
      }
      return notMet(because, evidence)
    },
  }
}
