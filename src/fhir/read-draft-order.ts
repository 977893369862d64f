import type { Resource } from '@medplum/fhirtypes'
import type { PlannedCare } from '../clinical/facts.ts'
import type { SpineRegion, VertebralLevel } from '../clinical/level.ts'
import { bodyPartOf } from './body-part.ts'
import { elementsOf, fieldOf, textOf, wordsOf } from './element.ts'
import { imagingKindOf } from './imaging-kind.ts'
import { finderIn } from './in-order.ts'
import { isForBackBrace } from './read-device.ts'
import { medicationClassOf } from './read-medication.ts'
import { isAugmentationDone } from './read-procedure.ts'
import { type Order, orderOf, plannedCare, plannedKindOf, REFERRAL_WORDS } from './read-service-request.ts'
import { levelsOf } from './site.ts'
import { type CodeGroup, meaningsOf } from './value-sets/index.ts'

/** Which of the things that bear on a vertebral fracture is being ordered. */
export type OrderTopic = 'augmentation' | 'referral' | 'spine-imaging' | 'opioid' | 'brace'

/** An order that is being written, as far as it is written. */
export interface DraftOrder {
  /** Null for every other order, and for one that says nothing yet. */
  readonly topic: OrderTopic | null
  /** What is on its way with it, so that no card suggests it. */
  readonly planned: PlannedCare | undefined
  /** The draft itself is reason enough to look for a vertebral fracture. */
  readonly suggestsFracture: boolean
  /** Vertebrae that it names. */
  readonly levels: readonly VertebralLevel[]
  /** The part of the spine that its code stands for. */
  readonly region: SpineRegion | null
}

const NOTHING: DraftOrder = { topic: null, planned: undefined, suggestsFracture: false, levels: [], region: null }

const WITHDRAWN: ReadonlySet<string> = new Set(['revoked', 'cancelled', 'stopped', 'completed', 'entered-in-error'])

/** Reads drafts from a hook's context. Any of their fields may be missing; `isFractureReference` as for orders that stand. */
export function readDraftOrders(
  drafts: readonly Resource[],
  isFractureReference: (reference: string) => boolean = () => false,
): readonly DraftOrder[] {
  const findMedication = finderIn(drafts, 'Medication')
  return drafts.map((draft) => readDraftOrder(draft, isFractureReference, findMedication))
}

function readDraftOrder(
  draft: Resource,
  isFractureReference: (reference: string) => boolean,
  findMedication: (reference: string) => unknown,
): DraftOrder {
  if (WITHDRAWN.has(textOf(draft, 'status') ?? '') || fieldOf(draft, 'doNotPerform') === true) return NOTHING
  switch (draft.resourceType) {
    case 'ServiceRequest':
      return readDraftService(draft, isFractureReference)
    case 'MedicationRequest':
      return medicationClassOf(draft, findMedication) === 'opioid' ? { ...NOTHING, topic: 'opioid' } : NOTHING
    case 'DeviceRequest':
      return isForBackBrace(draft) ? { ...NOTHING, topic: 'brace' } : NOTHING
    default:
      return NOTHING
  }
}

function readDraftService(draft: Resource, isFractureReference: (reference: string) => boolean): DraftOrder {
  const order = orderOf(draft, isFractureReference)
  const levels = levelsOf(draft)
  const region = meaningsOf(order.concept).find((meaning) => meaning.region !== null)?.region ?? null
  const topic = topicOf(draft, order, { levels, region })
  // What is written now is later than any fracture in the record, whatever date a template left in it.
  const kind = isOutsideT1ToL5({ levels, region }) ? undefined : plannedKindOf(order)
  return {
    topic,
    planned: kind && plannedCare(draft, kind, order, null),
    suggestsFracture: topic === 'augmentation' || order.isForFracture,
    levels,
    region,
  }
}

interface Site {
  readonly levels: readonly VertebralLevel[]
  readonly region: SpineRegion | null
}

function topicOf(draft: Resource, order: Order, site: Site): OrderTopic | null {
  const { modality, region } = imagingKindOf(order.concept)
  const isStudy = modality !== 'unknown'
  // "MRI, kyphoplasty planning" is the study that it is.
  if (isAugmentationDone(order.groups, isStudy ? '' : order.words)) return augmentationTopic(draft, site)
  if (isStudy) return modality !== 'DXA' && isOfSpine(region) ? 'spine-imaging' : null
  if (isReferralForBack(draft, order)) return 'referral'
  return order.care === 'brace' && !order.isForAnotherPart ? 'brace' : null
}

function augmentationTopic(draft: Resource, site: Site): OrderTopic | null {
  if (isOutsideT1ToL5(site)) return null
  return isReferral(draft) ? 'referral' : 'augmentation'
}

function isOfSpine(region: SpineRegion | null): boolean {
  return region !== null && region !== 'cervical' && region !== 'sacral'
}

function isOutsideT1ToL5({ levels, region }: Site): boolean {
  if (levels.length > 0) return levels.every((level) => !/^[TL]/.test(level))
  return region === 'cervical' || region === 'sacral'
}

/** SNOMED CT: Referral. */
const REFERRAL_CATEGORY = '3457005'

/** "Refer to radiology for kyphoplasty" may carry the procedure as its code: the category says that it is a referral. */
function isReferral(draft: Resource): boolean {
  return elementsOf(draft, 'category').some(
    (category) =>
      /\breferral\b/i.test(wordsOf(category)) ||
      elementsOf(category, 'coding').some((coding) => textOf(coding, 'code') === REFERRAL_CATEGORY),
  )
}

/** Referrals that a patient with a vertebral fracture gets; to anybody else only where the back is named. */
const ABOUT_FRACTURES: readonly CodeGroup[] = [
  'referral.spine_surgery',
  'referral.radiology',
  'referral.pain',
  'referral.physical_therapy',
  'referral.bone_health',
]

function isReferralForBack(draft: Resource, order: Order): boolean {
  if (order.isForAnotherPart) return false
  const kind = plannedKindOf(order)
  if (kind === 'augmentation-referral' || kind === 'spine-referral' || kind === 'bone-health-referral') return true
  if (order.care === 'physical-therapy' || ABOUT_FRACTURES.some((group) => order.groups.has(group))) return true
  const isAny = isReferral(draft) || order.groups.has('order.referral') || REFERRAL_WORDS.test(order.words)
  return isAny && bodyPartOf([order.concept, ...elementsOf(draft, 'reasonCode')]) === 'back'
}
