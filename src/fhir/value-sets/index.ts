import { VALUE_SET_FILES } from './files.ts'
import medicationNames from './medication-names.json' with { type: 'json' }

export type { CodeMeaning } from './compile.ts'
export { CODE_GROUPS, type CodeGroup } from './groups.ts'
export { codesIn, meaningOf, meaningsOf, type SystemAndCode } from './look-up.ts'
export { type MedicationClass, medicationClassOfName } from './medication-name.ts'
export { CODE_SYSTEMS } from './systems.ts'

export interface ValueSetSummary {
  readonly id: string
  readonly title: string
  readonly version: string
  readonly notice: string
  /** Where the codes were found. */
  readonly provenance: string
  /** How many codes (or names) the file lists, ICD-10-CM stems counted once. */
  readonly count: number
}

/** What the pages say about each value set. The notice is owed wherever its codes are shown. */
export const VALUE_SETS: readonly ValueSetSummary[] = [
  ...VALUE_SET_FILES.map(({ id, title, version, notice, provenance, concepts }) => {
    return { id, title, version, notice, provenance, count: concepts.length }
  }),
  {
    id: medicationNames.id,
    title: medicationNames.title,
    version: medicationNames.version,
    notice: medicationNames.notice,
    provenance: medicationNames.provenance,
    count: Object.values(medicationNames.classes).flat().length,
  },
]
