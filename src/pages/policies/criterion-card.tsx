import type { CriterionJson } from '../../artefacts/policy-json.ts'
import { SourceLink, ThresholdList } from '../threshold-list.tsx'

const ROLE_WORDS: Readonly<Record<CriterionJson['role'], string>> = {
  scope: 'Scope: not met leaves the policy, unknown stays in it',
  criterion: 'Counts in the rule as it is found; unknown is asked for',
  'unless-not-met': 'Refuses when not met; unknown holds nothing back',
  told: 'Told to the reader; decides nothing',
}

export function CriterionCard({ criterion }: { readonly criterion: CriterionJson }) {
  const { id, name, statement, role, says, citation, thresholds, reads } = criterion
  return (
    <article class="entry" id={id} aria-labelledby={`${id}-name`}>
      <h3 id={`${id}-name`}>
        {name} <code>{id}</code>
      </h3>
      <p>{statement}.</p>
      <p class="source">
        Source says: {says}. <SourceLink citation={citation} />
      </p>
      <ThresholdList thresholds={thresholds} citedAbove={citation.id} />
      <p class="quiet">
        {ROLE_WORDS[role]}. Reads:{' '}
        {reads.map((kind, index) => (
          <>
            {index > 0 ? ', ' : ''}
            <a href={`#codes-${kind}`}>{kind}</a>
          </>
        ))}
        .
      </p>
    </article>
  )
}
