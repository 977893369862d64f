import { addDays, addMonths, type CalendarDate } from '../clinical/calendar.ts'
import type { Onset } from '../clinical/facts.ts'
import { elementOf, fieldOf, numberOf, textOf } from './element.ts'
import { readDate } from './record-date.ts'

/**
 * When a Condition began: a stated onset first; recordedDate only as the latest day it can have been. Never from the
 * seventh character of an ICD-10-CM code, which tells the kind of encounter and no date.
 */
export function readOnset(
  condition: unknown,
  recordedOn: CalendarDate | null,
  born: CalendarDate | null,
): Onset | null {
  return (
    statedOnset(condition, born) ??
    (recordedOn === null ? null : { earliest: null, latest: recordedOn, basis: 'recordedDate' })
  )
}

function statedOnset(condition: unknown, born: CalendarDate | null): Onset | null {
  const dateTime = readDate(fieldOf(condition, 'onsetDateTime'))
  if (dateTime) return { earliest: dateTime.earliest, latest: dateTime.latest, basis: 'onsetDateTime' }

  const period = elementOf(condition, 'onsetPeriod')
  const start = readDate(fieldOf(period, 'start'))
  if (start) return { earliest: start.earliest, latest: start.latest, basis: 'onsetPeriod' }
  const end = readDate(fieldOf(period, 'end'))
  if (end) return { earliest: null, latest: end.latest, basis: 'onsetPeriod' }

  const written = readDate(textOf(condition, 'onsetString'))
  if (written) return { earliest: written.earliest, latest: written.latest, basis: 'onsetString' }
  return onsetAtAge(elementOf(condition, 'onsetAge'), born)
}

/** An age in years is the year of life that it names. */
function onsetAtAge(age: unknown, born: CalendarDate | null): Onset | null {
  const years = numberOf(age, 'value')
  const unit = textOf(age, 'code') ?? textOf(age, 'unit') ?? 'a'
  if (born === null || years === undefined || years < 0 || years > 130 || !/^(a|years?|yr|y)$/i.test(unit)) return null
  const earliest = addMonths(born, Math.floor(years) * 12)
  return { earliest, latest: addDays(addMonths(earliest, 12), -1), basis: 'onsetAge' }
}
