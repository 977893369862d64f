import { addDays, addMonths, type CalendarDate } from '../../../src/clinical/calendar.ts'

/** The day every case of the library is assessed on, in Chicago; all days of a case are counted back from it. */
export const ASSESSED_ON: CalendarDate = '2026-11-22'

export function dayOf(daysAgo: number): CalendarDate {
  return addDays(ASSESSED_ON, -daysAgo)
}

const SUMMER_TIME_2026 = { from: '2026-03-08', until: '2026-11-01' }

/** A day, or the moment on it that a clock in Chicago shows. */
export function momentOf(daysAgo: number, time: string | undefined): string {
  const day = dayOf(daysAgo)
  if (time === undefined) return day
  const isSummer = day >= SUMMER_TIME_2026.from && day < SUMMER_TIME_2026.until
  return `${day}T${time}:00${isSummer ? '-05:00' : '-06:00'}`
}

const DAYS_SINCE_BIRTHDAY = 120

/** A birth date that makes the patient exactly this old, the birthday some months ago. */
export function birthDateAt(age: number): CalendarDate {
  return addDays(addMonths(ASSESSED_ON, -12 * age), -DAYS_SINCE_BIRTHDAY)
}
