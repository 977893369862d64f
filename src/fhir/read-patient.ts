import type { PatientFacts, Setting } from '../clinical/facts.ts'
import { fieldOf, textOf } from './element.ts'
import { readDate } from './record-date.ts'

export function readPatient(resource: unknown, patientId: string): PatientFacts['patient'] {
  const born = readDate(fieldOf(resource, 'birthDate'))
  const gender = textOf(resource, 'gender')
  return {
    reference: `Patient/${patientId}`,
    bornEarliest: born?.earliest ?? null,
    bornLatest: born?.latest ?? null,
    sex: gender === 'female' || gender === 'male' ? gender : 'unknown',
    deceased: fieldOf(resource, 'deceasedBoolean') === true || textOf(resource, 'deceasedDateTime') !== undefined,
  }
}

const SETTINGS: ReadonlyMap<string, Setting> = new Map<string, Setting>([
  ['IMP', 'inpatient'],
  ['ACUTE', 'inpatient'],
  ['NONAC', 'inpatient'],
  ['EMER', 'emergency'],
  ['AMB', 'outpatient'],
  ['OBSENC', 'outpatient'],
  ['VR', 'outpatient'],
  ['HH', 'outpatient'],
  ['SS', 'outpatient'],
])

export function readSetting(encounter: unknown): Setting {
  return SETTINGS.get(textOf(fieldOf(encounter, 'class'), 'code') ?? '') ?? 'unknown'
}
