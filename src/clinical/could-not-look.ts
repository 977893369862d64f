import type { PatientFacts, Source } from './facts.ts'

/** "Nothing found" is said only where somebody could look: otherwise the sentence names the source that was not read. */
export function lookedWords({ couldNotLook }: PatientFacts, source: Source, nothingFound: string): string {
  return couldNotLook.includes(source) ? `Could not look: ${source}.` : nothingFound
}
