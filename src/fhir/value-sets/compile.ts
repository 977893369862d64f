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

/**
 * The rows of one code system. An ICD-10-CM stem stands once, under the code without its 7th character: it is put together
 * where it is asked for, since a service that starts pays for every entry.
 */
export interface CodeTable {
  readonly exact: ReadonlyMap<string, Concept>
  readonly prefixes: ReadonlyMap<string, Concept>
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
  const tables = new Map<CodeSystemName, { exact: Map<string, Concept>; prefixes: Map<string, Concept> }>()
  for (const concept of files.flatMap(({ concepts }) => concepts)) {
    const { system } = concept
    if (!isCodeSystemName(system)) throw new Error(`unknown code system in the value sets: ${system}`)
    const table = tables.get(system) ?? { exact: new Map(), prefixes: new Map() }
    tables.set(system, table)
    if (concept.match === 'prefix') table.prefixes.set(undotted(concept.code), concept)
    else table.exact.set(exactKey(system, concept), concept)
  }
  return tables
}

function exactKey(system: CodeSystemName, { code }: Concept): string {
  const key = codeKey(system, code)
  if (key === undefined) throw new Error(`not a code of ${system}: ${code}`)
  return key
}

export function meaningOfRow(concept: Concept): CodeMeaning {
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
