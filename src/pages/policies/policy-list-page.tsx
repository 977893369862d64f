import type { PolicySummary } from '../../artefacts/policy-json.ts'
import { DocumentPage } from '../document-page.tsx'
import { SourceLink } from '../threshold-list.tsx'

/** All policies, side by side. */
export function PolicyListPage({ policies }: { readonly policies: readonly PolicySummary[] }) {
  return (
    <DocumentPage title="Policies" path="/policies">
      <h1>Policies</h1>
      <p class="lead">
        A policy is a published set of criteria. Every patient is assessed by all of them, side by side; they disagree,
        and the disagreement is shown, never averaged. The site chooses which one decides the card.
      </p>
      <ul class="entries">
        {policies.map((policy) => (
          <PolicyEntry policy={policy} />
        ))}
      </ul>
      <p class="quiet">
        How they differ, question by question: <a href="/about#disagreement">where the sources disagree</a>. The same
        list as <a href="/policies?format=json">JSON</a>.
      </p>
    </DocumentPage>
  )
}

function PolicyEntry({ policy }: { readonly policy: PolicySummary }) {
  const { id, title, about, mayDecide, citation, criteriaCount, ruleVersion } = policy
  return (
    <li class="entry">
      <h2>
        <a href={`/policies/${id}`}>{title}</a> <DecidesMark mayDecide={mayDecide} />
      </h2>
      <p>{about}</p>
      <p class="source">
        Source: <SourceLink citation={citation} />
      </p>
      <p class="quiet">
        <code>{id}</code> · {criteriaCount} criteria · rules {ruleVersion}
      </p>
    </li>
  )
}

export function DecidesMark({ mayDecide }: { readonly mayDecide: boolean }) {
  return (
    <span class={`mark ${mayDecide ? 'good' : 'quiet'}`}>{mayDecide ? 'may decide the card' : 'informs only'}</span>
  )
}
