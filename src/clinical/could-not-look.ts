import type { PatientFacts, Source } from './facts.ts'
import type { Judgement, Missing } from './finding.ts'

export const SOURCE_WORDS: Readonly<Record<Source, string>> = {
  patient: 'the patient',
  conditions: 'diagnoses',
  imagingReports: 'imaging reports',
  imagingStudies: 'imaging studies',
  observations: 'measurements and scores',
  medications: 'medicines',
  procedures: 'procedures',
  serviceRequests: 'orders and referrals',
  allergies: 'allergies',
  encounter: 'the encounter',
}

/** "Nothing found" is said only where somebody could look: otherwise the sentence names the source that was not read. */
export function lookedWords({ couldNotLook }: PatientFacts, source: Source, nothingFound: string): string {
  return couldNotLook.includes(source) ? `Could not look: ${SOURCE_WORDS[source]}.` : nothingFound
}

/** Reports that could not be read may hold the answer: they are asked for, and not a second study. */
export function missingOrUnread({ couldNotLook }: PatientFacts, missing: Missing): Missing {
  return couldNotLook.includes('imagingReports')
    ? { id: 'unread-imagingReports', text: 'the imaging reports (could not be read)' }
    : missing
}

/** An unknown that rests on nothing found says so only where somebody could look everywhere. */
export function orCouldNotLook(
  judgement: Judgement,
  sources: readonly Source[],
  { couldNotLook }: PatientFacts,
): Judgement {
  if (judgement.finding !== 'unknown' || judgement.evidence.length > 0 || couldNotLook.length === 0) return judgement
  const unread = [...new Set(sources)].filter((source) => couldNotLook.includes(source))
  if (unread.length === 0) return judgement
  return { ...judgement, because: `Could not look: ${unread.map((source) => SOURCE_WORDS[source]).join(', ')}.` }
}
