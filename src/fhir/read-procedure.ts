import type { Basis, Evidence } from '../clinical/evidence.ts'
import type { Augmentation, BoneHealthCare, NonSurgicalCare, PlannedCare } from '../clinical/facts.ts'
import type { SpineRegion } from '../clinical/level.ts'
import { careKindOf } from './care-kind.ts'
import { fieldOf, textOf, wordsOf } from './element.ts'
import { basisOf, evidenceOf } from './evidence.ts'
import { type FindCondition, isForAnotherPart, NO_CONDITIONS } from './reason.ts'
import { firstDate } from './record-date.ts'
import { levelsOf } from './site.ts'
import { type CodeGroup, meaningsOf } from './value-sets/index.ts'

export interface ProcedureFacts {
  readonly augmentation?: Augmentation
  readonly care?: NonSurgicalCare
  readonly boneHealth?: BoneHealthCare
  readonly planned?: PlannedCare
}

const AUGMENTATION_WORDS = /\b(?:kyphoplast|vertebroplast|vertebral augmentation)/i
const VISIT_WORDS = /\b(?:referral|refer|consult|consultation|evaluation)\b/i
const AUGMENTATION_GROUPS: readonly CodeGroup[] = [
  'procedure.kyphoplasty',
  'procedure.vertebroplasty',
  'procedure.vertebral_augmentation',
  'procedure.kyphoplasty_component',
]
const NOT_DONE: ReadonlySet<string> = new Set(['not-done', 'entered-in-error', 'stopped'])
const PLANNED: ReadonlySet<string> = new Set(['preparation', 'on-hold'])

export function readProcedure(resource: unknown, findCondition: FindCondition = NO_CONDITIONS): ProcedureFacts {
  const status = textOf(resource, 'status') ?? ''
  if (NOT_DONE.has(status)) return {}
  const concept = fieldOf(resource, 'code')
  const groups = new Set(meaningsOf(concept).flatMap((meaning) => [...meaning.groups]))
  const words = wordsOf(concept)
  const performed = firstDate(resource, ['performedDateTime', 'performedPeriod'])
  const date = performed?.earliest ?? null

  if (isAugmentationDone(groups, words))
    return readAugmentation(resource, PLANNED.has(status), evidenceOf(resource, date, augmentationBasis(groups)))
  const kind = careKindOf(groups, words)
  if (kind) {
    if (isForAnotherPart(resource, [concept], findCondition)) return {}
    const evidence = evidenceOf(resource, date, basisOf(kind, careKindOf(groups, '')))
    return { care: { kind, startedOn: date, startedAt: performed?.at ?? null, evidence } }
  }
  return isBoneDensityStudy(groups)
    ? { boneHealth: { kind: 'bone-density-study', date, evidence: evidenceOf(resource, date) } }
    : {}
}

function isBoneDensityStudy(groups: ReadonlySet<CodeGroup>): boolean {
  return groups.has('procedure.dxa_axial') || groups.has('procedure.bmd')
}

/** Also asked of orders: is this a kyphoplasty or vertebroplasty, by code or by name? */
export function isAugmentation(groups: ReadonlySet<CodeGroup>, words: string): boolean {
  return AUGMENTATION_GROUPS.some((group) => groups.has(group)) || AUGMENTATION_WORDS.test(words)
}

/** Of what `isAugmentation` says. */
export function augmentationBasis(groups: ReadonlySet<CodeGroup>): Basis {
  return basisOf(true, isAugmentation(groups, ''))
}

/** The same of what was done: a consultation about an augmentation is none. */
export function isAugmentationDone(groups: ReadonlySet<CodeGroup>, words: string): boolean {
  return isAugmentation(groups, VISIT_WORDS.test(words) ? '' : words)
}

function readAugmentation(resource: unknown, isPlanned: boolean, evidence: Evidence): ProcedureFacts {
  const { date } = evidence
  if (isPlanned) return { planned: { kind: 'augmentation-referral', date, evidence } }
  const levels = levelsOf(resource)
  const region = meaningsOf(fieldOf(resource, 'code')).find((meaning) => meaning.region !== null)?.region ?? null
  if (region === 'cervical' || region === 'sacral') return {}
  return { augmentation: { levels, region: codedRegion(region, levels.length > 0), date, isOnImage: false, evidence } }
}

/** A named vertebra says more than the part of the spine that a billing code stands for. */
function codedRegion(region: SpineRegion | null, hasLevels: boolean): SpineRegion | null {
  return hasLevels || region === 'spine' ? null : region
}
