import { fieldOf, textOf } from '../../fhir/element.ts'
import {
  type ChartEntry,
  readCare,
  readMeasurement,
  readMedicine,
  readProblem,
  readReport,
  toEntries,
} from './chart-entries.ts'
import { patientName, resourcesIn } from './fhir-words.ts'
import { ageAndSex } from './patient-words.ts'

interface ChartProps {
  /** What the EHR read, by prefetch key. */
  readonly read: unknown
  readonly today: string
}

/** Lines that are in view before "more" is opened. */
const IN_VIEW = 6
const MAX_LINES = 300

const PARTS = [
  { title: 'Problems', keys: ['conditions'], read: readProblem },
  { title: 'Measurements', keys: ['observations'], read: readMeasurement },
  { title: 'Imaging reports', keys: ['imagingReports'], read: readReport },
  { title: 'Medicines', keys: ['medications'], read: readMedicine },
  { title: 'Procedures and orders', keys: ['procedures', 'serviceRequests'], read: readCare },
] as const

/** The chart as an EHR would show it, drawn from what the FHIR server returned. */
export function ChartFragments({ read, today }: ChartProps) {
  return (
    <>
      <div data-into="banner">
        <Banner patient={fieldOf(read, 'patient')} today={today} />
      </div>
      <div data-into="chart">
        {PARTS.map(({ title, keys, read: readEntry }) => (
          <ChartPart
            title={title}
            entries={toEntries(
              keys.flatMap((key) => resourcesIn(fieldOf(read, key))),
              readEntry,
            )}
          />
        ))}
      </div>
    </>
  )
}

function Banner({ patient, today }: { readonly patient: unknown; readonly today: string }) {
  const birthDate = textOf(patient, 'birthDate')?.slice(0, 10)
  const id = textOf(patient, 'id')
  return (
    <>
      <h1>{patientName(patient)}</h1>
      <p>
        <span>{ageAndSex(patient, today)}</span>
        {birthDate === undefined ? undefined : <span>born {birthDate}</span>}
        {id === undefined ? undefined : <code>Patient/{id}</code>}
      </p>
    </>
  )
}

function ChartPart({ title, entries }: { readonly title: string; readonly entries: readonly ChartEntry[] }) {
  const rest = entries.slice(IN_VIEW, MAX_LINES)
  return (
    <section class="part">
      <h3>
        {title} <span class="count">{entries.length}</span>
      </h3>
      {entries.length === 0 ? <p class="quiet">None in the record.</p> : undefined}
      <Lines entries={entries.slice(0, IN_VIEW)} />
      {rest.length === 0 ? undefined : (
        <details>
          <summary>{rest.length} more</summary>
          <Lines entries={rest} />
        </details>
      )}
    </section>
  )
}

function Lines({ entries }: { readonly entries: readonly ChartEntry[] }) {
  if (entries.length === 0) return undefined
  return (
    <ul class="lines">
      {entries.map((entry) => (
        <li class={entry.isPast ? 'past' : undefined}>
          <span class="what">{entry.title}</span>
          <span class="note">{entry.note}</span>
          <span class="date">{entry.date}</span>
          {entry.text === '' ? undefined : (
            <details class="report">
              <summary>Read the report</summary>
              <p>{entry.text}</p>
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}
