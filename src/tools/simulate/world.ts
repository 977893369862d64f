import type { Source } from '../../clinical/facts.ts'
import type { Shape } from '../bench/chart/shapes.ts'

export const MS_PER_MINUTE = 60_000
export const MS_PER_HOUR = 60 * MS_PER_MINUTE
export const MS_PER_DAY = 24 * MS_PER_HOUR

/** Where bones break in the simulation. */
export const LEVELS = ['T11', 'T12', 'L1', 'L2', 'L3'] as const
export type SimulatedLevel = (typeof LEVELS)[number]

/** One resource of a record, and the source (prefetch key) that brings it. A later one with the same id takes its place. */
export interface ChartEntry {
  readonly source: Source
  readonly resource: Shape
}

/** Something that happens to a patient and enters the record. */
export interface Happening {
  /** Epoch milliseconds. */
  readonly at: number
  /** In words of the report: "a new fracture", "an MRI". */
  readonly what: string
  /**
   * Whether a physician would call it news about the spine; what is not may never bring a card back. `with-conclusion`: a
   * pain score that says nothing by itself, and everything where it decides.
   */
  readonly isNewFact: boolean | 'with-conclusion'
  readonly entries: readonly ChartEntry[]
}

/** What happens to one patient in the year, known to the simulation only: the service has to find it in the record. */
export interface Story {
  readonly kind: StoryKind
  /** The vertebra that is really broken in this year; null = none. */
  readonly level: SimulatedLevel | null
  readonly happenings: readonly Happening[]
  /** Times at which he comes because of his back, beside his other visits. */
  readonly spineVisits: readonly number[]
}

export type StoryKind =
  | 'no spine problem'
  | 'back pain, normal spine'
  | 'old painless fracture'
  | 'fresh fracture'
  | 'fresh fracture that heals'
  | 'fresh fracture in a report only'
  | 'suspected, then excluded'
  | 'fracture with a neurological deficit'
  | 'second fracture'

export interface SimulatedPatient {
  readonly id: string
  readonly demographics: Shape
  /** The physician who opens this chart most often. */
  readonly ownUser: string
  readonly story: Story
}

/** The record at one moment. It grows as the year goes on, also by what users order. */
export interface LivingRecord {
  readonly add: (happening: Happening) => void
  readonly entriesAt: (at: number) => readonly ChartEntry[]
  /** What is, or can be, news up to a moment, the newest last. */
  readonly factsAt: (at: number) => readonly Happening[]
  readonly sizeAt: (at: number) => number
}

export function createRecord(happenings: readonly Happening[]): LivingRecord {
  const all = [...happenings]
  const until = (at: number) => all.filter((happening) => happening.at <= at).sort((one, other) => one.at - other.at)
  return {
    add: (happening) => void all.push(happening),
    entriesAt: (at) => {
      const byId = new Map(until(at).flatMap(({ entries }) => entries.map((entry) => [entry.resource.id, entry])))
      return [...byId.values()]
    },
    factsAt: (at) => until(at).filter(({ isNewFact }) => isNewFact !== false),
    sizeAt: (at) => until(at).length,
  }
}
