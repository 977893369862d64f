import { addDays, type CalendarDate, daysBetween, earliestOf, latestOf } from './calendar.ts'
import type { Evidence } from './evidence.ts'
import type { Fracture, FractureCause, FractureDiagnosis, ImagingFinding, Onset, SpineStudy } from './facts.ts'
import { acuityOf, covers, decideAcuity, isExcluded, namesFracture, type Site } from './imaging-evidence.ts'
import { isLevelIn, isThoracolumbar, regionsOverlap, type SpineRegion, type VertebralLevel } from './level.ts'
import { newestFirst } from './newest-first.ts'
import { ours } from './sources.ts'

export const SAME_FRACTURE = ours(
  84,
  'd',
  'two dated onsets at one vertebra more than 12 weeks apart are two fractures',
)

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

interface Episode extends Site {
  readonly diagnoses: readonly FractureDiagnosis[]
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
  return placed.flatMap((episode) => toFracture(episode, imaging, record.studies, placed) ?? [])
}

function byReference<T extends { readonly evidence: Evidence }>(items: readonly T[]): readonly T[] {
  return [...items].sort((a, b) => (a.evidence.reference < b.evidence.reference ? -1 : 1))
}

function isOurPart({ level, region }: Site): boolean {
  if (level !== null) return isThoracolumbar(level)
  return region !== 'cervical' && region !== 'sacral'
}

/** One episode for each fracture: named vertebrae first, then what names no vertebra and fits none of them. */
function episodesOf(diagnoses: readonly FractureDiagnosis[], imaging: readonly ImagingFinding[]): readonly Episode[] {
  const levels = new Set<VertebralLevel>()
  for (const { level } of diagnoses) if (level !== null) levels.add(level)
  for (const finding of imaging) {
    if (namesFracture(finding) && finding.level !== null && isThoracolumbar(finding.level)) levels.add(finding.level)
  }

  const unplaced = diagnoses.filter(({ level }) => level === null)
  const named = [...levels].flatMap((level) => {
    const own = diagnoses.filter((diagnosis) => diagnosis.level === level)
    const joining = unplaced.filter((diagnosis) => joins(diagnosis, level, own, imaging))
    return splitByTime([...own, ...joining]).map((episode) => ({ level, region: null, diagnoses: episode }))
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

/**
 * A code without a level ("osteoporotic fracture, vertebra") belongs to a vertebra that imaging or another code names in
 * its region, unless all that is known there is older than the diagnosis.
 */
function joins(
  diagnosis: FractureDiagnosis,
  level: VertebralLevel,
  own: readonly FractureDiagnosis[],
  imaging: readonly ImagingFinding[],
): boolean {
  if (diagnosis.region !== null && !isLevelIn(level, diagnosis.region)) return false
  const began = exactOnsetOf(own)?.earliest ?? null
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
    splitByTime(own).map((diagnoses) => ({ level: null, region, diagnoses })),
  )
  const known = [...named, ...coded]
  const textOnly = imaging.filter(
    (finding) => namesUnplacedFracture(finding) && !known.some((episode) => fits(finding, episode)),
  )
  const regions = new Set(textOnly.map(({ region }) => region))
  return [...coded, ...[...regions].map((region) => ({ level: null, region, diagnoses: [] }))]
}

/** "No acute fracture" speaks about the whole spine and names none. */
function namesUnplacedFracture(finding: ImagingFinding): boolean {
  const saysOnlyNoAcute = finding.fracture === 'uncertain' && finding.acuity === 'old'
  return finding.level === null && namesFracture(finding) && !saysOnlyNoAcute && isOurPart(finding)
}

function fits(finding: ImagingFinding, { level, region }: Site): boolean {
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

function toFracture(
  episode: Episode,
  imaging: readonly ImagingFinding[],
  studies: readonly SpineStudy[],
  all: readonly Episode[],
): Fracture | undefined {
  const since = exactOnsetOf(episode.diagnoses)?.earliest ?? null
  const isOfThisEpisode = ({ date }: { readonly date: CalendarDate | null }) =>
    (since === null || date === null || date >= since) && !belongsToLater(episode, date, all)

  const statements = statementsAbout(episode, imaging).filter(isOfThisEpisode)
  const shown = statements.filter((statement) => statement.fracture !== 'absent' && isNamed(statement, episode))
  if (isRuledOut(episode, statements) || (episode.diagnoses.length === 0 && !shown.some(namesFracture)))
    return undefined

  const acuity = acuityOfEpisode(episode.diagnoses, statements)
  // Where imaging shows a fresh fracture, a resolved entry is about another one.
  const diagnoses = episode.diagnoses.filter(({ status }) => acuity !== 'acute' || status === 'current')
  const dating = shown.filter(
    (finding) => namesFracture(finding) && (acuity !== 'acute' || acuityOf(finding) !== 'old'),
  )
  const dated = endedBy(exactOnsetOf(diagnoses), dating) ?? latestPossible(diagnoses, dating)
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
    studies: newestFirst(studies.filter((study) => isStudyOf(study, episode) && isOfThisEpisode(study))),
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

/** At one vertebra an older fracture has nothing to do with studies made after the next one happened. */
function belongsToLater(episode: Episode, date: CalendarDate | null, all: readonly Episode[]): boolean {
  if (date === null || episode.level === null) return false
  const own = exactOnsetOf(episode.diagnoses)
  return all.some((other) => {
    if (other === episode || other.level !== episode.level) return false
    const start = exactOnsetOf(other.diagnoses)?.earliest
    return start != null && own != null && start > own.latest && date >= start
  })
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

/** The ladder: a stated onset wins; of several, the one with the narrowest and then the earliest window. */
function exactOnsetOf(diagnoses: readonly FractureDiagnosis[]): Onset | null {
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
function latestPossible(diagnoses: readonly FractureDiagnosis[], shown: readonly ImagingFinding[]): Onset | null {
  const bounds = [
    ...diagnoses.flatMap(({ onset }) => (onset === null ? [] : [onset])),
    ...shown.flatMap(({ date }): Onset[] => (date === null ? [] : [{ earliest: null, latest: date, basis: 'report' }])),
  ]
  return bounds.reduce<Onset | null>(
    (first, bound) => (first === null || bound.latest < first.latest ? bound : first),
    null,
  )
}

/** A stated month or year ends no later than the first study that shows the fracture. */
function endedBy(exact: Onset | null, shown: readonly ImagingFinding[]): Onset | null {
  if (exact?.earliest == null) return exact
  const { earliest } = exact
  const firstShown = shown.reduce<CalendarDate | null>(
    (first, { date }) => (date !== null && date >= earliest ? earliestOf(first, date) : first),
    null,
  )
  return firstShown !== null && firstShown < exact.latest ? { ...exact, latest: firstShown } : exact
}

/** An earlier study without the fracture is a lower end for its onset. */
function narrowed(onset: Onset | null, imaging: readonly ImagingFinding[], site: Site): Onset | null {
  if (onset === null || onset.earliest !== null) return onset
  const lastWithout = imaging.find(
    (finding) =>
      finding.fracture === 'absent' && finding.date !== null && finding.date < onset.latest && covers(finding, site),
  )
  return lastWithout?.date ? { ...onset, earliest: addDays(lastWithout.date, 1) } : onset
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
