import type { CalendarDate } from './calendar.ts'
import type { Evidence } from './evidence.ts'

/**
 * Dated facts first and newest first, undated ones last, since nothing says that they are about today; of one day by
 * reference, so that the order of the record changes nothing.
 */
export function newestFirst<T extends { readonly date: CalendarDate | null; readonly evidence: Evidence }>(
  items: readonly T[],
): readonly T[] {
  return [...items].sort(
    (a, b) => inOrder(b.date ?? '', a.date ?? '') || inOrder(a.evidence.reference, b.evidence.reference),
  )
}

/** By code units: what a locale thinks of letters must not change an assessment. */
function inOrder(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
