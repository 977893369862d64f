import { CardDetail } from './card-detail.tsx'
import type { Card } from './exchange.ts'
import { JsonText } from './json-text.tsx'

const INDICATOR_WORDS: ReadonlyMap<string, string> = new Map([
  ['info', 'Information'],
  ['warning', 'Warning'],
  ['critical', 'Critical'],
])

interface CardPart {
  readonly card: Card
  /** The hook that brought it. */
  readonly hook: string
  /** Of the card in its answer: with the hook it keeps the ids of several cards apart. */
  readonly number: number
}

/** A card as a physician sees it. */
export function CardView({ card, hook, number }: CardPart) {
  const word = INDICATOR_WORDS.get(card.indicator)
  return (
    <article class={`card ${word === undefined ? '' : card.indicator}`} data-card={card.uuid}>
      <p class="indicator">{word ?? 'Unknown indicator'}</p>
      <p class="hook">{hook}</p>
      <h3>{card.summary}</h3>
      <div class="detail">
        <CardDetail text={card.detail} />
      </div>
      <Suggestions suggestions={card.suggestions} />
      <Links links={card.links} />
      <Override card={card} hook={hook} number={number} />
      <p class="told" data-told="" />
      <p class="source">
        Source: <LinkOrText url={card.source.url} label={card.source.label} />
      </p>
    </article>
  )
}

/** Accepting puts the draft among the pending orders and tells the service. */
function Suggestions({ suggestions }: Pick<Card, 'suggestions'>) {
  if (suggestions.length === 0) return undefined
  return (
    <ul class="suggestions" aria-label="Suggestions">
      {suggestions.map(({ label, uuid, actions }) => (
        <li>
          <button type="button" data-accept={uuid}>
            {label}
          </button>
          <details>
            <summary>What it orders</summary>
            {actions.map(({ resource }) => (
              <JsonText value={resource} label={`Draft: ${label}`} />
            ))}
          </details>
        </li>
      ))}
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

function Override({ card, hook, number }: CardPart) {
  if (card.overrideReasons.length === 0) return undefined
  const id = `reason-${hook}-${number}`
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
    </div>
  )
}
