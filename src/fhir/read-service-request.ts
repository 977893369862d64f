import type { CalendarDate } from '../clinical/calendar.ts'
import type { CareKind, NonSurgicalCare, PlannedCare, SafetyFact, SafetyKind } from '../clinical/facts.ts'
import { careKindOf } from './care-kind.ts'
import { elementsOf, fieldOf, textOf, wordsOf } from './element.ts'
import { basisOf, evidenceOf } from './evidence.ts'
import { imagingKindOf } from './imaging-kind.ts'
import { augmentationBasis, isAugmentation } from './read-procedure.ts'
import { type FindCondition, isForAnotherPart, NO_CONDITIONS } from './reason.ts'
import { firstDate } from './record-date.ts'
import { type CodeGroup, type CodeMeaning, meaningsOf } from './value-sets/index.ts'

export interface ServiceRequestFacts {
  readonly planned?: PlannedCare
  readonly care?: NonSurgicalCare
  readonly safety?: SafetyFact
}

/** A draft may never be signed and what is on hold is not on its way: neither does what a card would suggest. */
const NOT_ORDERED: ReadonlySet<string> = new Set(['draft', 'on-hold', 'revoked', 'entered-in-error', 'unknown'])
const ONLY_PROPOSED: ReadonlySet<string> = new Set(['proposal', 'plan', 'option'])
const SPINE_WORDS = /\b(?:spin(?:e|al)|vertebra|back pain|compression fracture)/i
const FRACTURE_WORDS = /\b(?:vertebra\w* (?:compression )?fracture|compression fracture)/i
const SURGEON_WORDS = /\b(?:surge(?:on|ry)|neurosurge(?:on|ry)|orthop(?:a)?edics?)\b/i
export const REFERRAL_WORDS = /\b(?:referral|refer|consult|consultation|evaluation)\b/i

/**
 * Orders and referrals that already do what a card would suggest. `isFractureReference` tells whether a reasonReference
 * points to one of the vertebral fractures read from the Conditions.
 */
export function readServiceRequest(
  resource: unknown,
  isFractureReference: (reference: string) => boolean,
  findCondition: FindCondition = NO_CONDITIONS,
): ServiceRequestFacts {
  if (!isOrdered(resource)) return {}
  const order = orderOf(resource, isFractureReference, findCondition)
  const authored = firstDate(resource, ['authoredOn', 'occurrenceDateTime', 'occurrencePeriod'])
  const date = authored?.earliest ?? null
  if (fieldOf(resource, 'doNotPerform') === true) {
    const evidence = evidenceOf(resource, date, augmentationBasis(order.groups))
    return isAugmentation(order.groups, order.words) ? { planned: { kind: 'declined', date, evidence } } : {}
  }
  if (order.care && !order.isForAnotherPart) {
    const evidence = evidenceOf(resource, date, basisOf(order.care, careKindOf(order.groups, '')))
    return { care: { kind: order.care, startedOn: date, startedAt: authored?.at ?? null, evidence } }
  }
  const status = textOf(resource, 'status')
  const planned = plannedIn(order, status)
  return {
    ...(planned === undefined ? {} : { planned: plannedCare(resource, planned, order, date) }),
    ...safetyFact(order, status, resource),
  }
}

export function plannedCare(
  resource: unknown,
  kind: PlannedCare['kind'],
  order: Order,
  date: CalendarDate | null,
): PlannedCare {
  return { kind, date, evidence: evidenceOf(resource, date, basisOf(kind, plannedKindOf(withoutWords(order)))) }
}

/** What the codes of an order say alone. */
function withoutWords(order: Order): Order {
  const codings = elementsOf(order.concept, 'coding').map((coding) => {
    return { system: fieldOf(coding, 'system'), code: fieldOf(coding, 'code') }
  })
  return {
    ...order,
    concept: { coding: codings },
    words: '',
    isForSpine: order.isForFracture,
    isHospice: isHospice(order.groups, ''),
  }
}

function isOrdered(resource: unknown): boolean {
  return !NOT_ORDERED.has(textOf(resource, 'status') ?? '') && !ONLY_PROPOSED.has(textOf(resource, 'intent') ?? '')
}

/** Here the visit counts, not the day it was asked for. */
function safetyFact(order: Order, status: string | undefined, resource: unknown): Pick<ServiceRequestFacts, 'safety'> {
  const kind = safetyIn(order, status)
  if (kind === undefined) return {}
  const date = firstDate(resource, ['occurrenceDateTime', 'occurrencePeriod', 'authoredOn'])?.earliest ?? null
  const evidence = evidenceOf(resource, date, basisOf(kind, safetyIn(withoutWords(order), status)))
  return { safety: { kind, present: true, certainty: 'confirmed', date, evidence } }
}

