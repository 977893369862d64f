import { addDays, type CalendarDate, daysBetween } from './calendar.ts'
import type { Threshold } from './citation.ts'
import type { Fracture, ImagingFinding, Modality, Onset, Sign } from './facts.ts'
import type { Finding } from './finding.ts'
import { acuityOf, decisiveOfAge, RULES_OUT_EDEMA, SEES_MARROW } from './imaging-evidence.ts'
import { MEDICARE_LCD, ours } from './sources.ts'

export const SUBACUTE_ENDS: Threshold = {
  id: 'subacute-ends',
  value: 84,
  unit: 'd',
  says: 'subacute (6-12 weeks) osteoporotic VCF',
  origin: 'source',
  citation: MEDICARE_LCD,
}

export const ACUTE_ENDS: Threshold = {
  id: 'acute-ends',
  value: 42,
  unit: 'd',
  says: 'acute (< 6 weeks)',
  origin: 'source',
  citation: MEDICARE_LCD,
}

export const EDEMA_CURRENT = ours(
  'edema-current',
  84,
  'd',
  'edema or uptake shows an unhealed fracture today only when the study is at most 12 weeks old; the sources give no limit',
)

export const EDEMA_DATES = ours(
  'edema-dates',
  42,
  'd',
  'edema or uptake shows that a fracture without a stated onset began within 12 weeks only when the study is at most 6 weeks old; no source gives a number',
)

export const STUDY_BEFORE_DIAGNOSIS = ours(
  'study-before-diagnosis',
  84,
  'd',
  'a study is about a fracture that was recorded at most 12 weeks after it; the sources give no limit',
)

/** Whether a study may be about a fracture: not from before its stated onset, nor long before its first record. */
export function isOfItsTime({ date }: { readonly date: CalendarDate | null }, onset: Onset | null): boolean {
  if (onset === null) return true
  return date !== null && date >= (onset.earliest ?? addDays(onset.latest, -STUDY_BEFORE_DIAGNOSIS.value))
}

/** MRI, CT, bone scan and SPECT; a radiograph shows neither the age of a fracture nor what is behind it. */
export const ADVANCED_MODALITIES: ReadonlySet<Modality> = new Set<Modality>(['MR', 'CT', 'NM', 'PT'])

/**
 * Is the fracture more than `days` days old? The window decides: surely older when even the latest possible day lies
 * further back, surely not when the earliest possible one does not, unknown in between.
 */
export function isOlderThan(days: number, onset: Onset | null, assessedOn: CalendarDate): Finding {
  if (onset === null) return 'unknown'
  if (daysBetween(onset.latest, assessedOn) > days) return 'met'
  if (onset.earliest === null) return 'unknown'
  return daysBetween(onset.earliest, assessedOn) > days ? 'unknown' : 'not-met'
}

export interface EdemaPicture {
  readonly edema: Sign
  readonly study: ImagingFinding | null
}

/**
 * What the newest study that can tell says about marrow edema or uptake today: at most 12 weeks old, and not followed by an
 * advanced study that calls the fracture old. A study that could not tell counts only where no other does.
 */
export function readEdema(fracture: Fracture, assessedOn: CalendarDate): EdemaPicture {
  const recent = fracture.imaging.filter(
    ({ marrowEdema, modality, date }) =>
      marrowEdema !== 'unknown' &&
      // A report that does not name its study can show edema, and cannot rule it out.
      (marrowEdema === 'no' ? RULES_OUT_EDEMA : SEES_MARROW).has(modality) &&
      date !== null &&
      daysBetween(date, assessedOn) <= EDEMA_CURRENT.value,
  )
  const study = mostTelling(recent)
  if (study === null || isCalledOldAfter(fracture, study)) return { edema: 'unknown', study: null }
  return { edema: study.marrowEdema, study }
}

/** The newest that can tell; of several on one day the one that sees edema. */
function mostTelling(newestFirst: readonly ImagingFinding[]): ImagingFinding | null {
  const newest = newestFirst.find(({ marrowEdema }) => marrowEdema !== 'unreliable')
  const seen = newestFirst.find(({ marrowEdema, date }) => marrowEdema === 'yes' && date === newest?.date)
  return seen ?? newest ?? newestFirst[0] ?? null
}

/** The newest advanced study of the last 12 weeks that tells the age, when it calls the fracture acute. */
export function calledAcute({ imaging }: Fracture, assessedOn: CalendarDate): ImagingFinding | null {
  const telling = decisiveOfAge(imaging.filter(({ modality }) => ADVANCED_MODALITIES.has(modality)))
  if (!telling || acuityOf(telling) !== 'acute' || telling.date === null) return null
  return daysBetween(telling.date, assessedOn) <= EDEMA_CURRENT.value ? telling : null
}

function isCalledOldAfter({ imaging }: Fracture, study: ImagingFinding): boolean {
  return imaging.some(
    (finding) =>
      ADVANCED_MODALITIES.has(finding.modality) &&
      acuityOf(finding) === 'old' &&
      (finding.date ?? '') > (study.date ?? ''),
  )
}
