import { ALL_LEVELS, isLevelIn, type SpineRegion, type VertebralLevel } from '../clinical/level.ts'
import { findPhrases, phraseTable } from './phrases.ts'
import type { Section } from './sections.ts'

/** Each word or phrase that names a part of the spine. "thoracic" alone may be the chest, so it needs the spine. */
const REGIONS = phraseTable<readonly SpineRegion[]>([
  ['cervical spine', ['cervical']],
  ['cervical-spine', ['cervical']],
  ['thoracic|dorsal spine|vertebra|vertebral', ['thoracic']],
  ['thoracic-spine', ['thoracic']],
  ['lumbar spine|vertebra|vertebral', ['lumbar']],
  ['lumbar-spine', ['lumbar']],
  ['thoracic ~1 compression|wedge|burst|fracture', ['thoracic']],
  ['lumbar ~1 compression|wedge|burst|fracture', ['lumbar']],
  ['thoracolumbar spine?', ['thoracolumbar']],
  ['lumbosacral spine?', ['lumbosacral']],
  ['lumbosacral-spine', ['lumbosacral']],
  ['lumbo sacral spine?', ['lumbosacral']],
  ['thoracic|dorsal and|or|& lumbar spine', ['thoracic', 'lumbar']],
  ['cervical and thoracic spine', ['cervical', 'thoracic']],
  ['cervical , thoracic , and? lumbar spine', ['spine']],
  ['cervicothoracic spine?', ['spine']],
  ['whole|entire|total|full spine', ['spine']],
])

const LETTER: Readonly<Record<SpineRegion, string>> = {
  cervical: 'C',
  thoracic: 'T',
  thoracolumbar: 'TL',
  lumbar: 'L',
  lumbosacral: 'LS',
  sacral: 'S',
  spine: 'CTLS',
}

/** From the smallest to the largest, so that the first that covers what was named is the one. */
const BY_SIZE: readonly SpineRegion[] = [
  'cervical',
  'thoracic',
  'lumbar',
  'sacral',
  'thoracolumbar',
  'lumbosacral',
  'spine',
]

/** The part of the spine that was looked at: by the title, else by the findings, else by the levels they name. */
export function readRegion(sections: readonly Section[], levels: readonly VertebralLevel[]): SpineRegion | null {
  const titled = regionsIn(sections, ['title'])
  const named = titled.length > 0 ? titled : regionsIn(sections, ['findings', 'impression'])
  return named.length > 0 ? union(named) : regionOfLevels(levels)
}

function regionsIn(sections: readonly Section[], kinds: readonly Section['kind'][]): readonly SpineRegion[] {
  return sections
    .filter(({ kind }) => kinds.includes(kind))
    .flatMap(({ tokens }) => findPhrases(tokens, REGIONS).flatMap(({ meaning }) => meaning))
}

function union(regions: readonly SpineRegion[]): SpineRegion {
  const letters = new Set(regions.flatMap((region) => [...LETTER[region]]))
  return smallestCovering(letters)
}

function regionOfLevels(levels: readonly VertebralLevel[]): SpineRegion | null {
  return levels.length === 0 ? null : smallestCovering(new Set(levels.map((level) => level.charAt(0))))
}

function smallestCovering(letters: ReadonlySet<string>): SpineRegion {
  const examples = ALL_LEVELS.filter((level) => letters.has(level.charAt(0)))
  return BY_SIZE.find((region) => examples.every((level) => isLevelIn(level, region))) ?? 'spine'
}
