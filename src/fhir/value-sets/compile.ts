import { ALL_LEVELS, type SpineRegion, type VertebralLevel } from '../../clinical/level.ts'
import { type CodeGroup, isCodeGroup } from './groups.ts'
import { type CodeSystemName, codeKey, isCodeSystemName } from './systems.ts'

/** One row of a value-set file. */
export interface Concept {
  readonly system: string
  readonly code: string
  readonly display: string
  readonly groups: readonly string[]
  readonly region?: string | undefined
  readonly levels?: readonly string[] | undefined
  readonly site?: string | undefined
  readonly morphology?: string | undefined
  /** The 7th characters this ICD-10-CM stem allows. */
  readonly seventh?: string | undefined
  /** `prefix`: the row stands for every code that begins like it; a longer or exact row wins. */
  readonly match?: string | undefined
  readonly note?: string | undefined
  /** Why the row stands although the lists its file comes from do not have it, or have it otherwise. */
  readonly provenance?: string | undefined
}

export interface ValueSetFile {
  readonly id: string
  readonly title: string
  readonly version: string
  readonly systems: Readonly<Record<string, string | undefined>>
  readonly notice: string
  /** Where the codes were found. */
  readonly provenance: string
  readonly concepts: readonly Concept[]
}

/** What a recognised code tells. `display` is our own wording and safe to show; nothing here comes from a record. */
export interface CodeMeaning {
  readonly display: string
  readonly groups: ReadonlySet<CodeGroup>
  /** More than one where the code names a pair such as T11-T12: either of them may be meant. */
  readonly levels: readonly VertebralLevel[]
  readonly region: SpineRegion | null
  /** Bone-density site: lumbar-spine, hip, femur, femoral-neck, forearm, heel, humerus. */
  readonly site: string | null
  /** wedge, compression, collapse, burst, stable-burst, unstable-burst, fracture-dislocation, fatigue, other, unspecified. */
  readonly morphology: string | null
  /** A, B, D, G, K, P or S of ICD-10-CM; null where the code has none. Never an onset. */
  readonly seventhCharacter: string | null
}

export interface CodeTable {
  readonly exact: ReadonlyMap<string, CodeMeaning>
  readonly prefixes: ReadonlyMap<string, CodeMeaning>
}

const REGIONS: readonly SpineRegion[] = [
  'cervical',
  'thoracic',
  'thoracolumbar',
  'lumbar',
  'lumbosacral',
  'sacral',
  'spine',
]

const REGION_BY_LETTER: ReadonlyMap<string, SpineRegion> = new Map([
  ['C', 'cervical'],
  ['T', 'thoracic'],
  ['L', 'lumbar'],
])

/** Turns the rows into one table per system. A row it cannot read is a broken build, not a missing code: it throws. */
export function compileTables(files: readonly ValueSetFile[]): ReadonlyMap<CodeSystemName, CodeTable> {
  const tables = new Map<CodeSystemName, { exact: Map<string, CodeMeaning>; prefixes: Map<string, CodeMeaning> }>()
  for (const concept of files.flatMap((file) => file.concepts)) {
    const { system } = concept
    if (!isCodeSystemName(system)) throw new Error(`unknown code system in the value sets: ${system}`)
    const table = tables.get(system) ?? { exact: new Map(), prefixes: new Map() }
    tables.set(system, table)
    if (concept.match === 'prefix') table.prefixes.set(undotted(concept.code), meaningOfRow(concept))
    else for (const [key, meaning] of exactRows(system, concept)) table.exact.set(key, meaning)
  }
  return tables
}

/** A stem stands under each full code, and without its 7th character, and without the X that only holds the place. */
function exactRows(system: CodeSystemName, concept: Concept): readonly (readonly [string, CodeMeaning])[] {
  const meaning = meaningOfRow(concept)
  const key = codeKey(system, concept.code)
  if (key === undefined) throw new Error(`not a code of ${system}: ${concept.code}`)
  const full = [...(concept.seventh ?? '')].map((seventh) => {
    return [`${key}${seventh}`, { ...meaning, seventhCharacter: seventh }] as const
  })
  const withoutPlaceholder = full.length > 0 && key.endsWith('X') ? [[key.slice(0, -1), meaning] as const] : []
  return [[key, meaning], ...withoutPlaceholder, ...full]
}

function meaningOfRow(concept: Concept): CodeMeaning {
  const levels = concept.levels === undefined ? [] : ALL_LEVELS.filter((level) => concept.levels?.includes(level))
  const region = concept.region ?? REGION_BY_LETTER.get(levels[0]?.charAt(0) ?? '')
  return {
    display: concept.display,
    groups: new Set(concept.groups.map(knownGroup)),
    levels,
    region: REGIONS.find((known) => known === region) ?? null,
    site: concept.site ?? null,
    morphology: concept.morphology ?? null,
    seventhCharacter: null,
  }
}

function knownGroup(name: string): CodeGroup {
  if (!isCodeGroup(name)) throw new Error(`unknown code group in the value sets: ${name}`)
  return name
}

function undotted(code: string): string {
  return code.replace('.', '')
}
