import { addMonths, type CalendarDate, latestOf } from './calendar.ts'
import type { Threshold } from './citation.ts'
import type { Augmentation, Fracture, PainScore, PatientFacts } from './facts.ts'
import { acuityOf } from './imaging-evidence.ts'
import { isLevelIn, regionsOverlap } from './level.ts'
import { type PainPicture, readPain } from './pain.ts'
import { OURS } from './sources.ts'

export const PAIN_STILL_THERE: Threshold = {
  value: 5,
  unit: '{0-10 score}',
  says: 'an old or augmented fracture is looked at again from pain 5/10 upwards; the sources give no number for this',
  origin: 'ours',
  citation: OURS,
}

export const FORGOTTEN_AFTER: Threshold = {
  value: 12,
  unit: 'mo',
  says: 'a fracture without pain >= 5/10 and without spine imaging for a year is an old entry, not a current fracture',
  origin: 'ours',
  citation: OURS,
}

/** Why a fracture does, or does not, count as current. Only the first three can lead to a card. */
export type FractureStatus =
  | 'current'
  | 'suspected'
  | 'new-pain-after-augmentation'
  | 'settled-by-augmentation'
  | 'old-and-painless'
  | 'old-entry'

export interface FractureStanding {
  readonly fracture: Fracture
  readonly status: FractureStatus
  readonly because: string
  readonly pain: PainPicture
  /** The augmentation that settled it, if one did. */
  readonly augmentation: Augmentation | null
}

export function isCurrent({ status }: FractureStanding): boolean {
  return status === 'current' || status === 'suspected' || status === 'new-pain-after-augmentation'
}

/** The preconditions every policy shares: which of the merged fractures is one to act on today. */
export function standingOf(fracture: Fracture, facts: PatientFacts, assessedOn: CalendarDate): FractureStanding {
  const pain = readPain(facts.pain, fracture.onset, assessedOn)
  const augmentation = facts.augmentations.find((done) => settles(done, fracture)) ?? null
  const standing = { fracture, pain, augmentation }
  if (augmentation !== null)
    return { ...standing, ...afterAugmentation(augmentation, fracture, facts.pain, assessedOn) }

  const stillHurts = pain.deciding !== null && pain.deciding.score >= PAIN_STILL_THERE.value
  if (!stillHurts && fracture.acuity === 'old') {
    return {
      ...standing,
      status: 'old-and-painless',
      because: 'Old or healed, and no pain of 5/10 or more is documented since.',
    }
  }
  if (!stillHurts && isForgotten(fracture, assessedOn)) {
    return {
      ...standing,
      status: 'old-entry',
      because: 'Older than a year, without documented pain or spine imaging since.',
    }
  }
  return fracture.certainty === 'suspected'
    ? { ...standing, status: 'suspected', because: 'A fracture is suspected, not shown.' }
    : { ...standing, status: 'current', because: 'Nothing in the record settles it.' }
}

function isForgotten({ onset, imaging, studies }: Fracture, assessedOn: CalendarDate): boolean {
  if (onset === null) return false
  const lastLooked = [...imaging, ...studies].reduce<CalendarDate | null>(
    (last, { date }) => latestOf(last, date),
    null,
  )
  const lastNews = latestOf(onset.latest, lastLooked)
  return lastNews !== null && addMonths(lastNews, FORGOTTEN_AFTER.value) < assessedOn
}

/**
 * An augmentation settles the fracture of its level unless the fracture is known to be younger: by its onset, or by a
 * study after the augmentation that calls it acute.
 */
function settles(done: Augmentation, fracture: Fracture): boolean {
  if (!isAtSameSite(done, fracture)) return false
  if (done.date === null) return fracture.acuity !== 'acute'
  const { date } = done
  const earliest = fracture.onset?.earliest ?? null
  if (earliest !== null && date < earliest) return false
  return !fracture.imaging.some(
    (finding) => acuityOf(finding) === 'acute' && finding.date !== null && finding.date > date,
  )
}

function isAtSameSite(done: Augmentation, { level, region }: Fracture): boolean {
  if (level !== null && done.levels.length > 0) return done.levels.includes(level)
  if (done.region === null) return true
  if (level !== null) return isLevelIn(level, done.region)
  return region === null || regionsOverlap(region, done.region)
}

/** New pain after cement may be a fracture next to it: that needs an MRI, unless the spine was imaged since the pain began. */
function afterAugmentation(
  { date }: Augmentation,
  { studies, imaging }: Fracture,
  scores: readonly PainScore[],
  assessedOn: CalendarDate,
): Pick<FractureStanding, 'status' | 'because'> {
  const settled = { status: 'settled-by-augmentation', because: 'Already augmented at this level.' } as const
  if (date === null) return settled
  const since = readPain(scores, { earliest: date, latest: date, basis: 'onsetDateTime' }, assessedOn).deciding
  if (since === null || since.date === date || since.score < PAIN_STILL_THERE.value) return settled
  const imagedSince = [...studies, ...imaging].some((study) => study.date !== null && study.date > date)
  if (imagedSince) return { ...settled, because: 'Already augmented at this level; the spine was imaged since.' }
  return {
    status: 'new-pain-after-augmentation',
    because: `Augmented ${date}; pain ${since.score}/10 on ${since.date} and no spine imaging since.`,
  }
}
