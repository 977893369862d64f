import { type CalendarDate, latestOf } from './calendar.ts'
import type { FractureDiagnosis, ImagingFinding, Onset } from './facts.ts'
import { exactOnsetOf } from './fracture-onset.ts'
import { acuityOf, namesFracture, type Site } from './imaging-evidence.ts'
import { isLevelIn, isThoracolumbar, regionsOverlap, type SpineRegion, type VertebralLevel } from './level.ts'
import { isSameTime, splitByTime } from './split-by-time.ts'

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
    const here = vertebraOf(level, own, imaging)
    const joining = unplaced.filter((diagnosis) => joins(diagnosis, here))
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

/** What is known of one vertebra, put together once: every code without a level is held against it. */
interface Vertebra {
  readonly level: VertebralLevel
  /** The stated onset of its own diagnoses. */
  readonly began: CalendarDate | null
  /** Its own current diagnoses: whether there are any, whether one has no onset, and the last day any of them can have begun. */
  readonly current: { readonly any: boolean; readonly undated: boolean; readonly latest: CalendarDate | null }
  /** The imaging that names a fracture here: whether there is any, whether one is not old, and its last day. */
  readonly shown: { readonly any: boolean; readonly notOld: boolean; readonly latest: CalendarDate | null }
}

function vertebraOf(
  level: VertebralLevel,
  own: readonly FractureDiagnosis[],
  imaging: readonly ImagingFinding[],
): Vertebra {
  const current = own.filter(({ status }) => status === 'current')
  const shown = imaging.filter((finding) => finding.level === level && namesFracture(finding))
  return {
    level,
    began: exactOnsetOf(own)?.earliest ?? null,
    current: {
      any: current.length > 0,
      undated: current.some(({ onset }) => onset === null),
      latest: lastOf(current.map(({ onset }) => onset?.latest ?? null)),
    },
    shown: {
      any: shown.length > 0,
      notOld: shown.some((finding) => acuityOf(finding) !== 'old'),
      latest: lastOf(shown.map(({ date }) => date)),
    },
  }
}

function lastOf(dates: readonly (CalendarDate | null)[]): CalendarDate | null {
  return dates.reduce<CalendarDate | null>(latestOf, null)
}

/**
 * A code without a level ("osteoporotic fracture, vertebra") belongs to a vertebra that imaging or another code names in
 * its region, unless all that is known there is older than the diagnosis.
 */
function joins(diagnosis: FractureDiagnosis, { level, began, current, shown }: Vertebra): boolean {
  if (diagnosis.region !== null && !isLevelIn(level, diagnosis.region)) return false
  const latest = diagnosis.onset?.latest ?? diagnosis.diagnosedOn
  // What was recorded before this fracture happened is about another one.
  if (began !== null && latest !== null && latest < began) return false
  const earliest = diagnosis.onset?.earliest ?? null
  if (isCurrentAt(current, earliest)) return diagnosis.status === 'current'
  if (shown.notOld || earliest === null) return shown.any
  return shown.latest !== null && shown.latest >= earliest
}

/** A fracture that happened later than healing takes is not the one that was diagnosed here before. */
function isCurrentAt({ any, undated, latest }: Vertebra['current'], earliest: CalendarDate | null): boolean {
  if (!any || earliest === null || undated) return any
  return latest !== null && isSameTime(latest, earliest)
}

function unplacedEpisodes(
  unplaced: readonly FractureDiagnosis[],
  imaging: readonly ImagingFinding[],
  named: readonly Episode[],
): readonly Episode[] {
  const byRegion = new Map<SpineRegion | null, FractureDiagnosis[]>()
  for (const diagnosis of unplaced) {
    const own = byRegion.get(diagnosis.region)
    if (own) own.push(diagnosis)
    else byRegion.set(diagnosis.region, [diagnosis])
  }
  const coded = [...byRegion].flatMap(([region, own]) =>
    splitByTime(own).map((diagnoses) => toEpisode({ level: null, region }, diagnoses)),
  )
  // One of each place: many episodes may share it.
  const known = new Map([...named, ...coded].map((episode) => [`${episode.level} ${episode.region}`, episode])).values()
  const places = [...known]
  const textOnly = imaging.filter(
    (finding) => namesUnplacedFracture(finding) && !places.some((place) => fits(finding, place)),
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

/** T1 to L5, or a place that may be there. */
export function isOurPart({ level, region }: Site): boolean {
  if (level !== null) return isThoracolumbar(level)
  return region !== 'cervical' && region !== 'sacral'
}
