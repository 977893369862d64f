import type { LevelFindings } from '../clinical/facts.ts'
import { isLevelIn, type SpineRegion, type VertebralLevel } from '../clinical/level.ts'
import { namedLevels } from '../report-text/named-levels.ts'
import { elementsOf, wordsOf } from './element.ts'
import { type CodedFracture, fractureInCodes } from './fracture-codes.ts'
import { type Site, siteOf } from './site.ts'
import { meaningsOf } from './value-sets/index.ts'

/** A fracture that a code of a report's conclusion names, and the part of the spine that the code stands for. */
export interface CodedFinding {
  readonly finding: LevelFindings
  readonly region: SpineRegion | null
}

const NOTHING_STATED: Omit<LevelFindings, 'level' | 'fracture' | 'acuity'> = {
  marrowEdema: 'unknown',
  heightLossPercent: null,
  earlierHeightLossPercent: null,
  heightLossProgressed: 'unknown',
  kyphoticDeformity: 'unknown',
  retropulsion: 'unknown',
  canalCompromise: 'unknown',
  neuralCompression: 'unknown',
  instability: 'unknown',
  malignantPattern: 'unknown',
  epiduralTumour: 'unknown',
  lesion: 'unknown',
  posterolateral: 'unknown',
  infection: 'unknown',
  augmented: 'unknown',
}

/**
 * The fractures that `conclusionCode` adds to what the text of the same report found: one that says the same is left out,
 * since the text says more, and one that contradicts it is kept beside it. `covered` = the part that was imaged.
 */
export function codedFindings(
  resource: unknown,
  inText: readonly LevelFindings[],
  covered: SpineRegion | null,
): readonly CodedFinding[] {
  const found = elementsOf(resource, 'conclusionCode').flatMap((concept) => {
    const coded = fractureInCodes(meaningsOf(concept))
    return coded === undefined || coded === 'elsewhere' ? [] : findingsOf(resource, concept, coded, covered)
  })
  const added: CodedFinding[] = []
  for (const one of namedFirst(found)) {
    const said = [...inText, ...added.map(({ finding }) => finding)]
    if (!said.some((other) => says(other, one))) added.push(one)
  }
  return added
}

/** A code without a vertebra repeats those that name one. */
function namedFirst(found: readonly CodedFinding[]): readonly CodedFinding[] {
  const isNamed = ({ finding }: CodedFinding) => finding.level !== null
  return [...found.filter(isNamed), ...found.filter((one) => !isNamed(one))]
}

function findingsOf(
  resource: unknown,
  concept: unknown,
  coded: CodedFracture,
  covered: SpineRegion | null,
): readonly CodedFinding[] {
  const site = siteOf(resource, concept, coded.meaning)
  const region = site.region === null || site.region === 'spine' ? (covered ?? site.region) : site.region
  const levels = levelsOf(concept, coded, site)
  if (coded.needsSite && levels.length === 0 && region === null) return []
  const isShapeKnown = coded.isShapeKnown || /compress|wedge|collapse/i.test(wordsOf(concept))
  return (levels.length === 0 ? [null] : levels).map((level) => ({
    finding: {
      ...NOTHING_STATED,
      level,
      fracture: isShapeKnown ? 'present' : 'uncertain',
      acuity: coded.isOver ? 'old' : 'unknown',
    },
    region,
  }))
}

/** A code without a vertebra may stand beside the names of several. */
function levelsOf(concept: unknown, { meaning }: CodedFracture, { level, region }: Site): readonly VertebralLevel[] {
  if (level !== null) return [level]
  if (meaning.levels.length > 0) return []
  return namedLevels(wordsOf(concept)).filter((named) => region === null || isLevelIn(named, region))
}

function says(other: LevelFindings, { finding, region }: CodedFinding): boolean {
  const isSameFracture =
    other.fracture === finding.fracture || (other.fracture === 'present' && finding.fracture === 'uncertain')
  const isSameAge = finding.acuity === 'unknown' || finding.acuity === other.acuity
  return isSameFracture && isSameAge && isSamePlace(other.level, finding.level, region)
}

function isSamePlace(other: VertebralLevel | null, level: VertebralLevel | null, region: SpineRegion | null): boolean {
  if (level !== null || other === null) return other === level
  return region === null || isLevelIn(other, region)
}
