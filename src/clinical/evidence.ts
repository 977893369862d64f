import type { CalendarDate } from './calendar.ts'

/** How a fact came to us: from a code or a coded value, from words (a report, the name of a medicine), or entered by a person. */
export type Basis = 'coded' | 'text' | 'entered'

/** Where a fact stands in the record. `reference` is a FHIR reference such as `Condition/9`; it never holds free text. */
export interface Evidence {
  readonly reference: string
  readonly date: CalendarDate | null
  readonly basis: Basis
}
