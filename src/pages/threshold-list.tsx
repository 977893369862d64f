import type { CitationJson, ThresholdJson } from '../artefacts/threshold-json.ts'

interface ThresholdListProps {
  readonly thresholds: readonly ThresholdJson[]
  /** The source, by id, that stands above the list already. */
  readonly citedAbove?: string
}

/** Numbers with what the source says; a number that no source gives is marked. */
export function ThresholdList({ thresholds, citedAbove }: ThresholdListProps) {
  if (thresholds.length === 0) return undefined
  return (
    <ul class="thresholds">
      {thresholds.map(({ id, words, says, origin, citation }) => (
        <li>
          <strong class="value">{words}</strong> <code>{id}</code>{' '}
          {origin === 'ours' ? <span class="mark open">ours</span> : undefined}
          <p>
            {says}. {origin === 'ours' || citation.id === citedAbove ? undefined : <SourceLink citation={citation} />}
          </p>
        </li>
      ))}
    </ul>
  )
}

/** A source, as a link where it has a stable address. */
export function SourceLink({ citation: { id, title, url } }: { readonly citation: CitationJson }) {
  if (id === 'ours') return <span class="mark open">ours</span>
  return url === null ? <cite>{title}</cite> : <a href={url}>{title}</a>
}