/** A completed referral was made; a completed study is on its way no longer, and its report is what counts. */
function plannedIn(order: Order, status: string | undefined): PlannedCare['kind'] | undefined {
  const kind = plannedKindOf(order)
  const isStudy = kind === 'spine-mri' || kind === 'bone-density'
  return status === 'completed' && isStudy ? undefined : kind
}

/** What an order is for, whatever became of it. */
export interface Order {
  readonly concept: unknown
  readonly groups: ReadonlySet<CodeGroup>
  readonly words: string
  /** Its reason is a vertebral fracture. */
  readonly isForFracture: boolean
  /** Its code, its words or its reason speak of the spine. */
  readonly isForSpine: boolean
  /** Nothing that it names is the back, and something is another part. */
  readonly isForAnotherPart: boolean
  readonly care: CareKind | undefined
  readonly isHospice: boolean
}

export function orderOf(
  resource: unknown,
  isFractureReference: (reference: string) => boolean,
  findCondition: FindCondition = NO_CONDITIONS,
): Order {
  const concept = fieldOf(resource, 'code')
  const groups = new Set(meaningsOf(concept).flatMap((meaning) => [...meaning.groups]))
  const words = wordsOf(concept)
  const reasons = elementsOf(resource, 'reasonCode')
  const reasonWords = reasons.map(wordsOf).join('\n')
  const isFracture = reasons.flatMap((reason) => meaningsOf(reason)).some(isFractureMeaning)
  const references = elementsOf(resource, 'reasonReference').flatMap(
    (reference) => textOf(reference, 'reference') ?? [],
  )
  const isForFracture = isFracture || FRACTURE_WORDS.test(reasonWords) || references.some(isFractureReference)
  const isElsewhere = !isForFracture && isForAnotherPart(resource, [concept], findCondition)
  return {
    concept,
    groups,
    words,
    isForFracture,
    isForSpine: isForFracture || (SPINE_WORDS.test(words) && !isElsewhere),
    isForAnotherPart: isElsewhere,
    care: careKindOf(groups, words),
    isHospice: isHospice(groups, words),
  }
}

function isHospice(groups: ReadonlySet<CodeGroup>, words: string): boolean {
  return groups.has('palliative') || /\bhospice\b/i.test(words)
}

function isFractureMeaning({ groups }: CodeMeaning): boolean {
  return [...groups].some((group) => group.startsWith('vcf.'))
}

function safetyIn(order: Order, status: string | undefined): SafetyKind | undefined {
  if (order.isHospice) return 'comfort-care'
  return status === 'completed' && isSpineSurgery(order) ? 'spine-surgeon-consulted' : undefined
}

/** A completed referral about the spine to a surgeon: the surgeon was seen. An MRI before surgery is no consultation. */
function isSpineSurgery({ concept, groups, words, isForSpine }: Order): boolean {
  if (!isForSpine || imagingKindOf(concept).modality !== 'unknown') return false
  return groups.has('referral.spine_surgery') || (SURGEON_WORDS.test(words) && REFERRAL_WORDS.test(words))
}

/** Orthopaedics, neurosurgery, radiology, pain: about this fracture only when the spine is named beside them. */
const SPINE_SPECIALTIES: readonly CodeGroup[] = ['referral.spine_surgery', 'referral.radiology', 'referral.pain']

/** What a card would not suggest any more once this is ordered. */
export function plannedKindOf({ concept, groups, words, isForSpine }: Order): PlannedCare['kind'] | undefined {
  if (isAugmentation(groups, words)) return 'augmentation-referral'
  if (groups.has('referral.bone_health') || /\bfracture liaison\b|\bosteoporosis clinic\b/i.test(words))
    return 'bone-health-referral'
  if (groups.has('procedure.dxa_axial') || groups.has('procedure.bmd') || /\b(?:dxa|dexa|bone density)\b/i.test(words))
    return 'bone-density'
  if (isForSpine && (REFERRAL_WORDS.test(words) || SPINE_SPECIALTIES.some((group) => groups.has(group))))
    return 'spine-referral'

  const { modality, region } = imagingKindOf(concept)
  return modality === 'MR' && region !== null && region !== 'cervical' ? 'spine-mri' : undefined
}
