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
  const level = onlyOne(own) ?? (own.length > 1 ? named.find((name) => own.includes(name)) : onlyOne(named)) ?? null
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

const REGION_WORDS: readonly (readonly [word: string, region: SpineRegion])[] = [
  ['thoracolumbar', 'thoracolumbar'],
  ['lumbosacral', 'lumbosacral'],
  ['cervical', 'cervical'],
  ['lumbar', 'lumbar'],
  ['thoracic', 'thoracic'],
  ['dorsal spine', 'thoracic'],
  ['sacral', 'sacral'],
  ['sacrum', 'sacral'],
]

/** "thoracic" alone may be the chest: it counts only where the same words speak of spine or vertebra. */
export function regionInWords(words: string): SpineRegion | null {
  const lower = words.toLowerCase()
  const isSpine = /spin|vertebra|column/.test(lower)
  const named = REGION_WORDS.filter(([word]) => lower.includes(word)).map(([, region]) => region)
  if (!isSpine) return named.find((region) => region !== 'thoracic') ?? null
  if (named.includes('thoracic') && named.includes('lumbar')) return 'thoracolumbar'
  return named[0] ?? 'spine'
}

/** The body sites of a resource whose codes or words name vertebrae. */
export function levelsOf(resource: unknown): readonly VertebralLevel[] {
  const sites = elementsOf(resource, 'bodySite')
  const words = [wordsOf(fieldOf(resource, 'code')), ...sites.map(wordsOf)].join('\n')
  return [
    ...new Set([...sites.flatMap((site) => meaningsOf(site).flatMap(({ levels }) => levels)), ...namedLevels(words)]),
  ]
}
