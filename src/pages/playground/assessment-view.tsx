import { EvidenceList } from './evidence-list.tsx'
import type { Assessment, Fracture, Gate, Judged } from './exchange.ts'
import { FactsView } from './facts-view.tsx'
import { FindingMark } from './finding-mark.tsx'

interface WithServer {
  readonly fhirUrl: string | undefined
}

/** The whole assessment as tables: criteria, gates, fractures, companions, facts. */
export function AssessmentView({ assessment, fhirUrl }: WithServer & { readonly assessment: Assessment }) {
  const { outcome, because, policy, policies, ruleVersion, assessedOn } = assessment
  const { gates, fractures, otherFractures, companions, facts, couldNotLook } = assessment
  return (
    <>
      <p class="outcome">
        <strong>{outcome}</strong> {because}
      </p>
      <p class="quiet">
        Policy {policy}, rules {ruleVersion}, assessed on {assessedOn}.
      </p>
      {couldNotLook.length === 0 ? undefined : (
        <p class="unread">
          <strong>Could not look:</strong> {couldNotLook.join(', ')}. What is not found there is not known to be absent.
        </p>
      )}
      {Object.entries(policies)
        .slice(0, 20)
        .map(([id, row]) => (
          <>
            <h3>
              Criteria of <a href={`/policies/${encodeURIComponent(id)}`}>{id}</a>{' '}
              <small>{[row.level ?? '', row.outcome].filter((words) => words !== '').join(', ')}</small>
            </h3>
            <JudgementTable rows={row.criteria} of="criterion" fhirUrl={fhirUrl} />
          </>
        ))}
      <Gates gates={gates} fhirUrl={fhirUrl} />
      <h3>Fractures</h3>
      <Fractures fractures={[...fractures, ...otherFractures]} fhirUrl={fhirUrl} />
      <h3>Bone health</h3>
      <JudgementTable rows={companions} of="criterion" fhirUrl={fhirUrl} />
      <h3>Facts</h3>
      <FactsView facts={facts} fhirUrl={fhirUrl} />
    </>
  )
}

/** A gate that nothing in the record answers is the rule, so those are folded away unless something was not readable. */
function Gates({ gates, fhirUrl }: WithServer & { readonly gates: readonly Gate[] }) {
  const isOpen = ({ finding, couldNotLook }: Gate) => finding === 'unknown' && couldNotLook.length === 0
  const silent = gates.filter(isOpen)
  return (
    <>
      <h3>Safety gates</h3>
      <JudgementTable rows={gates.filter((gate) => !isOpen(gate))} of="gate" fhirUrl={fhirUrl} />
      {silent.length === 0 ? undefined : (
        <details>
          <summary>Gates about which the record says nothing: {silent.length}</summary>
          <JudgementTable rows={silent} of="gate" fhirUrl={fhirUrl} />
        </details>
      )}
    </>
  )
}

interface JudgementTableProps extends WithServer {
  readonly rows: readonly Judged[]
  readonly of: 'criterion' | 'gate'
}

function JudgementTable({ rows, of, fhirUrl }: JudgementTableProps) {
  if (rows.length === 0) return <p class="quiet">None.</p>
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Finding</th>
          <th scope="col">{of === 'gate' ? 'Gate' : 'Criterion'} and reason</th>
          <th scope="col">In the record, and by which rule</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ finding, statement, because, missing, evidence, citation }) => (
          <tr>
            <td>
              <FindingMark finding={finding} of={of} />
            </td>
            <td>
              <strong>{statement}</strong>
              <p>{because}</p>
              {missing === null ? undefined : <p class="missing">Missing: {missing}</p>}
            </td>
            <td>
              <EvidenceList evidence={evidence} fhirUrl={fhirUrl} />
              <p class="citation">{citation}</p>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Fractures({ fractures, fhirUrl }: WithServer & { readonly fractures: readonly Fracture[] }) {
  if (fractures.length === 0) return <p class="quiet">None.</p>
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Level</th>
          <th scope="col">What is known</th>
          <th scope="col">In the record</th>
        </tr>
      </thead>
      <tbody>
        {fractures.map((fracture) => (
          <tr>
            <th scope="row">{fracture.level ?? fracture.region ?? 'not named'}</th>
            <td>
              <strong>{fracture.status}</strong>
              <p>{fracture.because}</p>
              <p>{sayFracture(fracture)}</p>
            </td>
            <td>
              <EvidenceList evidence={fracture.evidence} fhirUrl={fhirUrl} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function sayFracture(fracture: Fracture): string {
  const { certainty, cause, acuity } = fracture
  return [certainty, `cause ${cause}`, `acuity ${acuity}`, onsetWords(fracture)].join(' · ')
}

function onsetWords({ onset, onsetEarliest, onsetBasis }: Fracture): string {
  if (onset === null) return 'onset unknown'
  return onsetEarliest === null ? `onset ${onset} or earlier (${onsetBasis})` : `onset ${onset} (${onsetBasis})`
}
