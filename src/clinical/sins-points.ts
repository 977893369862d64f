import type { SinsComponent } from './facts.ts'
import { ALL_LEVELS, isLevelIn, type SpineRegion, type VertebralLevel } from './level.ts'

/** The points a component can come to, both ends alike where it is known. */
export type Points = readonly [low: number, high: number]

/**
 * Every number of points a component can have; no other is one of this score. Pain without any is 0 and occasional pain
 * that is not mechanical 1: a page that prints it the other way round is wrong.
 */
export const SINS_POINTS: Readonly<Record<SinsComponent, readonly number[]>> = {
  location: [0, 1, 2, 3],
  pain: [0, 1, 3],
  lesion: [0, 1, 2],
  alignment: [0, 2, 4],
  collapse: [0, 1, 2, 3],
  posterolateral: [0, 1, 3],
}

export const SINS_COMPONENTS: readonly SinsComponent[] = [
  'location',
  'pain',
  'lesion',
  'alignment',
  'collapse',
  'posterolateral',
]

export const SINS_HIGHEST = 18

/** All that a component can be, where nobody knows it. */
export function anyPoints(component: SinsComponent): Points {
  return span(SINS_POINTS[component])
}

/** From the lowest to the highest of some points. */
export function span(points: readonly number[]): Points {
  return [Math.min(...points), Math.max(...points)]
}

const JUNCTIONAL: ReadonlySet<VertebralLevel> = new Set<VertebralLevel>([
  ...(['C1', 'C2', 'C7', 'T1', 'T2', 'T11', 'T12', 'L1', 'L5', 'S1'] as const),
])
const MOBILE: ReadonlySet<VertebralLevel> = new Set<VertebralLevel>(['C3', 'C4', 'C5', 'C6', 'L2', 'L3', 'L4'])

/** Occiput-C2, C7-T2, T11-L1 and L5-S1 junctional 3; C3-C6 and L2-L4 mobile 2; T3-T10 semirigid 1; S2-S5 rigid 0. */
function locationPointsOf(level: VertebralLevel): number {
  if (JUNCTIONAL.has(level)) return 3
  if (MOBILE.has(level)) return 2
  return level.startsWith('T') ? 1 : 0
}

/** A vertebra that is not named can be any of its part of the spine. */
export function locationPoints(level: VertebralLevel | null, region: SpineRegion | null): Points {
  if (level !== null) return span([locationPointsOf(level)])
  return span(ALL_LEVELS.filter((each) => isLevelIn(each, region ?? 'thoracolumbar')).map(locationPointsOf))
}
