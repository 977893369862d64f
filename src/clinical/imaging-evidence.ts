import { type CalendarDate, latestOf } from './calendar.ts'
import type { Fracture, ImagingFinding, Modality, Sign } from './facts.ts'
import { isLevelIn, regionsOverlap, type SpineRegion, type VertebralLevel } from './level.ts'

/** The fields of an imaging finding that are signs. */
export type SignName = {
  [Name in keyof ImagingFinding]: ImagingFinding[Name] extends Sign ? Name : never
}[keyof ImagingFinding]

/** The newest study that says yes or no about a sign; of several on one day the one that says yes. */
export function newestSaying(newestFirst: readonly ImagingFinding[], sign: SignName): ImagingFinding | undefined {
  const saying = newestFirst.filter((finding) => finding[sign] === 'yes' || finding[sign] === 'no')
  const [newest] = saying
  return saying.find((finding) => finding.date === newest?.date && finding[sign] === 'yes') ?? newest
}

/** The study that shows a malignant pattern, unless a newer one says that there is none. */
export function malignantPatternOf(newestFirst: readonly ImagingFinding[]): ImagingFinding | undefined {
  const newest = newestSaying(newestFirst, 'malignantPattern')
  return newest?.malignantPattern === 'yes' ? newest : undefined
}

/** How a sentence names a study: "MR 2026-11-19", "study, undated". */
export function studyWords({
  modality,
  date,
}: {
  readonly modality: Modality
  readonly date: CalendarDate | null
}): string {
  const kind = modality === 'unknown' ? 'study' : modality
  return date === null ? `${kind}, undated` : `${kind} ${date}`
}

/** Where a fracture lies, as far as the record tells. */
export interface Site {
  readonly level: VertebralLevel | null
  readonly region: SpineRegion | null
}

/** Whether the statement names a fracture, certain or not; a report may speak of a place without doing so. */
export function namesFracture({ fracture }: ImagingFinding): boolean {
  return fracture === 'present' || fracture === 'uncertain'
}

/**
 * How far a study can be trusted to rule a fracture out: marrow imaging sees an occult one, CT sees the bone, and a
 * radiograph (or a study of unknown kind) rules nothing out.
 */
const RULES_OUT: Readonly<Record<Modality, number>> = { MR: 3, NM: 3, PT: 3, CT: 2, XR: 1, DXA: 1, RF: 1, unknown: 1 }
const RADIOGRAPH = 1

/** A statement about the whole part a study covered speaks about every vertebra in it, unless the same report names that one. */
export function covers(finding: ImagingFinding, site: Site): boolean {
  if (finding.level !== null) return finding.level === site.level
  if (finding.region === null) return false
  if (site.level !== null) return isLevelIn(site.level, finding.region)
  return site.region === null ? finding.region === 'spine' : regionsOverlap(site.region, finding.region)
}

/** Edema is seen on MRI, uptake on bone scan, SPECT and PET; a report that does not name its study may be of one of them. */
export const SEES_MARROW: ReadonlySet<Modality> = new Set<Modality>(['MR', 'NM', 'PT', 'unknown'])

/** What can say that there is none: CT sees no marrow, and a report of an unknown study proves nothing. */
export const RULES_OUT_EDEMA: ReadonlySet<Modality> = new Set<Modality>(['MR', 'NM', 'PT'])

/** Acuity as the study shows it: edema or uptake makes an unlabelled fracture acute, marrow without edema makes it old. */
export function acuityOf({ acuity, marrowEdema, modality }: ImagingFinding): Fracture['acuity'] {
  if (acuity !== 'unknown') return acuity
  if (marrowEdema === 'yes' && SEES_MARROW.has(modality)) return 'acute'
  return marrowEdema === 'no' && RULES_OUT_EDEMA.has(modality) ? 'old' : 'unknown'
}

/**
 * Whether imaging excludes the fracture: a study says that there is none, no study that sees as much or more shows one
 * later, and the study is not older than the diagnosis. A radiograph excludes nothing.
 */
export function isExcluded(statements: readonly ImagingFinding[], diagnosedSince: CalendarDate | null): boolean {
  const lastShown = lastShownByRank(statements)
  return statements.some(
    (negative) =>
      negative.fracture === 'absent' &&
      RULES_OUT[negative.modality] > RADIOGRAPH &&
      negative.date !== null &&
      (diagnosedSince === null || negative.date >= diagnosedSince) &&
      !isOutweighed(negative, lastShown),
  )
}

/** For each rank of study the last day on which one shows a fracture; null where only undated ones do. */
function lastShownByRank(statements: readonly ImagingFinding[]): ReadonlyMap<number, CalendarDate | null> {
  const last = new Map<number, CalendarDate | null>()
  for (const finding of statements) {
    const rank = RULES_OUT[finding.modality]
    if (namesFracture(finding)) last.set(rank, latestOf(last.get(rank) ?? null, finding.date))
  }
  return last
}

/** By any study that sees more, or by one that sees as much and is not older. */
function isOutweighed(
  { modality, date }: ImagingFinding,
  lastShown: ReadonlyMap<number, CalendarDate | null>,
): boolean {
  const own = RULES_OUT[modality]
  if ([...lastShown.keys()].some((rank) => rank > own)) return true
  const last = lastShown.get(own) ?? null
  return last !== null && date !== null && last >= date
}

/**
 * The newest advanced study that tells the age decides; a radiograph only where there is none. Of several on one day the one
 * that sees more, and of equals the one that calls it acute.
 */
export function decisiveOfAge(newestFirstStatements: readonly ImagingFinding[]): ImagingFinding | undefined {
  const telling = newestFirstStatements.filter(
    (finding) => finding.fracture !== 'absent' && acuityOf(finding) !== 'unknown',
  )
  const newest = telling.find(({ modality }) => RULES_OUT[modality] > RADIOGRAPH) ?? telling[0]
  const [decisive] = telling
    .filter(({ date }) => date === newest?.date)
    .sort(
      (a, b) =>
        RULES_OUT[b.modality] - RULES_OUT[a.modality] ||
        Number(acuityOf(b) === 'acute') - Number(acuityOf(a) === 'acute'),
    )
  return decisive
}

export function decideAcuity(newestFirstStatements: readonly ImagingFinding[]): Fracture['acuity'] {
  const decisive = decisiveOfAge(newestFirstStatements)
  return decisive ? acuityOf(decisive) : 'unknown'
}
