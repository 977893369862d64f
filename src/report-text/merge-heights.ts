import type { Assigned } from './assign-levels.ts'
import type { HeightLossPercent, Sign } from './report-findings.ts'

export interface MergedHeights {
  readonly now: HeightLossPercent | null
  readonly earlier: HeightLossPercent | null
  /** By comparing the two figures; undefined where one is missing or the ranges overlap. */
  readonly progressed: Sign | undefined
}

/** The figures of the impression, else of the findings; of several the largest, because a loss is named at its deepest. */
export function mergeHeights(assigned: readonly Assigned[]): MergedHeights {
  const now = figure(assigned, 'now')
  const earlier = figure(assigned, 'earlier')
  return { now, earlier, progressed: now === null || earlier === null ? undefined : compare(earlier, now) }
}

function figure(assigned: readonly Assigned[], when: 'now' | 'earlier'): HeightLossPercent | null {
  const figures = assigned.flatMap(({ statement }) =>
    statement.kind === 'height' && statement.when === when ? [statement] : [],
  )
  const inImpression = figures.filter(({ section }) => section === 'impression')
  const counted = inImpression.length > 0 ? inImpression : figures
  return counted.reduce<HeightLossPercent | null>((largest, { percent }) => deeper(largest, percent), null)
}

function deeper(a: HeightLossPercent | null, b: HeightLossPercent): HeightLossPercent {
  return a !== null && highEnd(a) >= highEnd(b) ? a : b
}

function compare(earlier: HeightLossPercent, now: HeightLossPercent): Sign | undefined {
  if (lowEnd(now) > highEnd(earlier)) return 'yes'
  return highEnd(now) <= lowEnd(earlier) ? 'no' : undefined
}

function lowEnd(percent: HeightLossPercent): number {
  return typeof percent === 'number' ? percent : percent[0]
}

function highEnd(percent: HeightLossPercent): number {
  return typeof percent === 'number' ? percent : percent[1]
}
