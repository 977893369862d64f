import type { PolicyJson } from '../../artefacts/policy-json.ts'
import { DocumentPage } from '../document-page.tsx'
import { SourceLink, ThresholdList } from '../threshold-list.tsx'
import { CodeSetsView } from './code-sets-view.tsx'
import { CriterionCard } from './criterion-card.tsx'
import { GatesView } from './gates-view.tsx'
import { DecidesMark } from './policy-list-page.tsx'
import { RuleView } from './rule-view.tsx'

const PARTS = [
  { id: 'rule', words: 'How it decides' },
  { id: 'criteria', words: 'Criteria' },
  { id: 'gates', words: 'Safety gates' },
  { id: 'preconditions', words: 'Which fracture counts' },
  { id: 'bone-health', words: 'Bone health' },
  { id: 'codes', words: 'Where facts are found, and codes' },
] as const

const EXCLUDES_WORDS =
  ' "Excludes here" marks what this policy lists as an exclusion, also where a gate elsewhere only asks for something first.'

/** Everything one policy asks, with its numbers, its words and its sources. */
export function PolicyPage({ policy }: { readonly policy: PolicyJson }) {
  const { id, title, about, mayDecide, citation, ruleVersion } = policy
  return (
    <DocumentPage title={title} path={null}>
      <p>
        <a href="/policies">All policies</a>
      </p>
      <h1>
        {title} <DecidesMark mayDecide={mayDecide} />
      </h1>
      <p class="lead">{about}</p>
      <p class="source">
        Source: <SourceLink citation={citation} />
      </p>
      <p class="quiet">
        <code>{id}</code> · rules {ruleVersion} · as <a href={`/policies/${id}?format=json`}>JSON</a> or{' '}
        <a href={`/policies/${id}?format=fhir`}>FHIR PlanDefinition</a>
      </p>
      <p class="notice">
        <span class="mark open">ours</span> marks a number or a reading that the source does not give: it is this
        project's, and open to challenge. Criteria and gates are called here what a card calls them. Supports, does not
        replace, clinical judgement.
      </p>
      <ul class="contents" aria-label="On this page">
        {PARTS.map(({ id: part, words }) => (
          <li>
            <a href={`#${part}`}>{words}</a>
          </li>
        ))}
      </ul>
      <Rule policy={policy} />
      <h2 id="criteria">Criteria</h2>
      {policy.criteria.map((criterion) => (
        <CriterionCard criterion={criterion} />
      ))}
      <h2 id="gates">Safety gates</h2>
      <p>
        Shared by all policies and asked before any of them. Looked at and nothing found is unknown, never "safe"; where
        conditions or imaging reports could not be read, the answer is no better than "complete the work-up".
        {policy.gates.some(({ excludes }) => excludes) ? EXCLUDES_WORDS : ''}
      </p>
      <GatesView gates={policy.gates} />
      <Preconditions policy={policy} />
      <BoneHealth policy={policy} />
      <h2 id="codes">Where facts are found, and codes</h2>
      <CodeSetsView codeSets={policy.codeSets} />
      {policy.notices.map((notice) => (
        <p class="source">{notice}</p>
      ))}
    </DocumentPage>
  )
}

function Rule({ policy: { scope, rule, criteria } }: { readonly policy: PolicyJson }) {
  const scopeName = criteria.find(({ id }) => id === scope)?.name
  return (
    <>
      <h2 id="rule">How it decides</h2>
      <section class="entry" aria-labelledby="rule">
        {scope === null ? undefined : (
          <p>
            <strong>Scope:</strong> <a href={`#${scope}`}>{scopeName}</a>{' '}
            <span class="quiet">Not met is out of scope; a cause that nobody documented stays in scope.</span>
          </p>
        )}
        <RuleView rule={rule} />
        <ul class="outcomes">
          <li>
            <span class="mark good">met</span> refer now
          </li>
          <li>
            <span class="mark open">unknown</span> complete the work-up, with what is missing
          </li>
          <li>
            <span class="mark quiet">not met</span> not indicated
          </li>
        </ul>
        <p class="quiet">
          A safety gate that is met comes before all of these. Unknown never counts as met or not met.
        </p>
      </section>
    </>
  )
}

function Preconditions({ policy: { preconditions, fractureStatuses } }: { readonly policy: PolicyJson }) {
  return (
    <>
      <h2 id="preconditions">Which fracture counts</h2>
      <p>Settled before any policy is asked, and the same for all of them.</p>
      {preconditions.map(({ id, statement, thresholds }) => (
        <section class="entry">
          <p>{statement}</p>
          <ThresholdList thresholds={thresholds} />
          <p class="quiet">
            <code>{id}</code>
          </p>
        </section>
      ))}
      <section class="entry">
        <ul class="bullets">
          {fractureStatuses.map(({ id, words }) => (
            <li>
              {words} <code>{id}</code>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

function BoneHealth({ policy: { companions } }: { readonly policy: PolicyJson }) {
  return (
    <>
      <h2 id="bone-health">Bone health</h2>
      <p>Advice beside the main one. It decides nothing.</p>
      {companions.map(({ id, statement, citation, thresholds }) => (
        <section class="entry">
          <p>{statement}.</p>
          <ThresholdList thresholds={thresholds} />
          <p class="quiet">
            <code>{id}</code> · <SourceLink citation={citation} />
          </p>
        </section>
      ))}
    </>
  )
}
