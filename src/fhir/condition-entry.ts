import type { CalendarDate } from '../clinical/calendar.ts'
import type { FractureDiagnosis, Onset } from '../clinical/facts.ts'
import type { CodeMeaning } from './value-sets/index.ts'

/** What every question to one Condition needs of it. */
export interface ConditionEntry {
  readonly resource: unknown
  readonly concept: unknown
  /** The names of the concept. */
  readonly words: string
  readonly meanings: readonly CodeMeaning[]
  readonly certainty: FractureDiagnosis['certainty']
  readonly onset: Onset | null
  readonly recordedOn: CalendarDate | null
  readonly isOld: boolean
}
