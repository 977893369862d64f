import { isLevelIn, type SpineRegion, type VertebralLevel } from '../clinical/level.ts'
import { namedLevels } from '../report-text/named-levels.ts'
import { elementsOf, fieldOf, wordsOf } from './element.ts'
import { type CodeMeaning, meaningsOf } from './value-sets/index.ts'

export interface Site {
  readonly level: VertebralLevel | null
  readonly region: SpineRegion | null
}

/**
 * Where in the spine an entry lies: the level of its own code, else its bodySite, else the vertebra its words name. A
 * code that spans two vertebrae (T11-T12) is settled by the others or stays a region.
 */
export function siteOf(resource: unknown, concept: unknown, meaning: CodeMeaning | undefined): Site {
  const sites = elementsOf(resource, 'bodySite')
  const siteMeanings = sites.flatMap((site) => meaningsOf(site))
  const words = [wordsOf(concept), ...sites.map(wordsOf)].join('\n')
  const named = [...siteMeanings.flatMap(({ levels }) => levels), ...namedLevels(words)]
  const own = meaning?.levels ?? []
  const level = onlyOne(own) ?? onlyOne(own.length > 1 ? named.filter((name) => own.includes(name)) : named) ?? null
  const region =
    meaning?.region ??
    siteMeanings.find((site) => site.region !== null)?.region ??
    regionOf(own) ??
    regionInWords(words)
  return { level: level !== null && fitsRegion(level, meaning?.region ?? null) ? level : null, region }
}

/** A code for the lumbar spine beside the words "T12" is a contradiction that only a person can solve. */
function fitsRegion(level: VertebralLevel, region: SpineRegion | null): boolean {
  return region === null || isLevelIn(level, region)
}

function onlyOne(levels: readonly VertebralLevel[]): VertebralLevel | undefined {
  const unique = new Set(levels)
  return unique.size === 1 ? levels[0] : undefined
}

function regionOf(levels: readonly VertebralLevel[]): SpineRegion | null {
  if (levels.length === 0) return null
  if (levels.every((level) => level.startsWith('T'))) return 'thoracic'
  return levels.every((level) => level.startsWith('L')) ? 'lumbar' : 'thoracolumbar'
}

const REGION_WORDS: readonly (readonly [words: RegExp, region: SpineRegion])[] = [
  [/thoraco-?lumbar|\btl[ -]?spine/, 'thoracolumbar'],
  [/lumbo-?sacral|\bls[ -]?spine/, 'lumbosacral'],
  [/cervical|\bc[ -]?spine/, 'cervical'],
  [/lumbar|\bl[ -]?spine/, 'lumbar'],
  [/thoracic|dorsal spine|\bt[ -]?spine/, 'thoracic'],
  [/sacral|sacrum/, 'sacral'],
]
/** Bones and noses have spines too. */
export const OTHER_SPINES = /(?:iliac|ischial|tibial|scapular|nasal) spines?|spine of (?:the )?(?:scapula|ilium|tibia)/g

/** "thoracic" alone may be the chest: it counts only where the same words speak of spine or vertebra. */
export function regionInWords(words: string): SpineRegion | null {
  const lower = words.toLowerCase().replace(OTHER_SPINES, ' ')
  const isSpine = /spines?\b|\bspinal\b|vertebra/.test(lower)
  const named = REGION_WORDS.filter(([pattern]) => pattern.test(lower)).map(([, region]) => region)
  if (!isSpine) return jointRegion(named.filter((region) => region !== 'thoracic'))
  return jointRegion(named) ?? 'spine'
}

/** One region for several parts. Neck and sacrum give way: no region spans them and the chest or the lumbar spine alone. */
export function jointRegion(regions: readonly SpineRegion[]): SpineRegion | null {
  if (regions.includes('spine')) return 'spine'
  const has = (level: VertebralLevel) => regions.some((region) => isLevelIn(level, region))
  if (has('T1')) return has('L1') ? 'thoracolumbar' : 'thoracic'
  if (has('L1')) return has('S1') ? 'lumbosacral' : 'lumbar'
  return regions[0] ?? null
}

/** The body sites of a resource whose codes or words name vertebrae. */
export function levelsOf(resource: unknown): readonly VertebralLevel[] {
  const sites = elementsOf(resource, 'bodySite')
  const words = [wordsOf(fieldOf(resource, 'code')), ...sites.map(wordsOf)].join('\n')
  return [
    ...new Set([...sites.flatMap((site) => meaningsOf(site).flatMap(({ levels }) => levels)), ...namedLevels(words)]),
  ]
}
