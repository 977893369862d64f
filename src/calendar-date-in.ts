/** Making a formatter costs many times what using it does; there are no more of them than clients have time zones. */
const formatters = new Map<string, Intl.DateTimeFormat>()

/** The calendar date (YYYY-MM-DD) in a time zone: an age must not change because a server stands elsewhere. */
export function calendarDateIn(timeZone: string, moment: Date): string {
  // The first formatter costs a cold start more than its routes do.
  if (timeZone === 'UTC') return moment.toISOString().slice(0, 10)
  const formatter = formatters.get(timeZone) ?? createFormatter(timeZone)
  formatters.set(timeZone, formatter)
  return formatter.format(moment)
}

function createFormatter(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
}
