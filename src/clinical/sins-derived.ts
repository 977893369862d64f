import type { CalendarDate } from './calendar.ts'
import type { Fracture, ImagingFinding, SinsComponent } from './facts.ts'
import { malignantPatternOf } from './imaging-evidence.ts'
import { type Points, span } from './sins-points.ts'

/** What imaging shows of one component, and the studies that show it. */
export interface Derived {
  readonly points: Points
  readonly studies: readonly ImagingFinding[]
}

/** Only a fracture that a tumour caused, or that looks so, is scored by what imaging shows. */
export function isOfTumour({ cause, imaging }: Fracture): boolean {
  return cause === 'neoplastic' || malignantPatternOf(imaging) !== undefined
}

/** Undefined where no study since then tells; pain is no matter of imaging. */
export function derivedFrom(component: SinsComponent, { imaging }: Fracture, since: CalendarDate): Derived | undefined {
  const studies = imaging.filter(({ date }) => date === null || date >= since)
  return READERS.get(component)?.(studies)
}

type Reader = (newestFirst: readonly ImagingFinding[]) => Derived | undefined

const READERS: ReadonlyMap<SinsComponent, Reader> = new Map<SinsComponent, Reader>([
  ['lesion', readLesion],
  ['alignment', readAlignment],
  ['collapse', readCollapse],
  ['posterolateral', readPosterolateral],
])

const LESION_POINTS = { lytic: 2, mixed: 1, blastic: 0, unknown: undefined } as const
const POSTEROLATERAL_POINTS = { bilateral: 3, unilateral: 1, none: 0, unknown: undefined } as const

function readLesion(imaging: readonly ImagingFinding[]): Derived | undefined {
  const studies = newestSaying(imaging, ({ lesion }) => lesion !== 'unknown')
  return derived(
    studies.flatMap(({ lesion }) => LESION_POINTS[lesion] ?? []),
    studies,
  )
}

function readPosterolateral(imaging: readonly ImagingFinding[]): Derived | undefined {
  const studies = newestSaying(imaging, ({ posterolateral }) => posterolateral !== 'unknown')
  return derived(
    studies.flatMap(({ posterolateral }) => POSTEROLATERAL_POINTS[posterolateral] ?? []),
    studies,
  )
}

/** Above 50 % is 3 and below it 2. A body of full height has none, or 1 where the tumour fills more than half of it. */
function readCollapse(imaging: readonly ImagingFinding[]): Derived | undefined {
  const studies = newestSaying(imaging, ({ heightLossPercent }) => heightLossPercent !== null)
  const ends = studies.flatMap(({ heightLossPercent }) => heightLossPercent ?? [])
  return derived(ends.flatMap(collapsePoints), studies)
}

const HALF_HEIGHT = 50

function collapsePoints(percent: number): readonly number[] {
  if (percent <= 0) return [0, 1]
  // The score speaks of more and of less than half; exactly half may be either.
  if (percent === HALF_HEIGHT) return [2, 3]
  return [percent > HALF_HEIGHT ? 3 : 2]
}

/** Subluxation is 4, deformity 2, and 0 needs both denied: what is not spoken of may be there. */
function readAlignment(imaging: readonly ImagingFinding[]): Derived | undefined {
  const unstable = newestSaying(imaging, isSaid('instability'))
  if (saysYes(unstable, 'instability')) return derived([4], unstable)
  const kyphotic = newestSaying(imaging, isSaid('kyphoticDeformity'))
  if (saysYes(kyphotic, 'kyphoticDeformity')) return derived(unstable.length === 0 ? [2, 4] : [2], kyphotic)
  if (unstable.length === 0) return undefined
  return derived(kyphotic.length === 0 ? [0, 2] : [0], [...unstable, ...kyphotic])
}

function derived(points: readonly number[], studies: readonly ImagingFinding[]): Derived | undefined {
  return points.length === 0 ? undefined : { points: span(points), studies }
}

type SignName = 'instability' | 'kyphoticDeformity'

function isSaid(sign: SignName): (finding: ImagingFinding) => boolean {
  return (finding) => finding[sign] === 'yes' || finding[sign] === 'no'
}

function saysYes(findings: readonly ImagingFinding[], sign: SignName): boolean {
  return findings.some((finding) => finding[sign] === 'yes')
}

/** All studies of the newest day that tells. */
function newestSaying(
  newestFirst: readonly ImagingFinding[],
  says: (finding: ImagingFinding) => boolean,
): readonly ImagingFinding[] {
  const telling = newestFirst.filter(says)
  return telling.filter(({ date }) => date === telling[0]?.date)
}
