import { addDays, type CalendarDate } from './calendar.ts'
import type { FractureDiagnosis } from './facts.ts'
import { ours } from './sources.ts'

export const SAME_FRACTURE = ours(
  'same-fracture',
  84,
  'd',
  'two dated onsets at one vertebra more than 12 weeks apart are two fractures',
)

/** Whether what ended on one day and what began on another can be the same fracture. */
export function isSameTime(ended: CalendarDate, began: CalendarDate): boolean {
  return ended >= addDays(began, -SAME_FRACTURE.value)
}

/**
 * Old entries and current ones are told apart, and current ones with onsets more than 12 weeks apart as well, the newest
 * first. One that states no onset is about the newest.
 */
export function splitByTime(diagnoses: readonly FractureDiagnosis[]): readonly (readonly FractureDiagnosis[])[] {
  const current = diagnoses.filter(({ status }) => status === 'current')
  if (current.length === 0) return [diagnoses]
  const { episodeOf, count } = numberedEpisodes(current.flatMap(datedIn))
  const episodes = Array.from({ length: count }, (): FractureDiagnosis[] => [])
  // Within each in the order they came in.
  for (const diagnosis of current) episodes[episodeOf.get(diagnosis) ?? 0]?.push(diagnosis)
  return episodes
}

interface Dated {
  readonly diagnosis: FractureDiagnosis
  readonly earliest: CalendarDate
  readonly latest: CalendarDate
}

function datedIn(diagnosis: FractureDiagnosis): readonly Dated[] {
  const { onset } = diagnosis
  return onset?.earliest == null ? [] : [{ diagnosis, earliest: onset.earliest, latest: onset.latest }]
}

/** Sorted once and walked once, since a record may hold thousands. There is always a first episode. */
function numberedEpisodes(dated: readonly Dated[]): {
  readonly episodeOf: ReadonlyMap<FractureDiagnosis, number>
  readonly count: number
} {
  const byEnd = [...dated].sort((a, b) => compare(b.latest, a.latest))
  const newestStarts = newestStartsFrom(byEnd)
  const episodeOf = new Map<FractureDiagnosis, number>()
  let episode = 0
  let began = newestStarts[0] ?? ''
  for (const [index, { diagnosis, latest }] of byEnd.entries()) {
    if (!isSameTime(latest, began)) {
      episode += 1
      began = newestStarts[index] ?? latest
    }
    episodeOf.set(diagnosis, episode)
  }
  return { episodeOf, count: episode + 1 }
}

/** For each place in the list the newest start from there to its end. */
function newestStartsFrom(byEnd: readonly Dated[]): readonly CalendarDate[] {
  const starts = byEnd.map(({ earliest }) => earliest)
  for (let index = starts.length - 2; index >= 0; index -= 1) {
    const [here = '', later = ''] = [starts[index], starts[index + 1]]
    if (later > here) starts[index] = later
  }
  return starts
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
