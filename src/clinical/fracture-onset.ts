import { addDays, type CalendarDate, daysBetween, earliestOf } from './calendar.ts'
import type { FractureDiagnosis, ImagingFinding, Onset } from './facts.ts'
import { covers, type Site } from './imaging-evidence.ts'

/** "on 2026-10-20", "between 2026-10-01 and 2026-10-31", "on 2026-10-20 at the latest". */
export function onsetWords({ earliest, latest }: Onset): string {
  if (earliest === null) return `on ${latest} at the latest`
  return earliest === latest ? `on ${latest}` : `between ${earliest} and ${latest}`
}

/** The ladder: a stated onset wins; of several, the one with the narrowest and then the earliest window. */
export function exactOnsetOf(diagnoses: readonly FractureDiagnosis[]): Onset | null {
  const stated = diagnoses.flatMap(({ onset }) => (onset?.earliest != null ? [onset] : []))
  return stated.reduce<Onset | null>(
    (best, onset) => (best === null || isBetterOnset(onset, best) ? onset : best),
    null,
  )
}

function isBetterOnset(a: Onset, b: Onset): boolean {
  const width = ({ earliest, latest }: Onset) =>
    earliest === null ? Number.POSITIVE_INFINITY : daysBetween(earliest, latest)
  return width(a) === width(b) ? a.latest < b.latest : width(a) < width(b)
}

/** Without a stated onset every date that names the fracture is the latest it can have happened; the first of them counts. */
export function latestPossible(
  diagnoses: readonly FractureDiagnosis[],
  shown: readonly ImagingFinding[],
): Onset | null {
  const bounds = [
    ...diagnoses.flatMap(({ onset }) => (onset === null ? [] : [onset])),
    ...shown.flatMap(({ date }): Onset[] => (date === null ? [] : [{ earliest: null, latest: date, basis: 'report' }])),
  ]
  return bounds.reduce<Onset | null>(
    (first, bound) => (first === null || bound.latest < first.latest ? bound : first),
    null,
  )
}

/** A stated month or year ends no later than the first record or study that names the fracture. */
export function endedBy(exact: Onset | null, named: readonly { readonly date: CalendarDate | null }[]): Onset | null {
  if (exact?.earliest == null) return exact
  const { earliest } = exact
  const firstNamed = named.reduce<CalendarDate | null>(
    (first, { date }) => (date !== null && date >= earliest ? earliestOf(first, date) : first),
    null,
  )
  return firstNamed !== null && firstNamed < exact.latest ? { ...exact, latest: firstNamed } : exact
}

/** An earlier study without the fracture is a lower end for its onset. */
export function narrowed(onset: Onset | null, imaging: readonly ImagingFinding[], site: Site): Onset | null {
  if (onset === null || onset.earliest !== null) return onset
  const lastWithout = imaging.find(
    (finding) =>
      finding.fracture === 'absent' && finding.date !== null && finding.date < onset.latest && covers(finding, site),
  )
  return lastWithout?.date ? { ...onset, earliest: addDays(lastWithout.date, 1) } : onset
}
