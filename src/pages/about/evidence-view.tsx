import type { AboutJson } from '../../artefacts/about-json.ts'
import type { Disagreement } from '../../artefacts/disagreement.ts'

const DIRECTION_MARKS = {
  for: { class: 'good', words: 'for' },
  against: { class: 'bad', words: 'against' },
  mixed: { class: 'open', words: 'mixed' },
} as const

export function Evidence({ evidence }: { readonly evidence: AboutJson['evidence'] }) {
  return (
    <>
      <h2 id="evidence">Evidence for and against</h2>
      <ul class="bullets">
        {evidence.summary.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
      <ul class="entries">
        {evidence.items.map(({ title, url, direction, words }) => (
          <li class="entry">
            <p>
              <span class={`mark ${DIRECTION_MARKS[direction].class}`}>{DIRECTION_MARKS[direction].words}</span>{' '}
              <a href={url}>{title}</a>
            </p>
            <p>{words}</p>
          </li>
        ))}
      </ul>
    </>
  )
}

/** One table for each question, so that a phone shows it whole. */
export function SourcesDisagree({ disagreements }: { readonly disagreements: readonly Disagreement[] }) {
  return (
    <>
      <h2 id="disagreement">Where the sources disagree</h2>
      <p>The same patient can be a referral by one source and none by another. This is what each of them asks.</p>
      {disagreements.map(({ id, topic, policies }) => (
        <section class="entry">
          <table class="compare">
            <caption id={`disagreement-${id}`}>{topic}</caption>
            <thead>
              <tr>
                <th scope="col">Policy</th>
                <th scope="col">What it asks</th>
              </tr>
            </thead>
            <tbody>
              {policies.map((row) => (
                <AskedBy row={row} />
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </>
  )
}

function AskedBy({ row: { policy, title, asks, thresholds } }: { readonly row: Disagreement['policies'][number] }) {
  return (
    <tr>
      <th scope="row">
        <a href={`/policies/${policy}`}>{title}</a>
      </th>
      <td>
        {asks.length === 0 ? <p class="quiet">Asks nothing about it.</p> : undefined}
        {asks.map(({ statement }) => (
          <p>{statement}.</p>
        ))}
        {thresholds.length === 0 ? undefined : (
          <p class="numbers">
            {thresholds.map(({ id, words, origin }) => (
              <span>
                {words} <code>{id}</code>
                {origin === 'ours' ? (
                  <>
                    {' '}
                    <span class="mark open">ours</span>
                  </>
                ) : undefined}
              </span>
            ))}
          </p>
        )}
      </td>
    </tr>
  )
}
