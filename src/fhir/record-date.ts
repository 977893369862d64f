import { addDays, addMonths, type CalendarDate, isCalendarDate } from '../clinical/calendar.ts'
import { fieldOf, textOf } from './element.ts'

/** A FHIR date or dateTime: the days it can mean, and the moment where it gives a time of day with its zone. */
export interface RecordDate {
  readonly earliest: CalendarDate
  readonly latest: CalendarDate
  readonly at: number | null
}

/** Other centuries are placeholders ("9999-12-31"), and sums over their days leave the calendar. */
const FHIR_DATE = /^((?:1[89]|2[01])\d{2})(?:-(\d{2})(?:-(\d{2})(T[0-9:.]{5,18}(?:Z|[+-]\d{2}:\d{2})?)?)?)?$/

/** Reads a date as the record writes it: `2026-10` can be any day of October. Undefined for anything that is no FHIR date. */
export function readDate(text: unknown): RecordDate | undefined {
  if (typeof text !== 'string' || text.length > 40) return undefined
  const written = text.trim()
  const [, year, month, day, time] = FHIR_DATE.exec(written) ?? []
  if (year === undefined) return undefined
  const earliest = `${year}-${month ?? '01'}-${day ?? '01'}`
  if (!isCalendarDate(earliest)) return undefined
  if (day === undefined) return { earliest, latest: lastDayOf(earliest, month), at: null }
  return { earliest, latest: earliest, at: time === undefined ? null : momentOf(written) }
}

function lastDayOf(firstDay: CalendarDate, month: string | undefined): CalendarDate {
  return addDays(addMonths(firstDay, month === undefined ? 12 : 1), -1)
}

/** A time without a zone is no moment: it could be any of twenty-four. */
function momentOf(text: string): number | null {
  if (!/(?:Z|[+-]\d{2}:\d{2})$/.test(text)) return null
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? null : ms
}

/** The one day a date names; a month or a year names none. */
export function dayOf(date: RecordDate | undefined): CalendarDate | null {
  return date && date.earliest === date.latest ? date.earliest : null
}

/** The first of these fields of a resource that names a day: `effectiveDateTime`, then `effectivePeriod` (its start), … */
export function firstDay(resource: unknown, names: readonly string[]): CalendarDate | null {
  return firstDate(resource, names)?.earliest ?? null
}

export function firstDate(resource: unknown, names: readonly string[]): RecordDate | undefined {
  for (const name of names) {
    const value = fieldOf(resource, name)
    const date = readDate(typeof value === 'string' ? value : (textOf(value, 'start') ?? textOf(value, 'end')))
    if (date && date.earliest === date.latest) return date
  }
  return undefined
}
