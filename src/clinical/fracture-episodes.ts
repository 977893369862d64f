import { type CalendarDate, daysBetween } from './calendar.ts'
import type { FractureDiagnosis, ImagingFinding, Onset } from './facts.ts'
import { exactOnsetOf } from './fracture-onset.ts'
import { acuityOf, namesFracture, type Site } from './imaging-evidence.ts'
import { isLevelIn, isThoracolumbar, regionsOverlap, type SpineRegion, type VertebralLevel } from './level.ts'
import { ours } from './sources.ts'

export const SAME_FRACTURE = ours(
  'same-fracture',
  84,
  'd',
  'two dated onsets at one vertebra more than 12 weeks apart are two fractures',
)

/** The diagnoses of one fracture: one place, one time. Without any, imaging alone names it. */
export interface Episode extends Site {
  readonly diagnoses: readonly FractureDiagnosis[]
  /** Their stated onset, worked out once: every study is compared with it. */
  readonly stated: Onset | null
}

/** One episode for each fracture: named vertebrae first, then what names no vertebra and fits none of them. */
export function episodesOf(
  diagnoses: readonly FractureDiagnosis[],
  imaging: readonly ImagingFinding[],
): readonly Episode[] {
  const levels = new Set<VertebralLevel>()
  for (const { level } of diagnoses) if (level !== null) levels.add(level)
  for (const finding of imaging) {
    if (namesFracture(finding) && finding.level !== null && isThoracolumbar(finding.level)) levels.add(finding.level)
  }

  const unplaced = diagnoses.filter(({ level }) => level === null)
  const named = [...levels].flatMap((level) => {
    const own = diagnoses.filter((diagnosis) => diagnosis.level === level)
    const here = { level, own, began: exactOnsetOf(own)?.earliest ?? null }
    const joining = unplaced.filter((diagnosis) => joins(diagnosis, here, imaging))
    return splitByTime([...own, ...joining]).map((diagnoses) => toEpisode({ level, region: null }, diagnoses))
  })
  const joined = new Set(named.flatMap((episode) => episode.diagnoses))
  return [
    ...named,
    ...unplacedEpisodes(
      unplaced.filter((diagnosis) => !joined.has(diagnosis)),
      imaging,
      named,
    ),
  ]
}

function toEpisode(site: Site, diagnoses: readonly FractureDiagnosis[]): Episode {
  return { ...site, diagnoses, stated: exactOnsetOf(diagnoses) }
}

interface Vertebra {
  readonly level: VertebralLevel
  readonly own: readonly FractureDiagnosis[]
  /** The stated onset of its own diagnoses. */
  readonly began: CalendarDate | null
}

/**
 * A code without a level ("osteoporotic fracture, vertebra") belongs to a vertebra that imaging or another code names in
 * its region, unless all that is known there is older than the diagnosis.
 */
function joins(
  diagnosis: FractureDiagnosis,
  { level, own, began }: Vertebra,
  imaging: readonly ImagingFinding[],
): boolean {
  if (diagnosis.region !== null && !isLevelIn(level, diagnosis.region)) return false
  const latest = diagnosis.onset?.latest ?? diagnosis.diagnosedOn
  // What was recorded before this fracture happened is about another one.
  if (began !== null && latest !== null && latest < began) return false
  const earliest = diagnosis.onset?.earliest ?? null
  const isCurrentHere = own.some((other) => other.status === 'current' && isSameTime(other, earliest))
  if (isCurrentHere) return diagnosis.status === 'current'
  return imaging.some(
    (finding) =>
      finding.level === level &&
      namesFracture(finding) &&
      (acuityOf(finding) !== 'old' || earliest === null || (finding.date !== null && finding.date >= earliest)),
  )
}

/** A fracture that happened later than healing takes is not the one that was diagnosed here before. */
function isSameTime({ onset }: FractureDiagnosis, earliest: CalendarDate | null): boolean {
  if (earliest === null || onset === null) return true
  return daysBetween(onset.latest, earliest) <= SAME_FRACTURE.value
}

function unplacedEpisodes(
  unplaced: readonly FractureDiagnosis[],
  imaging: readonly ImagingFinding[],
  named: readonly Episode[],
): readonly Episode[] {
  const byRegion = new Map<SpineRegion | null, FractureDiagnosis[]>()
  for (const diagnosis of unplaced)
    byRegion.set(diagnosis.region, [...(byRegion.get(diagnosis.region) ?? []), diagnosis])
  const coded = [...byRegion].flatMap(([region, own]) =>
    splitByTime(own).map((diagnoses) => toEpisode({ level: null, region }, diagnoses)),
  )
  const known = [...named, ...coded]
  const textOnly = imaging.filter(
    (finding) => namesUnplacedFracture(finding) && !known.some((episode) => fits(finding, episode)),
  )
  const regions = new Set(textOnly.map(({ region }) => region))
  return [...coded, ...[...regions].map((region) => toEpisode({ level: null, region }, []))]
}

/** "No acute fracture" speaks about the whole spine and names none. */
function namesUnplacedFracture(finding: ImagingFinding): boolean {
  const saysOnlyNoAcute = finding.fracture === 'uncertain' && finding.acuity === 'old'
  return finding.level === null && namesFracture(finding) && !saysOnlyNoAcute && isOurPart(finding)
}

export function fits(finding: ImagingFinding, { level, region }: Site): boolean {
  if (finding.region === null) return true
  if (level !== null) return isLevelIn(level, finding.region)
  return region === null || regionsOverlap(region, finding.region)
}

/** Old entries and current ones are told apart, and current ones with onsets more than 12 weeks apart as well. */
function splitByTime(diagnoses: readonly FractureDiagnosis[]): readonly (readonly FractureDiagnosis[])[] {
  const current = diagnoses.filter(({ status }) => status === 'current')
  if (current.length === 0) return [diagnoses]

  const newest = current.reduce<CalendarDate | null>((latest, { onset }) => {
    const earliest = onset?.earliest ?? null
    return earliest !== null && (latest === null || earliest > latest) ? earliest : latest
  }, null)
  if (newest === null) return [current]

  const isEarlier = ({ onset }: FractureDiagnosis) =>
    onset?.earliest != null && onset.earliest !== newest && daysBetween(onset.latest, newest) > SAME_FRACTURE.value
  const earlier = current.filter(isEarlier)
  const latest = current.filter((diagnosis) => !isEarlier(diagnosis))
  return earlier.length === 0 ? [latest] : [latest, ...splitByTime(earlier)]
}

/** T1 to L5, or a place that may be there. */
export function isOurPart({ level, region }: Site): boolean {
  if (level !== null) return isThoracolumbar(level)
  return region !== 'cervical' && region !== 'sacral'
}
