import { addDays, addMonths, daysBetween } from '../../../src/clinical/calendar.ts'
import type { Call } from './call.ts'
import { ASSESSED_ON } from './days.ts'
import type { LibraryCase } from './format.ts'

const DAY = /\b\d{4}-\d{2}-\d{2}(?=\D|$)/g
const MOMENT = /"at":(\d+)/g
const MS_PER_DAY = 86_400_000

/** Every day in a JSON text moved by whole days, in values and in sentences, and every moment of a pain score. */
export function movedBy(json: string, days: number): string {
  return json
    .replace(DAY, (day) => addDays(day, days))
    .replace(MOMENT, (_, at: string) => `"at":${Number(at) + days * MS_PER_DAY}`)
}

/** The call as it would have been made so many days later, everything in it as much later. */
export function callMovedBy(call: Call, days: number): Call {
  const prefetch: Call['prefetch'] = JSON.parse(movedBy(JSON.stringify(call.prefetch), days))
  return { ...call, prefetch }
}

/** Where a part of a date is all that is written, or words are, nothing can be moved by days. */
export function hasOnlyWholeDays({ patient }: LibraryCase): boolean {
  const areOnsetsDays = patient.fractures.every(({ onset }) => typeof onset !== 'object' || 'period' in onset)
  return areOnsetsDays && (patient.born === undefined || patient.born.length === '2026-11-22'.length)
}

/** Calendar months that the engine counts: most effective within 2, forgotten after 12, bone density for 24; and years of age. */
const COUNTED_MONTHS = [2, 12, 24]
const MONTHS_DIFFER_BY = 3

/** Months are not equally long: a day within three days of such a limit may fall on its other side elsewhere in the year. */
export function isAtLimitOfMonths(call: Call): boolean {
  const days = [...new Set(JSON.stringify(call.prefetch).match(DAY))]
  return days.some((day) => {
    const years = Number(ASSESSED_ON.slice(0, 4)) - Number(day.slice(0, 4))
    return [...COUNTED_MONTHS, 12 * years].some((months) => {
      const off = daysBetween(addMonths(day, months), ASSESSED_ON)
      return months > 0 && Math.abs(off) <= MONTHS_DIFFER_BY
    })
  })
}
