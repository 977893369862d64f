import type { Concept, ValueSetFile } from '../../fhir/value-sets/compile.ts'
import { isCodeGroup } from '../../fhir/value-sets/groups.ts'
import { type ListedCode, systemNameOf, tidyCode } from './listed-codes.ts'

export interface OwnRow {
  readonly file: string
  readonly concept: Concept
}

export interface Contradiction extends OwnRow {
  /** What the list says, in words. */
  readonly says: readonly string[]
}

export interface Comparison {
  readonly confirmed: readonly OwnRow[]
  /** The list neither confirms nor contradicts these. */
  readonly notKnown: readonly OwnRow[]
  readonly contradicted: readonly Contradiction[]
  /** Contradicted too, but the row says why it stands. */
  readonly explained: readonly Contradiction[]
  /** Codes of the list that no row of ours covers. */
  readonly notHeld: readonly ListedCode[]
}

/** Holds every row of the value sets against a list of codes. */
export function compareWith(files: readonly ValueSetFile[], listed: readonly ListedCode[]): Comparison {
  const index = Map.groupBy(listed, (code) => keyOf(systemNameOf(code), code.code))
  const checked = ownRows(files).map((row) => {
    const matches = matchesOf(row.concept, index)
    return { row, matches, says: [...new Set(matches.flatMap((match) => contradictionsOf(row.concept, match)))] }
  })
  const doubted = checked.filter(({ says }) => says.length > 0).map(({ row, says }) => ({ ...row, says }))
  const held = new Set(checked.flatMap(({ matches }) => matches))
  return {
    confirmed: checked.filter(({ matches, says }) => matches.length > 0 && says.length === 0).map(({ row }) => row),
    notKnown: checked.filter(({ matches }) => matches.length === 0).map(({ row }) => row),
    contradicted: doubted.filter(({ concept }) => concept.provenance === undefined),
    explained: doubted.filter(({ concept }) => concept.provenance !== undefined),
    notHeld: listed.filter((code) => !held.has(code)),
  }
}

export function ownRows(files: readonly ValueSetFile[]): readonly OwnRow[] {
  return files.flatMap(({ id, concepts }) => concepts.map((concept) => ({ file: id, concept })))
}

/** The keys under which a row stands: an ICD-10-CM stem once for each 7th character. */
export function keysOf({ system, code, seventh }: Concept): readonly string[] {
  const key = keyOf(system, code)
  return seventh === undefined ? [key] : [...seventh].map((character) => `${key}${character}`)
}

type Index = ReadonlyMap<string, readonly ListedCode[]>

/** A row that stands for all codes below it is confirmed by any of them. */
function matchesOf(concept: Concept, index: Index): readonly ListedCode[] {
  const keys = keysOf(concept)
  if (concept.match !== 'prefix') return keys.flatMap((key) => index.get(key) ?? [])
  return [...index].filter(([key]) => keys.some((stem) => key.startsWith(stem))).flatMap(([, codes]) => codes)
}

function contradictionsOf(concept: Concept, { code, group, status, verified }: ListedCode): readonly string[] {
  const isSameCode =
    concept.match !== 'prefix' || tidyCode(concept.system, code) === tidyCode(concept.system, concept.code)
  // Codes below a prefix have rows of their own.
  if (!isSameCode) return []
  const isOther = group != null && isCodeGroup(group) && !concept.groups.includes(group)
  return [
    ...(isOther ? [`is in ${group}`] : []),
    ...(status != null && status !== 'active' ? [`is ${status}`] : []),
    ...(verified === false ? ['is not verified'] : []),
  ]
}

function keyOf(system: string, code: string): string {
  return `${system} ${tidyCode(system, code)}`
}
