import { addDays, type CalendarDate, daysBetween } from './calendar.ts'
import type { Onset, PainScore } from './facts.ts'
import { ours } from './sources.ts'

export const PAIN_WINDOW = ours(
  'pain-window',
  30,
  'd',
  'pain scores count for 30 days; none of the sources gives a limit',
)

export const TREND_STEP = ours(
  'pain-trend-step',
  2,
  '{0-10 score}',
  'a change of two points between daily maxima is a trend; the sources say "worsening" without a number',
)

export const TREND_DAYS = ours(
  'pain-trend-days',
  3,
  'd',
  'the two days compared lie at least three days apart; the sources give no interval',
)

export const WORTH_NAMING = ours(
  'pain-worth-naming',
  90,
  'd',
  'a score that does not count is named in the explanation for 90 days',
)

/** A record in another time zone may already write tomorrow's date. */
const TOMORROW = -1

export type PainTrend = 'worsening' | 'improving' | 'steady' | 'unknown'

export interface PainPicture {
  /** The highest score of the latest day that counts; null when no score counts. */
  readonly deciding: PainScore | null
  readonly trend: PainTrend
  /** The score of an earlier day that the trend compares with: the lowest where pain worsened, else the highest. */
  readonly comparedWith: PainScore | null
  /** The newest score that does not count, for the explanation: outside the window, or perhaps older than the fracture. */
  readonly leftOut: {
    readonly score: PainScore
    readonly why: 'too-old' | 'before-fracture' | 'fracture-undated'
  } | null
}

/**
 * Scores count when they are known to be after the fracture (not before the latest day it can have happened) and within
 * 30 days. A fracture without any date has no score that is known to be after it.
 */
export function readPain(scores: readonly PainScore[], onset: Onset | null, assessedOn: CalendarDate): PainPicture {
  const newestFirst = [...scores].sort(byNewest)
  const counting = newestFirst.filter((score) => whyLeftOut(score, onset, assessedOn) === null)
  const dailyMaxima = highestOfEachDay(counting)
  return {
    deciding: dailyMaxima[0] ?? null,
    ...courseOf(dailyMaxima),
    leftOut: firstLeftOut(newestFirst, onset, assessedOn),
  }
}

function firstLeftOut(
  scores: readonly PainScore[],
  onset: Onset | null,
  assessedOn: CalendarDate,
): PainPicture['leftOut'] {
  for (const score of scores) {
    const why = whyLeftOut(score, onset, assessedOn)
    if (why === null || why === 'in-the-future') continue
    return score.date < addDays(assessedOn, -WORTH_NAMING.value) ? null : { score, why }
  }
  return null
}

function whyLeftOut(score: PainScore, onset: Onset | null, assessedOn: CalendarDate) {
  const ageDays = daysBetween(score.date, assessedOn)
  if (ageDays < TOMORROW) return 'in-the-future'
  if (ageDays > PAIN_WINDOW.value) return 'too-old'
  if (onset === null) return 'fracture-undated'
  return score.date < onset.latest ? 'before-fracture' : null
}

/** Newest first; within a day the highest first, and of equal scores the later. */
function byNewest(a: PainScore, b: PainScore): number {
  if (a.date !== b.date) return a.date < b.date ? 1 : -1
  return b.score - a.score || (b.at ?? 0) - (a.at ?? 0)
}

function highestOfEachDay(newestFirst: readonly PainScore[]): readonly PainScore[] {
  return newestFirst.filter((score, index) => score.date !== newestFirst[index - 1]?.date)
}

function courseOf(dailyMaxima: readonly PainScore[]): Pick<PainPicture, 'trend' | 'comparedWith'> {
  const [latest, ...earlier] = dailyMaxima
  if (!latest) return { trend: 'unknown', comparedWith: null }
  const byScore = earlier
    .filter(({ date }) => daysBetween(date, latest.date) >= TREND_DAYS.value)
    .sort((a, b) => a.score - b.score)
  const [lowest, highest] = [byScore[0], byScore.at(-1)]
  if (!lowest || !highest) return { trend: 'unknown', comparedWith: null }

  if (latest.score - lowest.score >= TREND_STEP.value) return { trend: 'worsening', comparedWith: lowest }
  const trend = highest.score - latest.score >= TREND_STEP.value ? 'improving' : 'steady'
  return { trend, comparedWith: highest }
}
