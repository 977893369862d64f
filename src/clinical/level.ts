/** The vertebrae this service speaks about: T1 to L5, from the top down. */
export const THORACOLUMBAR_LEVELS = [
  'T1',
  'T2',
  'T3',
  'T4',
  'T5',
  'T6',
  'T7',
  'T8',
  'T9',
  'T10',
  'T11',
  'T12',
  'L1',
  'L2',
  'L3',
  'L4',
  'L5',
] as const

const CERVICAL_LEVELS = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7'] as const
const SACRAL_LEVELS = ['S1', 'S2', 'S3', 'S4', 'S5'] as const

/** Every vertebra from the top down; neighbours in this list are neighbours in the spine. */
export const ALL_LEVELS = [...CERVICAL_LEVELS, ...THORACOLUMBAR_LEVELS, ...SACRAL_LEVELS] as const

export type ThoracolumbarLevel = (typeof THORACOLUMBAR_LEVELS)[number]
/** Any vertebra a record can name. Cervical and sacral ones are read so that they can be left out. */
export type VertebralLevel = (typeof ALL_LEVELS)[number]

/** The part of the spine a code, a study or a sentence speaks about. `thoracolumbar` spans both; `spine` is any part. */
export type SpineRegion = 'cervical' | 'thoracic' | 'thoracolumbar' | 'lumbar' | 'lumbosacral' | 'sacral' | 'spine'

const SPANS: Readonly<Record<SpineRegion, string>> = {
  cervical: 'C',
  thoracic: 'T',
  thoracolumbar: 'TL',
  lumbar: 'L',
  lumbosacral: 'LS',
  sacral: 'S',
  spine: 'CTLS',
}

/** Whether a vertebra lies in a region. */
export function isLevelIn(level: VertebralLevel, region: SpineRegion): boolean {
  return SPANS[region].includes(level.charAt(0))
}

/** Whether two regions share a vertebra. */
export function regionsOverlap(a: SpineRegion, b: SpineRegion): boolean {
  return [...SPANS[a]].some((letter) => SPANS[b].includes(letter))
}

const THORACOLUMBAR: ReadonlySet<string> = new Set(THORACOLUMBAR_LEVELS)

export function isThoracolumbar(level: VertebralLevel): level is ThoracolumbarLevel {
  return THORACOLUMBAR.has(level)
}
