import type { Assessment } from '../clinical/assessment.ts'
import type { Source } from '../clinical/facts.ts'
import type { Missing } from '../clinical/finding.ts'

const SOURCE_WORDS: Readonly<Record<Source, string>> = {
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

/** That a study exists and where the patient is settle nothing on their own: few EHRs offer either, and no card names them. */
const NOT_NAMED: ReadonlySet<Source> = new Set<Source>(['imagingStudies', 'encounter'])

/** What could not be read, in words; an unread source is not an empty one. */
export function unreadSourcesOf({ facts }: Assessment): readonly string[] {
  return facts.couldNotLook.filter((source) => !NOT_NAMED.has(source)).map((source) => SOURCE_WORDS[source])
}

/** Everything that must be found or corrected before the deciding policy can say more; each item once. */
export function missingItemsOf(assessment: Assessment): readonly Missing[] {
  const row = assessment.policies.get(assessment.policy)?.first
  const items = [
    ...(row?.criteria ?? []).filter(({ id }) => row?.waitsFor.includes(id)).flatMap(({ missing }) => missing ?? []),
    ...assessment.gates
      .filter(({ action, finding }) => action === 'complete-workup' && finding === 'met')
      .flatMap(({ missing }) => missing ?? []),
    ...mustBeRead(assessment),
  ]
  return [...new Map(items.map((item) => [item.id, item])).values()].filter(
    ({ id }) => id !== 'ct-or-mri' || !items.some((item) => item.id === 'mri'),
  )
}

function mustBeRead({ facts }: Assessment): readonly Missing[] {
  return (['conditions', 'imagingReports'] as const)
    .filter((source) => facts.couldNotLook.includes(source))
    .map((source) => ({ id: `unread-${source}`, text: `the ${SOURCE_WORDS[source]} (could not be read)` }))
}
