import { isObject } from '../../fhir/resource.ts'
import { EvidenceList } from './evidence-list.tsx'
import { type Evidence, readEvidence } from './exchange.ts'

interface FactsViewProps {
  readonly facts: Readonly<Record<string, unknown>>
  readonly fhirUrl: string | undefined
}

const MAX_KINDS = 30
const MAX_FACTS = 100
/** A clock time is there for comparing; the date beside it is what people read. */
const NOT_SHOWN: ReadonlySet<string> = new Set(['evidence', 'at', 'startedAt'])

/** Every fact that was read, by kind: what it says and where it stands. */
export function FactsView({ facts, fhirUrl }: FactsViewProps) {
  const kinds = Object.entries(facts)
    .slice(0, MAX_KINDS)
    .map(([kind, value]) => ({ kind, said: factsIn(value) }))
    .filter(({ said }) => said.length > 0)
  if (kinds.length === 0) return <p class="quiet">No facts were read.</p>
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Kind</th>
          <th scope="col">What the record says</th>
        </tr>
      </thead>
      <tbody>
        {kinds.map(({ kind, said }) => (
          <tr>
            <th scope="row" class="kind">
              {toWords(kind)}
            </th>
            <td>
              <ul class="facts">
                {said.map(({ words, evidence }) => (
                  <li>
                    {words}
                    <EvidenceList evidence={evidence} fhirUrl={fhirUrl} />
                  </li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface SaidFact {
  readonly words: string
  readonly evidence: readonly Evidence[]
}

function factsIn(value: unknown): readonly SaidFact[] {
  return itemsIn(value)
    .slice(0, MAX_FACTS)
    .map(sayFact)
    .filter(({ words }) => words !== '')
}

/** A list of facts, one fact, or facts by name (`function`). */
function itemsIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  if (!isObject(value) || Object.hasOwn(value, 'evidence')) return [value]
  return Object.entries(value).map(([kind, fact]) => (isObject(fact) ? { kind, ...fact } : { kind, value: fact }))
}

function sayFact(fact: unknown): SaidFact {
  if (!isObject(fact)) return { words: sayValue(fact), evidence: [] }
  const words = Object.entries(fact)
    .filter(([name]) => !NOT_SHOWN.has(name))
    .flatMap(([name, value]) => sayField(name, sayValue(value)))
  return { words: words.join(' · '), evidence: readEvidence(fact.evidence) }
}

/** Dates and kinds speak for themselves; what the record leaves open is not repeated. */
function sayField(name: string, said: string): readonly string[] {
  if (said === '' || said === 'unknown') return []
  return [name === 'date' || name === 'kind' ? toWords(said) : `${toWords(name)} ${said}`]
}

function sayValue(value: unknown): string {
  if (value === null || value === undefined || isObject(value)) return ''
  if (Array.isArray(value)) return value.slice(0, 20).map(sayValue).join(' to ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return String(value).slice(0, 300)
}

/** `boneDensity` and `bone-density` become "bone density"; dates stay as they are. */
function toWords(name: string): string {
  if (/^\d/.test(name)) return name
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase()
}
