/**
 * A calendar date as the record writes it, `YYYY-MM-DD`, without time or zone. Ages are differences of calendar dates,
 * so that a patient does not get a day older by crossing a time zone.
 */
export type CalendarDate = string

const MS_PER_DAY = 86_400_000
const CALENDAR_DATE = /^\d{4}-\d{2}-\d{2}$/

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** Days since 1970-01-01, or undefined where the text is no real date (2026-02-30). Called for every fact: no formatting. */
function toDayNumber(date: CalendarDate): number | undefined {
  if (!CALENDAR_DATE.test(date)) return undefined
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8))]
  if (day < 1 || day > (DAYS_IN_MONTH[month - 1] ?? 0)) return undefined
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  if (month === 2 && day === 29 && !isLeapYear) return undefined
  // Not Date.UTC with the year alone, which takes 0 to 99 for the twentieth century; 400 years are 146,097 days.
  return Date.UTC(year + 400, month - 1, day) / MS_PER_DAY - 146_097
}

/** By hand: the gates alone ask for twenty dates in each call, and `toISOString` writes the time of day as well. */
function toCalendarDate(date: Date): CalendarDate {
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
  return `${String(year).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`
}

/** True for a `YYYY-MM-DD` that exists in the calendar. */
export function isCalendarDate(text: string): boolean {
  return toDayNumber(text) !== undefined
}

/**
 * Whole days from `earlier` to `later`, negative when they are the other way round.
 * @throws RangeError for a text that is no calendar date: readers let none through.
 */
export function daysBetween(earlier: CalendarDate, later: CalendarDate): number {
  const from = toDayNumber(earlier)
  const to = toDayNumber(later)
  if (from === undefined || to === undefined) throw new RangeError('daysBetween needs two calendar dates')
  return to - from
}

/** The date `days` days after `date` (before it, when negative). */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  const from = toDayNumber(date)
  if (from === undefined) throw new RangeError('addDays needs a calendar date')
  return toCalendarDate(new Date((from + days) * MS_PER_DAY))
}

/** The same day `months` months later; the last day of the month where that day does not exist (31 January + 1 = 28 February). */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  if (toDayNumber(date) === undefined) throw new RangeError('addMonths needs a calendar date')
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const moved = new Date(0)
  // Not Date.UTC, which takes the years 0 to 99 for the twentieth century.
  moved.setUTCFullYear(year, month + months, 0)
  moved.setUTCDate(Math.min(day, moved.getUTCDate()))
  return toCalendarDate(moved)
}

/** Completed years between two dates, as an age is counted. */
export function yearsBetween(earlier: CalendarDate, later: CalendarDate): number {
  const years = Number(later.slice(0, 4)) - Number(earlier.slice(0, 4))
  return later.slice(5) < earlier.slice(5) ? years - 1 : years
}

/** The later of two dates; a missing one gives way. */
export function latestOf(a: CalendarDate | null, b: CalendarDate | null): CalendarDate | null {
  if (a === null || b === null) return a ?? b
  return a > b ? a : b
}

/** The earlier of two dates; a missing one gives way. */
export function earliestOf(a: CalendarDate | null, b: CalendarDate | null): CalendarDate | null {
  if (a === null || b === null) return a ?? b
  return a < b ? a : b
}
