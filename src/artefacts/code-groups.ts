import type { Concept, ValueSetFile } from '../fhir/value-sets/compile.ts'
import { VALUE_SET_FILES } from '../fhir/value-sets/files.ts'
import type { CodeGroup } from '../fhir/value-sets/groups.ts'
import { CODE_SYSTEMS, isCodeSystemName } from '../fhir/value-sets/systems.ts'

/** One code of a group as it may be shown: CPT is shown without words, which belong to the AMA. */
export interface ListedCode {
  readonly system: string
  readonly code: string
  /** In our own words. */
  readonly display: string | null
  /** The row stands for every code below this one. */
  readonly andBelow: boolean
  /** The 7th characters that follow this ICD-10-CM stem. */
  readonly seventhCharacters: string | null
}

export interface ListedGroup {
  readonly id: CodeGroup
  readonly codes: readonly ListedCode[]
}

/** Every code of a group, an ICD-10-CM stem once. */
export function listGroup(id: CodeGroup): ListedGroup {
  return { id, codes: rowsOf(id).map(({ concept }) => listCode(concept)) }
}

/** What is owed wherever the codes of a group are shown. */
export function noticesOf(id: CodeGroup): readonly string[] {
  return [...new Set(rowsOf(id).map(({ file }) => file.notice))]
}

export function versionOf(id: CodeGroup): string {
  return rowsOf(id)[0]?.file.version ?? ''
}

export function systemUriOf(system: string): string {
  return isCodeSystemName(system) ? CODE_SYSTEMS[system].uri : system
}

function rowsOf(id: CodeGroup): readonly { readonly file: ValueSetFile; readonly concept: Concept }[] {
  return VALUE_SET_FILES.flatMap((file) =>
    file.concepts.filter(({ groups }) => groups.includes(id)).map((concept) => ({ file, concept })),
  )
}

function listCode({ system, code, display, match, seventh }: Concept): ListedCode {
  return {
    system: systemUriOf(system),
    code,
    display: system === 'cpt' ? null : display,
    andBelow: match === 'prefix',
    seventhCharacters: seventh ?? null,
  }
}
