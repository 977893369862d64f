import { CardDetail } from './card-detail.tsx'
import type { Card } from './exchange.ts'
import { JsonText } from './json-text.tsx'

const INDICATOR_WORDS: ReadonlyMap<string, string> = new Map([
  ['info', 'Information'],
  ['warning', 'Warning'],
  ['critical', 'Critical'],
])

/** A card as a physician sees it. `number` keeps the ids of several cards apart. */
export function CardView({ card, number }: { readonly card: Card; readonly number: number }) {
  const word = INDICATOR_WORDS.get(card.indicator)
  return (
    <article class={`card ${word === undefined ? '' : card.indicator}`} data-card={card.uuid}>
      <p class="indicator">{word ?? 'Unknown indicator'}</p>
      <h3>{card.summary}</h3>
      <div class="detail">
        <CardDetail text={card.detail} />
      </div>
      <Suggestions card={card} number={number} />
      <Links links={card.links} />
      <Dismissal card={card} number={number} />
      <p class="source">
        Source: <LinkOrText url={card.source.url} label={card.source.label} />
      </p>
    </article>
  )
}

interface CardPart {
  readonly card: Card
  readonly number: number
}

/** A click shows what the EHR would create; nothing is written anywhere. */
function Suggestions({ card, number }: CardPart) {
  if (card.suggestions.length === 0) return undefined
  return (
    <ul class="suggestions" aria-label="Suggestions">
      {card.suggestions.map(({ label, actions }, index) => {
        const id = `draft-${number}-${index}`
        return (
          <li>
            <button type="button" aria-expanded="false" aria-controls={id}>
              {label}
            </button>
            <div id={id} class="draft" hidden>
              <p>The EHR would now open this draft for signing:</p>
              {actions.map(({ resource }) => (
                <JsonText value={resource} label={`Draft: ${label}`} />
              ))}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

function Links({ links }: Pick<Card, 'links'>) {
  if (links.length === 0) return undefined
  return (
    <ul class="links">
      {links.map(({ label, url }) => (
        <li>
          <LinkOrText url={url} label={label} />
        </li>
      ))}
    </ul>
  )
}

/** An address of any other kind (`javascript:`) is never made a link. */
function LinkOrText({ url, label }: { readonly url: string; readonly label: string }) {
  if (!/^https?:\/\//i.test(url)) return <>{label}</>
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {label}
    </a>
  )
}

function Dismissal({ card, number }: CardPart) {
  if (card.overrideReasons.length === 0) return undefined
  const id = `reason-${number}`
  return (
    <div class="dismissal">
      <label for={id}>Not following this? Choose a reason</label>
      <select id={id}>
        {card.overrideReasons.map(({ code, system, display }) => (
          <option value={code} data-system={system}>
            {display || code}
          </option>
        ))}
      </select>
      <button type="button" data-dismiss={id}>
        Dismiss
      </button>
      <div id={`${id}-feedback`} class="draft" hidden>
        <p>An EHR would send this feedback (the playground does not):</p>
        <JsonText value={{}} label="Feedback" />
      </div>
    </div>
  )
}
