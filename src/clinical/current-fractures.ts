import { addDays, addMonths, type CalendarDate, latestOf } from './calendar.ts'
import type { Augmentation, Fracture, PatientFacts, SpineStudy } from './facts.ts'
import { ADVANCED_MODALITIES, EDEMA_CURRENT } from './fracture-age.ts'
import { acuityOf, namesFracture } from './imaging-evidence.ts'
import { isLevelIn, regionsOverlap } from './level.ts'
import { type PainPicture, readPain } from './pain.ts'
import { ours } from './sources.ts'

export const PAIN_STILL_THERE = ours(
  'pain-still-there',
  5,
  '{0-10 score}',
  'an old or augmented fracture is looked at again from pain 5/10 upwards; the sources give no number for this',
)

export const FORGOTTEN_AFTER = ours(
  'forgotten-after',
  12,
  'mo',
  'a fracture without pain >= 5/10 and without spine imaging for a year is an old entry, not a current fracture',
)

export const CONTROL_FILM = ours(
  'control-film',
  7,
  'd',
  'imaging within a week of an augmentation is its control, not an answer to new pain',
)

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

/**
 * The preconditions every policy shares: which of the merged fractures is one to act on today. Beside a fresh fracture the
 * pain is not taken as a sign of an old one.
 */
export function standingsOf(facts: PatientFacts, assessedOn: CalendarDate): readonly FractureStanding[] {
  const looked = facts.fractures.map((fracture) => {
    const augmentation = settlingAugmentation(facts.augmentations, fracture)
    const isOld = fracture.acuity === 'old' || isForgotten(fracture, assessedOn)
    return { fracture, pain: readPain(facts.pain, fracture.onset, assessedOn), augmentation, isOld }
  })
  const hasFresh = looked.some(({ augmentation, isOld }) => augmentation === null && !isOld)
  return looked.map(({ isOld, ...standing }) => ({
    ...standing,
    ...statusOf({ ...standing, isOld }, hasFresh, facts, assessedOn),
  }))
}

type Looked = Pick<FractureStanding, 'fracture' | 'pain' | 'augmentation'> & { readonly isOld: boolean }
type Status = Pick<FractureStanding, 'status' | 'because'>

function statusOf(
  { fracture, pain, augmentation, isOld }: Looked,
  hasFresh: boolean,
  facts: PatientFacts,
  assessedOn: CalendarDate,
): Status {
  if (!fracture.diagnosed && !fracture.imaging.some(namesFracture)) {
    return { status: 'old-entry', because: 'Only resolved, sequela or history entries name it.' }
  }
  if (augmentation !== null) return afterAugmentation(augmentation, fracture, hasFresh, facts, assessedOn)
  if (isOld && hasFresh) return { status: oldStatusOf(fracture), because: 'An old fracture beside a newer one.' }

  const stillHurts = pain.deciding !== null && pain.deciding.score >= PAIN_STILL_THERE.value
  if (isOld && !stillHurts) return quietOf(fracture, facts)
  return fracture.certainty === 'suspected'
    ? { status: 'suspected', because: 'A fracture is suspected, not shown.' }
    : { status: 'current', because: 'Nothing in the record settles it.' }
}

const OLD_BECAUSE = {
  'old-and-painless': 'Old or healed, and no pain of 5/10 or more is documented since.',
  'old-entry': 'Older than a year, without documented pain or spine imaging since.',
} as const

/** Without pain an old fracture is no news; where nobody could look for pain, that is what is said. */
function quietOf(fracture: Fracture, { couldNotLook }: PatientFacts): Status {
  const status = oldStatusOf(fracture)
  return { status, because: couldNotLook.includes('observations') ? OLD_UNREAD : OLD_BECAUSE[status] }
}

const OLD_UNREAD = 'Old or healed; pain scores could not be looked at, so that nobody knows whether it hurts.'

function oldStatusOf({ acuity }: Fracture): 'old-and-painless' | 'old-entry' {
  return acuity === 'old' ? 'old-and-painless' : 'old-entry'
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

/** Of several records of one augmentation the earliest: a report only knows that the cement was there by then. */
function settlingAugmentation(augmentations: readonly Augmentation[], fracture: Fracture): Augmentation | null {
  return augmentations
    .filter((done) => settles(done, fracture))
    .reduce<Augmentation | null>(
      (first, done) => (first === null || (done.date ?? '9') < (first.date ?? '9') ? done : first),
      null,
    )
}

/**
 * An augmentation settles the fracture of its level unless the fracture is known to be younger: by its onset, or by a
 * study that calls it acute longer after the augmentation than marrow edema of the old one lasts.
 */
function settles(done: Augmentation, fracture: Fracture): boolean {
  if (!isAtSameSite(done, fracture)) return false
  if (done.date === null) return fracture.acuity !== 'acute'
  const { date } = done
  const earliest = fracture.onset?.earliest ?? null
  if (earliest !== null && date < earliest) return false
  const edemaEnds = addDays(date, EDEMA_CURRENT.value)
  return !fracture.imaging.some((finding) => acuityOf(finding) === 'acute' && (finding.date ?? '') > edemaEnds)
}

function isAtSameSite(done: Augmentation, { level, region }: Fracture): boolean {
  if (level !== null && done.levels.length > 0) return done.levels.includes(level)
  if (level === null && region !== null && done.levels.length > 0)
    return done.levels.some((each) => isLevelIn(each, region))
  if (done.region === null) return true
  if (level !== null) return isLevelIn(level, done.region)
  return region === null || regionsOverlap(region, done.region)
}

/** New pain after cement may be a fracture next to it: that needs an MRI, unless the spine was imaged since. */
function afterAugmentation(
  { date, isOnImage }: Augmentation,
  { studies, imaging }: Fracture,
  hasFresh: boolean,
  facts: PatientFacts,
  assessedOn: CalendarDate,
): Status {
  const settled = { status: 'settled-by-augmentation', because: 'Already augmented at this level.' } as const
  if (date === null || hasFresh) return settled
  const since = readPain(facts.pain, { earliest: date, latest: date, basis: 'onsetDateTime' }, assessedOn).deciding
  if (since === null || since.date === date || since.score < PAIN_STILL_THERE.value) return settled
  // A report that shows the cement is itself imaging after it.
  const from = isOnImage ? date : addDays(date, 1)
  if ([...studies, ...imaging].some((study) => (study.date ?? '') >= from && !isControlFilm(study, date))) {
    return { ...settled, because: 'Already augmented at this level; the spine was imaged since.' }
  }
  return {
    status: 'new-pain-after-augmentation',
    because: `Augmented ${date}; pain ${since.score}/10 on ${since.date} and no spine imaging since.`,
  }
}

function isControlFilm({ modality, date }: SpineStudy, augmentedOn: CalendarDate): boolean {
  return !ADVANCED_MODALITIES.has(modality) && date !== null && date <= addDays(augmentedOn, CONTROL_FILM.value)
}
