import { type CodeMeaning, type Concept, compileTables, meaningOfRow } from './compile.ts'
import { VALUE_SET_FILES } from './files.ts'
import type { CodeGroup } from './groups.ts'
import { CODE_SYSTEMS, type CodeSystemName, codeKey, codeSystemsOf, isCodeSystemName } from './systems.ts'

export interface SystemAndCode {
  readonly system: string
  readonly code: string
}

const MAX_CODINGS = 50
const ICD_10_CM_LENGTH = 7

const tables = compileTables(VALUE_SET_FILES)

/** What a code of a record means to us; undefined for every code we do not list. Takes any value. */
export function meaningOf(system: unknown, code: unknown): CodeMeaning | undefined {
  const systems = codeSystemsOf(system)
  const [first] = systems
  if (first === undefined) return undefined
  const key = codeKey(first, code)
  if (key === undefined) return undefined
  return exactMeaning(systems, key) ?? prefixMeaning(systems, key)
}

/** The meanings of a CodeableConcept's codings, in their order. Takes any value; codings beyond the 50th are not read. */
export function meaningsOf(concept: unknown): readonly CodeMeaning[] {
  if (!isObject(concept) || !Array.isArray(concept.coding)) return []
  const codings: readonly unknown[] = concept.coding.slice(0, MAX_CODINGS)
  return codings
    .map((coding) => (isObject(coding) ? meaningOf(coding.system, coding.code) : undefined))
    .filter((meaning) => meaning !== undefined)
}

/**
 * The codes of a group, for searches. ICD-10-CM stems come as full codes with each 7th character; prefix rows are left
 * out, since a FHIR token search cannot ask for them.
 */
export function codesIn(group: CodeGroup): readonly SystemAndCode[] {
  const known = codesByGroup.get(group)
  if (known) return known
  const codes = searchableIn(group).flatMap(codesOf)
  codesByGroup.set(group, codes)
  return codes
}

/** Every card draws from here, and the files do not change: a group is listed once. */
const codesByGroup = new Map<CodeGroup, readonly SystemAndCode[]>()

let conceptsByGroup: ReadonlyMap<string, readonly Concept[]> | undefined

function searchableIn(group: CodeGroup): readonly Concept[] {
  conceptsByGroup ??= groupConcepts()
  return conceptsByGroup.get(group) ?? []
}

function groupConcepts(): ReadonlyMap<string, readonly Concept[]> {
  const byGroup = new Map<string, Concept[]>()
  const searchable = VALUE_SET_FILES.flatMap(({ concepts }) => concepts).filter(({ match }) => match !== 'prefix')
  for (const concept of searchable) {
    for (const group of concept.groups) {
      const known = byGroup.get(group)
      if (known) known.push(concept)
      else byGroup.set(group, [concept])
    }
  }
  return byGroup
}

function codesOf({ system, code, seventh }: Concept): readonly SystemAndCode[] {
  const uri = isCodeSystemName(system) ? CODE_SYSTEMS[system].uri : system
  if (seventh === undefined) return [{ system: uri, code }]
  return [...seventh].map((character) => ({ system: uri, code: `${code}${character}` }))
}

function exactMeaning(systems: readonly CodeSystemName[], key: string): CodeMeaning | undefined {
  for (const system of systems) {
    const found = exactRow(system, key)
    if (found) return meaningWith(found.row, found.seventhCharacter)
  }
  return undefined
}

/** Of the rows that were asked for. */
const meanings = new Map<Concept, CodeMeaning>()

function meaningWith(row: Concept, seventhCharacter: string | null): CodeMeaning {
  const meaning = meanings.get(row) ?? meaningOfRow(row)
  meanings.set(row, meaning)
  return seventhCharacter === null ? meaning : { ...meaning, seventhCharacter }
}

interface ExactRow {
  readonly row: Concept
  readonly seventhCharacter: string | null
}

/** As it is written; or a stem with its 7th character; or a stem without the X that only holds the place before it. */
function exactRow(system: CodeSystemName, key: string): ExactRow | undefined {
  const rows = tables.get(system)?.exact
  const row = rows?.get(key)
  if (row) return { row, seventhCharacter: null }
  if (system !== 'icd10cm') return undefined
  const seventhCharacter = key.slice(-1)
  const stem = rows?.get(key.slice(0, -1))
  if (stem?.seventh?.includes(seventhCharacter)) return { row: stem, seventhCharacter }
  const placeholder = rows?.get(`${key}X`)
  return placeholder?.seventh ? { row: placeholder, seventhCharacter: null } : undefined
}

/** The longest prefix row wins. The walk is short: the shape of each system bounds the key. */
function prefixMeaning(systems: readonly CodeSystemName[], key: string): CodeMeaning | undefined {
  if (!systems.some((system) => tables.get(system)?.prefixes.size)) return undefined
  for (let length = key.length; length > 0; length -= 1) {
    const prefix = key.slice(0, length)
    for (const system of systems) {
      const row = tables.get(system)?.prefixes.get(prefix)
      if (row !== undefined) return meaningWith(row, seventhLetterOf(system, key))
    }
  }
  return undefined
}

/** Only letters: the digits in the 7th place of chapter O count fetuses. */
function seventhLetterOf(system: CodeSystemName, key: string): string | null {
  if (system !== 'icd10cm' || key.length !== ICD_10_CM_LENGTH) return null
  const last = key.charAt(ICD_10_CM_LENGTH - 1)
  return last >= 'A' ? last : null
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null
}
