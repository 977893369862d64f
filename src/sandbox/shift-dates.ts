import type { Resource } from '@medplum/fhirtypes'

const MS_PER_DAY = 86_400_000
/** A FHIR date or dateTime that names a day. Free text never matches: the whole string must be a date. */
const DAY = /^\d{4}-\d{2}-\d{2}(?=$|T)/

/**
 * Moves every date of the synthetic patients by whole days, so that what was "two days ago" when they were written is two
 * days ago today. A birth date stays: nobody gets older by being loaded.
 */
export function shiftDates(resources: readonly Resource[], days: number): readonly Resource[] {
  return days === 0 ? resources : resources.map((resource) => shift(resource, days))
}

/** The same for anything that was written on the same day, such as what a hook brings. */
export function shift<Value>(value: Value, days: number): Value
export function shift(value: unknown, days: number): unknown {
  if (typeof value === 'string') return DAY.test(value) ? shiftDay(value, days) : value
  if (Array.isArray(value)) return value.map((each) => shift(each, days))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, name === 'birthDate' ? each : shift(each, days)]),
  )
}

function shiftDay(text: string, days: number): string {
  const moved = new Date(Date.parse(`${text.slice(0, 10)}T00:00:00Z`) + days * MS_PER_DAY)
  return moved.toISOString().slice(0, 10) + text.slice(10)
}
