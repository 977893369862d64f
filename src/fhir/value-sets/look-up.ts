import { type CodeMeaning, type Concept, compileTables } from './compile.ts'
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
  codesByGroup ??= listCodes()
  return codesByGroup.get(group) ?? []
}

/** Every search and every card draws from here, and the files do not change: they are walked once for all groups. */
let codesByGroup: ReadonlyMap<string, readonly SystemAndCode[]> | undefined

function listCodes(): ReadonlyMap<string, readonly SystemAndCode[]> {
  const byGroup = new Map<string, SystemAndCode[]>()
  const searchable = VALUE_SET_FILES.flatMap((file) => file.concepts).filter(({ match }) => match !== 'prefix')
  for (const concept of searchable) {
    const codes = codesOf(concept)
    for (const group of new Set(concept.groups)) {
      const known = byGroup.get(group)
      if (known) known.push(...codes)
      else byGroup.set(group, [...codes])
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
    const meaning = tables.get(system)?.exact.get(key)
    if (meaning !== undefined) return meaning
  }
  return undefined
}

/** The longest prefix row wins. The walk is short: the shape of each system bounds the key. */
function prefixMeaning(systems: readonly CodeSystemName[], key: string): CodeMeaning | undefined {
  if (!systems.some((system) => tables.get(system)?.prefixes.size)) return undefined
  for (let length = key.length; length > 0; length -= 1) {
    const prefix = key.slice(0, length)
    for (const system of systems) {
      const meaning = tables.get(system)?.prefixes.get(prefix)
      if (meaning !== undefined) return { ...meaning, seventhCharacter: seventhLetterOf(system, key) }
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
