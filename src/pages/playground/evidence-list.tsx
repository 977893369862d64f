import type { Evidence } from './exchange.ts'

interface EvidenceListProps {
  readonly evidence: readonly Evidence[]
  readonly fhirUrl: string | undefined
}

const RESOURCE = /^[A-Z][A-Za-z]{1,40}\/[A-Za-z0-9._-]{1,128}$/

/** Where it stands in the record, each a link to the resource itself. */
export function EvidenceList({ evidence, fhirUrl }: EvidenceListProps) {
  if (evidence.length === 0) return undefined
  return (
    <ul class="evidence" aria-label="Evidence">
      {evidence.map(({ reference, date, basis }) => (
        <li>
          {fhirUrl !== undefined && RESOURCE.test(reference) ? (
            <a href={`${fhirUrl}/${reference}`} target="_blank" rel="noopener noreferrer">
              {reference}
            </a>
          ) : (
            reference
          )}
          <span>{[date ?? 'undated', basis].join(', ')}</span>
        </li>
      ))}
    </ul>
  )
}
