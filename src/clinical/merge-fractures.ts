import { datedWithin, firstAfter } from './by-date.ts'
import { type CalendarDate, earliestOf, latestOf } from './calendar.ts'
import type { Evidence } from './evidence.ts'
import type { Fracture, FractureCause, FractureDiagnosis, ImagingFinding, SpineStudy } from './facts.ts'
import { type Episode, episodesOf, fits, isOurPart } from './fracture-episodes.ts'
import { endedBy, exactOnsetOf, latestPossible, narrowed } from './fracture-onset.ts'
import { acuityOf, covers, decideAcuity, isExcluded, namesFracture, type Site } from './imaging-evidence.ts'
import { isLevelIn, regionsOverlap } from './level.ts'
import { newestFirst } from './newest-first.ts'

/** When codes disagree about the cause, the one that asks for more care is shown. */
const CAUSES_BY_CONCERN: readonly FractureCause[] = [
  'neoplastic',
  'infectious',
  'osteogenesis-imperfecta',
  'osteoporotic',
  'other-pathologic',
  'traumatic',
  'not-documented',
]

export interface FractureRecord {
  readonly diagnoses: readonly FractureDiagnosis[]
  readonly imaging: readonly ImagingFinding[]
  readonly studies: readonly SpineStudy[]
}

/**
 * Makes one fracture of everything the record says about it: by vertebra, then by time. Refuted diagnoses are ignored;
 * fractures that imaging excludes, and cervical and sacral ones, are left out; old ones stay, marked old.
 */
export function mergeFractures(record: FractureRecord): readonly Fracture[] {
  // In an order of our own, so that the order of the record changes nothing.
  const diagnoses = byReference(record.diagnoses).filter((each) => each.certainty !== 'refuted' && isOurPart(each))
  const imaging = newestFirst(record.imaging)
  const placed = episodesOf(diagnoses, imaging)
  const surroundings = { imaging, ...surroundingsOf(placed, imaging, record.studies) }
  return placed.flatMap((episode) => toFracture(episode, surroundings) ?? [])
}

/** What the fractures of one place share; worked out once for each place, since a record may hold many. */
interface Surroundings {
  /** Everything, newest first. */
  readonly imaging: readonly ImagingFinding[]
  /** What imaging says about a place, and the studies of it, newest first. */
  readonly aboutOf: (site: Site) => About
  /** The stated starts of the episodes at one vertebra, in order. */
  readonly startsAt: ReadonlyMap<Site['level'], readonly CalendarDate[]>
}

interface About {
  readonly statements: readonly ImagingFinding[]
  readonly studies: readonly SpineStudy[]
}

function surroundingsOf(
  episodes: readonly Episode[],
  imaging: readonly ImagingFinding[],
  studies: readonly SpineStudy[],
): Pick<Surroundings, 'aboutOf' | 'startsAt'> {
  const known = new Map<string, About>()
  const aboutOf = (site: Site): About => {
    const place = `${site.level} ${site.region}`
    const about = known.get(place) ?? {
      statements: statementsAbout(site, imaging),
      studies: newestFirst(studies.filter((study) => isStudyOf(study, site))),
    }
    known.set(place, about)
    return about
  }
  const starts = Map.groupBy(episodes, ({ level }) => level)
  const startsAt = new Map(
    [...starts].map(([level, own]) => [level, own.flatMap(({ stated }) => stated?.earliest ?? []).sort()] as const),
  )
  return { aboutOf, startsAt }
}

function byReference<T extends { readonly evidence: Evidence }>(items: readonly T[]): readonly T[] {
  return [...items].sort((a, b) => (a.evidence.reference < b.evidence.reference ? -1 : 1))
}

