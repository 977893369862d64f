import { AssessmentView } from './assessment-view.tsx'
import { CardView } from './card-view.tsx'
import type { CallRecord, Exchange } from './exchange.ts'
import { JsonText } from './json-text.tsx'
import { explainSilence, liesInTheCall } from './silence.ts'

interface ExchangeProps {
  readonly exchange: Exchange
  /** What the service recorded of this call; undefined where it is not known any more. */
  readonly record: CallRecord | undefined
  readonly fhirUrl: string | undefined
}

/** One hook call in three places of the page: the line that is read aloud, the card, and what stands behind it. */
export function ExchangeFragments({ exchange, record, fhirUrl }: ExchangeProps) {
  const { service } = exchange.request
  return (
    <>
      <div data-into="status">{announce(exchange)}</div>
      <div data-into="card" data-service={service}>
        <Answer exchange={exchange} record={record} />
      </div>
      <div data-into="behind">
        <details open>
          <summary>Assessment</summary>
          <p class="quiet">What POST /assessments answers to the same request; it is never suppressed.</p>
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
          {record === undefined ? undefined : <p>Recorded as: {recordWords(record)}</p>}
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

function recordWords({ result, silentBecause, shownBecause }: CallRecord): string {
  return [result, silentBecause, shownBecause].filter((words) => words !== null).join(', ')
}

function countCards(count: number): string {
  return count === 1 ? 'One card' : `${count} cards`
}

function Answer({ exchange, record }: Pick<ExchangeProps, 'exchange' | 'record'>) {
  const { request, status, cards, problems, assessment } = exchange
  if (status !== 200) return <Refusal problems={problems} />
  if (cards.length > 0)
    return (
      <>
        {cards.map((card, number) => (
          <CardView card={card} hook={request.hook} number={number} />
        ))}
      </>
    )
  return (
    <article class="card silence">
      <p class="indicator">Silence</p>
      <p class="hook">{request.hook}</p>
      <h3>No card: the physician is not interrupted</h3>
      <p>{explainSilence(assessment, record)}</p>
      {assessment === null || liesInTheCall(record) ? undefined : <p class="quiet">Outcome: {assessment.outcome}</p>}
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
    ...(request.mode === null ? [] : [['X-Development-Mode', request.mode]]),
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
