import { isLevelIn, type VertebralLevel } from '../clinical/level.ts'
import { namedLevels } from '../report-text/named-levels.ts'
import { readReport } from '../report-text/read-report.ts'
import { elementsOf, wordsOf } from './element.ts'
import type { CodedFracture } from './fracture-codes.ts'
import { type Site, siteOf } from './site.ts'
import { meaningsOf } from './value-sets/index.ts'

/** One place that a coded Condition names. */
export interface FracturePlace extends Site {
  readonly basis: 'coded' | 'text'
  /** Its codes, its body site and its words exclude each other: only imaging can tell which of them it is. */
  readonly isDisputed: boolean
  /** The words call the fracture at this place old. */
  readonly isOld: boolean
}

interface Claim {
  readonly level: VertebralLevel
  readonly basis: 'coded' | 'text'
  readonly isOld: boolean
}

/**
 * Every place that a coded Condition names. Body site and words fill in a code that names no vertebra, or add vertebrae
 * to the one that it names. Where none of theirs fits the code, all are kept and none of them is certain.
 */
export function placesOf(resource: unknown, concept: unknown, coded: CodedFracture): readonly FracturePlace[] {
  const site = siteOf(resource, concept, coded.meaning)
  const claims = [...claimsOfSites(resource), ...claimsOfWords(resource, concept)]
  const isDisputed = coded.levels.length > 1 || (claims.length > 0 && !claims.some(({ level }) => fits(level, coded)))
  const fromCodes = coded.levels.map((level): Claim => ({ level, basis: 'coded', isOld: false }))
  // What fills in a code is as good as the code.
  const filling =
    fromCodes.length > 0 || isDisputed ? claims : claims.map((claim) => ({ ...claim, basis: 'coded' as const }))
  const places = firstOfEach([...fromCodes, ...filling]).map((claim): FracturePlace => {
    return {
      ...claim,
      region: site.region !== null && isLevelIn(claim.level, site.region) ? site.region : null,
      isDisputed,
    }
  })
  const whole: FracturePlace = { level: null, region: site.region, basis: 'coded', isDisputed, isOld: false }
  return places.length === 0 || (isDisputed && fromCodes.length === 0) ? [whole, ...places] : places
}

function firstOfEach(claims: readonly Claim[]): readonly Claim[] {
  return claims.filter(({ level }, index) => claims.findIndex((other) => other.level === level) === index)
}

/** A pair such as T11-T12 may be either of them, a part of the spine any vertebra in it. */
function fits(level: VertebralLevel, { levels, meaning }: CodedFracture): boolean {
  if (levels.length > 0) return levels.includes(level)
  if (meaning.levels.length > 0) return meaning.levels.includes(level)
  return meaning.region === null || isLevelIn(level, meaning.region)
}

function claimsOfSites(resource: unknown): readonly Claim[] {
  return elementsOf(resource, 'bodySite')
    .flatMap((site) => meaningsOf(site))
    .flatMap(({ levels: [level, ...more] }) => (level === undefined || more.length > 0 ? [] : [level]))
    .map((level) => ({ level, basis: 'coded', isOld: false }))
}

/** The fractures that the words name; where they name none as such, the vertebrae. */
function claimsOfWords(resource: unknown, concept: unknown): readonly Claim[] {
  const words = [concept, ...elementsOf(resource, 'bodySite')].map(wordsOf).join('\n')
  const vertebrae = namedLevels(words)
  // Words without a vertebra add none to the code, and are not read any further.
  if (vertebrae.length === 0) return []
  const found = readReport(words).levels.flatMap(({ level, fracture, acuity }) =>
    level === null || fracture === 'absent' || fracture === 'not-stated' ? [] : [{ level, isOld: acuity === 'old' }],
  )
  const named = found.length > 0 ? found : vertebrae.map((level) => ({ level, isOld: false }))
  return named.map((claim) => ({ ...claim, basis: 'text' }))
}
