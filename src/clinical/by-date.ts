import type { CalendarDate } from './calendar.ts'

interface Dated {
  readonly date: CalendarDate | null
}

/**
 * Of facts in the order of `newestFirst` (undated ones last) those from `since` on and before `until`, and the undated.
 * It searches by halves: of a long record each of many fractures asks for its own part.
 */
export function datedWithin<T extends Dated>(
  newestFirst: readonly T[],
  since: CalendarDate | null,
  until: CalendarDate | null,
): readonly T[] {
  const from = firstIndex(newestFirst, ({ date }) => date === null || until === null || date < until)
  const undated = firstIndex(newestFirst, ({ date }) => date === null)
  const to = firstIndex(newestFirst, ({ date }) => date === null || (since !== null && date < since))
  return [...newestFirst.slice(from, Math.max(from, to)), ...newestFirst.slice(undated)]
}

/** The first of these dates, in order, that is later than a day. */
export function firstAfter(inOrder: readonly CalendarDate[], day: CalendarDate): CalendarDate | null {
  return inOrder[firstIndex(inOrder, (date) => date > day)] ?? null
}

/** Where a list begins to hold what holds from there to its end. */
function firstIndex<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const item = items[middle]
    if (item !== undefined && holds(item)) high = middle
    else low = middle + 1
  }
  return low
}
