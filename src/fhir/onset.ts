import { addDays, addMonths, type CalendarDate } from '../clinical/calendar.ts'
import type { Onset, PatientFacts } from '../clinical/facts.ts'
import { elementOf, fieldOf, numberOf, textOf } from './element.ts'
import { readDate } from './record-date.ts'

export type Birth = Pick<PatientFacts['patient'], 'bornEarliest' | 'bornLatest'>

/** What else dates an entry that states no onset: the end of its encounter, and the last day recordedDate can mean. */
export interface LatestDays {
  readonly encounter: CalendarDate | null
  readonly recordedDate: CalendarDate | null
}

/**
 * When a Condition began: a stated onset first; encounter and recordedDate only as the latest day it can have been.
 * Never from the seventh character of an ICD-10-CM code, which tells the kind of encounter and no date.
 */
export function readOnset(condition: unknown, { encounter, recordedDate }: LatestDays, birth: Birth): Onset | null {
  const stated = statedOnset(condition, birth)
  if (stated) return stated
  if (encounter !== null) return { earliest: null, latest: encounter, basis: 'encounter' }
  return recordedDate === null ? null : { earliest: null, latest: recordedDate, basis: 'recordedDate' }
}

function statedOnset(condition: unknown, birth: Birth): Onset | null {
  const dateTime = readDate(fieldOf(condition, 'onsetDateTime'))
  if (dateTime) return { earliest: dateTime.earliest, latest: dateTime.latest, basis: 'onsetDateTime' }

  const period = onsetWithin(elementOf(condition, 'onsetPeriod'))
  if (period) return period

  const written = readDate(textOf(condition, 'onsetString'))
  if (written) return { earliest: written.earliest, latest: written.latest, basis: 'onsetString' }
  return onsetAtAge(elementOf(condition, 'onsetAge'), birth)
}

/** The time within which it began; a start alone is taken as the day. */
function onsetWithin(period: unknown): Onset | undefined {
  const start = readDate(fieldOf(period, 'start'))
  const end = readDate(fieldOf(period, 'end'))
  if (!start) return end && { earliest: null, latest: end.latest, basis: 'onsetPeriod' }
  const latest = end && end.latest > start.latest ? end.latest : start.latest
  return { earliest: start.earliest, latest, basis: 'onsetPeriod' }
}

/** An age in years is the year of life that it names. */
function onsetAtAge(age: unknown, { bornEarliest, bornLatest }: Birth): Onset | null {
  const years = numberOf(age, 'value')
  const unit = textOf(age, 'code') ?? textOf(age, 'unit') ?? 'a'
  if (bornEarliest === null || bornLatest === null || years === undefined) return null
  if (years < 0 || years > 130 || !/^(a|years?|yr|y)$/i.test(unit)) return null
  const birthdays = Math.floor(years) * 12
  const latest = addDays(addMonths(bornLatest, birthdays + 12), -1)
  return { earliest: addMonths(bornEarliest, birthdays), latest, basis: 'onsetAge' }
}