function toFracture(episode: Episode, { imaging, aboutOf, startsAt }: Surroundings): Fracture | undefined {
  const about = aboutOf(episode)
  const since = episode.stated?.earliest ?? null
  const next = nextStart(episode, startsAt)
  const statements = datedWithin(about.statements, since, next)
  const shown = statements.filter((statement) => statement.fracture !== 'absent' && isNamed(statement, episode))
  if (isRuledOut(episode, statements) || (episode.diagnoses.length === 0 && !shown.some(namesFracture)))
    return undefined

  const acuity = acuityOfEpisode(episode.diagnoses, statements)
  // Where imaging shows a fresh fracture, a resolved entry is about another one.
  const diagnoses = episode.diagnoses.filter(({ status }) => acuity !== 'acute' || status === 'current')
  const dating = shown.filter(
    (finding) => namesFracture(finding) && (acuity !== 'acute' || acuityOf(finding) !== 'old'),
  )
  const naming = [...dating, ...diagnoses.map(({ diagnosedOn }) => ({ date: diagnosedOn }))]
  const dated = endedBy(exactOnsetOf(diagnoses), naming) ?? latestPossible(diagnoses, dating)
  return {
    ...placeOf(episode, shown),
    cause: causeOf(diagnoses),
    certainty: isConfirmed(diagnoses, shown) ? 'confirmed' : 'suspected',
    acuity,
    onset: narrowed(dated, imaging, episode),
    diagnosedOn: dating.reduce<CalendarDate | null>(
      (first, { date }) => earliestOf(first, date),
      firstNamed(diagnoses),
    ),
    diagnosed: diagnoses.some(({ status }) => status === 'current'),
    imaging: shown,
    studies: datedWithin(about.studies, since, next),
    evidence: uniqueEvidence([...diagnoses, ...shown]),
  }
}

/** A report about a whole region shows a fracture that has no vertebra of its own. */
function isNamed(statement: ImagingFinding, { level }: Site): boolean {
  return statement.level !== null || level === null
}

/** An undated diagnosis may be newer than any study that shows no fracture. */
function isRuledOut({ diagnoses }: Episode, statements: readonly ImagingFinding[]): boolean {
  const canBeRuledOut = diagnoses.length === 0 || firstNamed(diagnoses) !== null
  return canBeRuledOut && isExcluded(statements, lastNamed(diagnoses))
}

/** A named vertebra says it all; without one the part of the spine that a code or a report names. */
function placeOf({ level, region }: Site, shown: readonly ImagingFinding[]): Site {
  return { level, region: level === null ? (region ?? shown[0]?.region ?? null) : null }
}

/** When the next fracture of this vertebra happened: studies from then on have nothing to do with the older one. */
function nextStart({ level, stated }: Episode, startsAt: Surroundings['startsAt']): CalendarDate | null {
  if (level === null || stated === null) return null
  return firstAfter(startsAt.get(level) ?? [], stated.latest)
}

/** What a report says of the whole spine does not speak about a vertebra that the same report names. */
function statementsAbout(site: Site, imaging: readonly ImagingFinding[]): readonly ImagingFinding[] {
  const about = imaging.filter(
    (finding) => covers(finding, site) || (site.level === null && finding.level === null && fits(finding, site)),
  )
  const naming = new Set(about.filter(({ level }) => level !== null).map(({ evidence }) => evidence.reference))
  return about.filter(({ level, evidence }) => level !== null || !naming.has(evidence.reference))
}

function acuityOfEpisode(
  diagnoses: readonly FractureDiagnosis[],
  statements: readonly ImagingFinding[],
): Fracture['acuity'] {
  const byImaging = decideAcuity(statements)
  if (byImaging !== 'unknown' || diagnoses.length === 0) return byImaging
  return diagnoses.every(({ status }) => status === 'old') ? 'old' : 'unknown'
}

function isConfirmed(diagnoses: readonly FractureDiagnosis[], shown: readonly ImagingFinding[]): boolean {
  return (
    diagnoses.some(({ certainty }) => certainty === 'confirmed') || shown.some(({ fracture }) => fracture === 'present')
  )
}

function firstNamed(diagnoses: readonly FractureDiagnosis[]): CalendarDate | null {
  return diagnoses.reduce<CalendarDate | null>((first, { diagnosedOn }) => earliestOf(first, diagnosedOn), null)
}

function lastNamed(diagnoses: readonly FractureDiagnosis[]): CalendarDate | null {
  return diagnoses.reduce<CalendarDate | null>((last, { diagnosedOn }) => latestOf(last, diagnosedOn), null)
}

function causeOf(diagnoses: readonly FractureDiagnosis[]): FractureCause {
  const named = new Set(diagnoses.map(({ cause }) => cause))
  return CAUSES_BY_CONCERN.find((cause) => named.has(cause)) ?? 'not-documented'
}

function isStudyOf({ region }: SpineStudy, site: Site): boolean {
  if (region === null) return false
  if (site.level !== null) return isLevelIn(site.level, region)
  return regionsOverlap(site.region ?? 'thoracolumbar', region)
}

function uniqueEvidence(items: readonly (FractureDiagnosis | ImagingFinding)[]): Fracture['evidence'] {
  const byReference = new Map(items.map(({ evidence }) => [`${evidence.reference} ${evidence.basis}`, evidence]))
  return [...byReference.values()]
}
