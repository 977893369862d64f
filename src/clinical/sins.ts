import { addDays, type CalendarDate, latestOf } from './calendar.ts'
import type { Evidence } from './evidence.ts'
import type { Fracture, PatientFacts, SinsComponent, TumourStability } from './facts.ts'
import { isLevelIn } from './level.ts'
import { newestFirst } from './newest-first.ts'
import { derivedFrom, isOfTumour } from './sins-derived.ts'
import { anyPoints, locationPoints, type Points, SINS_COMPONENTS, span } from './sins-points.ts'
import { ours } from './sources.ts'

/** The Spinal Instability Neoplastic Score of one fracture, as far as it is known: both ends. */
export interface Sins {
  readonly low: number
  readonly high: number
  /** A person entered it or a part of it, or a report states it; otherwise the imaging alone speaks. */
  readonly documented: boolean
  readonly because: string
  readonly evidence: readonly Evidence[]
  readonly date: CalendarDate | null
}

export const SINS_COUNTS = ours('sins-counts', 365, 'd', 'a stability score counts for a year')

/**
 * An entered total decides. Without one the components are added: what was entered before what imaging shows, and what
 * nobody knows with all that it can be. Null where no tumour shows and nothing was entered.
 */
export function sinsOf(fracture: Fracture, facts: PatientFacts, assessedOn: CalendarDate): Sins | null {
  const since = addDays(assessedOn, -SINS_COUNTS.value)
  // A record in another time zone may already write tomorrow's date.
  const until = addDays(assessedOn, 1)
  const entered = newestFirst(facts.tumourStability).filter(
    (score) => isAbout(score, fracture) && (score.date === null || (score.date >= since && score.date <= until)),
  )
  return sinsOfTotals(entered) ?? sinsOfComponents(entered, fracture, since)
}

/** A score without a vertebra may be about this one; so may one of a named vertebra, where the fracture has no level. */
function isAbout({ level }: TumourStability, fracture: Fracture): boolean {
  if (level === null || level === fracture.level) return true
  return fracture.level === null && (fracture.region === null || isLevelIn(level, fracture.region))
}

/** The newest total; of several on one day the higher ends. */
function sinsOfTotals(entered: readonly TumourStability[]): Sins | undefined {
  const totals = entered.flatMap(({ date, evidence, ...score }) => {
    const total = totalOf(score)
    return total ? [{ total, date, evidence }] : []
  })
  const newest = totals.filter(({ date }) => date === totals[0]?.date)
  const [first] = newest
  if (!first) return undefined
  const low = Math.max(...newest.map(({ total }) => total[0]))
  const high = Math.max(...newest.map(({ total }) => total[1]))
  return {
    low,
    high,
    documented: true,
    because: `SINS ${numbers([low, high])}${first.date === null ? ', undated' : ` on ${first.date}`}.`,
    evidence: newest.map(({ evidence }) => evidence),
    date: first.date,
  }
}

/** All six components are a total, whoever adds them. */
function totalOf({ total, points }: Pick<TumourStability, 'total' | 'points'>): Points | undefined {
  if (total) return total
  const given = SINS_COMPONENTS.flatMap((component) => points[component] ?? [])
  return given.length === SINS_COMPONENTS.length ? add(given.map((each) => span([each]))) : undefined
}

interface Part {
  readonly component: SinsComponent
  readonly points: Points
  readonly isEntered: boolean
  readonly from: readonly { readonly date: CalendarDate | null; readonly evidence: Evidence }[]
}

function sinsOfComponents(entered: readonly TumourStability[], fracture: Fracture, since: CalendarDate): Sins | null {
  const isTumour = isOfTumour(fracture)
  const parts = SINS_COMPONENTS.map(
    (component) => enteredPart(component, entered) ?? otherPart(component, fracture, isTumour ? since : null),
  )
  const documented = parts.some(({ isEntered }) => isEntered)
  if (!documented && !isTumour) return null

  const [low, high] = add(parts.map(({ points }) => points))
  const deciding = documented ? parts.filter(({ isEntered }) => isEntered) : parts
  const date = deciding
    .flatMap(({ from }) => from)
    .reduce<CalendarDate | null>((last, from) => latestOf(last, from.date), null)
  const names = parts.map(({ component, points }) => `${component} ${numbers(points)}`).join(', ')
  const basis = documented ? `by components entered${date === null ? ', undated' : ` on ${date}`}` : 'by imaging alone'
  return {
    low,
    high,
    documented,
    because: `SINS ${numbers([low, high])} ${basis} (${names}).`,
    evidence: unique(parts.flatMap(({ from }) => from.map(({ evidence }) => evidence))),
    date,
  }
}

/** The newest entry of a component; of several on one day the highest. */
function enteredPart(component: SinsComponent, entered: readonly TumourStability[]): Part | undefined {
  const given = entered.filter(({ points }) => points[component] !== undefined)
  const newest = given.filter(({ date }) => date === given[0]?.date)
  if (newest.length === 0) return undefined
  const highest = Math.max(...newest.flatMap(({ points }) => points[component] ?? []))
  return { component, points: [highest, highest], isEntered: true, from: newest }
}

/** Where the vertebra lies is known without any imaging of a tumour. `since: null` = imaging is not asked. */
function otherPart(component: SinsComponent, fracture: Fracture, since: CalendarDate | null): Part {
  const { level, region } = fracture
  if (component === 'location') return { component, points: locationPoints(level, region), isEntered: false, from: [] }
  const shown = since === null ? undefined : derivedFrom(component, fracture, since)
  return { component, points: shown?.points ?? anyPoints(component), isEntered: false, from: shown?.studies ?? [] }
}

function add(points: readonly Points[]): Points {
  return points.reduce<Points>(([low, high], [from, to]) => [low + from, high + to], [0, 0])
}

function numbers([low, high]: Points): string {
  return low === high ? `${low}` : `${low}-${high}`
}

function unique(evidence: readonly Evidence[]): readonly Evidence[] {
  return [...new Map(evidence.map((each) => [`${each.reference} ${each.basis}`, each])).values()]
}
