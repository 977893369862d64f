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
  ['FLD', 'outpatient'],
  ['OBSENC', 'observation'],
  ['VR', 'outpatient'],
  ['HH', 'outpatient'],
  ['SS', 'outpatient'],
])

/** Some servers send codes of their own and say in the display what they mean. Observation is no admission. */
const SETTING_WORDS: readonly (readonly [words: RegExp, setting: Setting])[] = [
  [/\bobservation\b/i, 'observation'],
  [/\bemergency\b/i, 'emergency'],
  [/\b(?:outpatient|ambulatory|virtual|office visit|home health)\b/i, 'outpatient'],
  [/\binpatient\b/i, 'inpatient'],
]
/** An encounter that has not begun or never was tells no setting. */
const NOT_HERE: ReadonlySet<string> = new Set(['planned', 'cancelled', 'entered-in-error'])

/** By the class alone: `hospitalization` stands on outpatient encounters too. */
export function readSetting(encounter: unknown): Setting {
  if (NOT_HERE.has(textOf(encounter, 'status') ?? '')) return 'unknown'
  const encounterClass = fieldOf(encounter, 'class')
  const coded = SETTINGS.get(textOf(encounterClass, 'code')?.toUpperCase() ?? '')
  const display = textOf(encounterClass, 'display')?.slice(0, 100) ?? ''
  return coded ?? SETTING_WORDS.find(([words]) => words.test(display))?.[1] ?? 'unknown'
}
