import { isCalendarDate, yearsBetween } from '../../clinical/calendar.ts'
import { textOf } from '../../fhir/element.ts'

/** "77 years, female"; what the record does not say is left out. */
export function ageAndSex(patient: unknown, today: string): string {
  const birthDate = textOf(patient, 'birthDate') ?? ''
  const age = isCalendarDate(birthDate) && birthDate <= today ? `${yearsBetween(birthDate, today)} years` : ''
  return [age, textOf(patient, 'gender')?.slice(0, 20) ?? ''].filter((words) => words !== '').join(', ')
}
