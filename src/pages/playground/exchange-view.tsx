import { AssessmentView } from './assessment-view.tsx'
import { CardView } from './card-view.tsx'
import type { Exchange } from './exchange.ts'
import { JsonText } from './json-text.tsx'
import { explainSilence } from './silence.ts'

interface ExchangeProps {
  readonly exchange: Exchange
  readonly fhirUrl: string | undefined
}

/** One hook call in three places of the page: the line that is read aloud, the card, and what stands behind it. */
export function ExchangeFragments({ exchange, fhirUrl }: ExchangeProps) {
  return (
    <>
      <div data-into="status">{announce(exchange)}</div>
      <div data-into="card">
        <Answer exchange={exchange} />
      </div>
      <div data-into="behind">
        <details open>
          <summary>Assessment</summary>
          {exchange.assessment === null ? (
            <p class="quiet">There is no assessment.</p>
          ) : (
            <AssessmentView assessment={exchange.assessment} fhirUrl={fhirUrl} />
          )}
        </details>
        <details>
          <summary>Request</summary>
          <Request request={exchange.request} />
        </details>
        <details>
          <summary>Response</summary>
          <p>HTTP {exchange.status}</p>
          <JsonText value={exchange.response} label="Response" />
        </details>
      </div>
    </>
  )
}

function announce({ status, cards, timings }: Exchange): string {
  const answer = status !== 200 ? `Refused (HTTP ${status})` : cards.length === 0 ? 'No card' : countCards(cards.length)
  const call = timings.hookMs === null ? '' : `, answered in ${Math.round(timings.hookMs)} ms`
  const read = timings.readMs === null ? '' : ` (the EHR read the chart in ${Math.round(timings.readMs)} ms)`
  return `${answer}${call}${read}.`
}

function countCards(count: number): string {
  return count === 1 ? 'One card' : `${count} cards`
}

function Answer({ exchange: { status, cards, problems, assessment } }: { readonly exchange: Exchange }) {
  if (status !== 200) return <Refusal problems={problems} />
  if (cards.length > 0)
    return (
      <>
        {cards.map((card, number) => (
          <CardView card={card} number={number} />
        ))}
      </>
    )
  return (
    <article class="card silence">
      <p class="indicator">Silence</p>
      <h3>No card: the physician is not interrupted</h3>
      <p>{explainSilence(assessment)}</p>
      {assessment === null ? undefined : <p class="quiet">Outcome: {assessment.outcome}</p>}
    </article>
  )
}

function Refusal({ problems }: Pick<Exchange, 'problems'>) {
  return (
    <article class="card refused">
      <p class="indicator">No answer</p>
      <h3>The service did not answer this call</h3>
      {problems.length === 0 ? <p>It gave no reason.</p> : undefined}
      {problems.map((problem) => (
        <p>{problem}</p>
      ))}
    </article>
  )
}

function Request({ request }: Pick<Exchange, 'request'>) {
  const lines = [
    ['POST', `/cds-services/${request.service}`],
    ['hook', request.hook],
    ['hookInstance', request.hookInstance],
    ['fhirServer', request.fhirServer ?? 'not sent'],
    ...Object.entries(request.context).map(([name, value]) => [`context.${name}`, value]),
    ...Object.entries(request.prefetch ?? {}).map(([key, sent]) => [`prefetch.${key}`, sent]),
    ...(request.prefetch === null ? [['prefetch', 'not sent']] : []),
  ]
  return (
    <>
      <table class="sent">
        <tbody>
          {lines.slice(0, 100).map(([name, value]) => (
            <tr>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <details data-json="request">
        <summary>All of it as JSON</summary>
        <JsonText value={{}} label="Request" />
      </details>
    </>
  )
}
