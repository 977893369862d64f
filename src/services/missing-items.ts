import { askedFor } from '../clinical/asked-for.ts'
import type { Assessment } from '../clinical/assessment.ts'
import { SOURCE_WORDS } from '../clinical/could-not-look.ts'
import type { Source } from '../clinical/facts.ts'
import type { Missing } from '../clinical/finding.ts'

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
    ...(row ? askedFor(row) : []),
    ...assessment.gates
      .filter(({ action, finding }) => action === 'complete-workup' && finding === 'met')
      .flatMap(({ missing }) => missing ?? []),
    ...mustBeRead(assessment),
  ]
  return [...new Map(items.map((item) => [item.id, item])).values()].filter(
    // One MRI answers both; the tumour is the reason that is told.
    ({ id }) => id !== 'mri' || !items.some((item) => item.id === 'ct-or-mri'),
  )
}

/** Sources without which no policy can say that nothing stands against a referral. */
export function mustBeRead({ facts }: Assessment): readonly Missing[] {
  return (['conditions', 'imagingReports'] as const)
    .filter((source) => facts.couldNotLook.includes(source))
    .map((source) => ({ id: `unread-${source}`, text: `the ${SOURCE_WORDS[source]} (could not be read)` }))
}
