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
    (a, b) => (b.date ?? '').localeCompare(a.date ?? '') || a.evidence.reference.localeCompare(b.evidence.reference),
  )
}
