import type { Concept, ValueSetFile } from '../../fhir/value-sets/compile.ts'
import { keysOf, type OwnRow, ownRows } from './compare.ts'
import { type ListedCode, systemNameOf, tidyCode } from './listed-codes.ts'

export interface OwnDefects {
  /** Codes that stand in rows with different groups. */
  readonly twice: readonly string[]
  /** CPT descriptors belong to the AMA: a row shows its bare code. */
  readonly cptInWords: readonly OwnRow[]
  /** SNOMED CT rows that repeat the list's description instead of words of our own. */
  readonly borrowed: readonly OwnRow[]
  /** What a file does not say about itself. */
  readonly unsaid: readonly string[]
}

/** What the value sets owe whatever a list says. */
export function ownDefects(files: readonly ValueSetFile[], listed: readonly ListedCode[]): OwnDefects {
  const rows = ownRows(files)
  const descriptions = Map.groupBy(
    listed.filter((code) => systemNameOf(code) === 'snomed'),
    ({ code }) => tidyCode('snomed', code),
  )
  const isBorrowed = ({ system, code, display }: Concept) =>
    system === 'snomed' && descriptions.get(code)?.some((listed) => plain(listed.display) === plain(display)) === true
  return {
    twice: standingTwice(rows),
    cptInWords: rows.filter(({ concept: { system, code, display } }) => system === 'cpt' && display !== `CPT ${code}`),
    borrowed: rows.filter(({ concept }) => isBorrowed(concept)),
    unsaid: files.flatMap(unsaidBy),
  }
}

function standingTwice(rows: readonly OwnRow[]): readonly string[] {
  const places = Map.groupBy(
    rows.flatMap(({ concept }) => {
      const groups = concept.groups.toSorted().join(', ')
      return keysOf(concept).map((key) => ({ key: `${key}${concept.match === 'prefix' ? ' and below' : ''}`, groups }))
    }),
    ({ key }) => key,
  )
  return [...places]
    .map(([key, all]) => ({ key, groups: [...new Set(all.map(({ groups }) => groups))] }))
    .filter(({ groups }) => groups.length > 1)
    .map(({ key, groups }) => `${key}: ${groups.join(' | ')}`)
}

const OWED = ['id', 'title', 'version', 'notice', 'provenance'] as const

function unsaidBy(file: ValueSetFile): readonly string[] {
  return OWED.filter((field) => !file[field]?.trim()).map((field) => `${file.id}: ${field}`)
}

/** Without the kind that SNOMED CT puts in brackets at the end, and whatever the capitals. */
function plain(display: string): string {
  const bracket = display.lastIndexOf(' (')
  return (bracket === -1 ? display : display.slice(0, bracket)).trim().toLowerCase()
}
