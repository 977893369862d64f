import type { StoryLevel } from '../bench/chart/fracture-story.ts'
import { noCard, oneCard } from './answers.ts'
import type { Call, Kind } from './call.ts'
import type { Chart, ChartKind } from './charts.ts'

const KILOBYTE = 1_000
const FRACTURE = { size: { bytes: 10 * KILOBYTE }, hasFracture: true } as const
const REFERRAL = (level: string) => `Consider kyphoplasty referral: ${level} `

interface HookKind extends ChartKind {
  readonly name: string
  readonly weight: number
  /** How the card begins; without it there must be none. */
  readonly card?: (level: StoryLevel) => string
}

/** Every hook by prefetch, each about somebody new. Most charts that are opened hold no fracture. */
const HOOK_KINDS: readonly HookKind[] = [
  { name: 'patient-view', weight: 4, ...FRACTURE, card: REFERRAL },
  { name: 'patient-view, no fracture', weight: 7, size: { bytes: 10 * KILOBYTE }, hasFracture: false },
  { name: 'patient-view, large chart', weight: 1, size: { bytes: 75 * KILOBYTE }, hasFracture: true, card: REFERRAL },
  {
    name: 'order-select',
    weight: 2,
    ...FRACTURE,
    hook: 'order-select',
    context: (patientId) => ({ selections: ['MedicationRequest/draft-opioid'], draftOrders: opioidFor(patientId) }),
    card: REFERRAL,
  },
  {
    name: 'order-sign',
    weight: 2,
    ...FRACTURE,
    hook: 'order-sign',
    context: (patientId) => ({ draftOrders: opioidFor(patientId) }),
    card: REFERRAL,
  },
  {
    // The record documents what the payer asks for: nothing is left to say.
    name: 'order-sign, covered',
    weight: 1,
    ...FRACTURE,
    hook: 'order-sign',
    context: (patientId, level) => ({ draftOrders: kyphoplastyFor(patientId, level) }),
  },
  { name: 'encounter-start', weight: 2, ...FRACTURE, hook: 'encounter-start', context: encounterOf, card: REFERRAL },
  {
    name: 'encounter-discharge',
    weight: 2,
    ...FRACTURE,
    hook: 'encounter-discharge',
    context: encounterOf,
    card: REFERRAL,
  },
  {
    name: 'problem-list-item-create',
    weight: 2,
    ...FRACTURE,
    hook: 'problem-list-item-create',
    context: (patientId, level) => ({ conditions: fractureOf(patientId, level) }),
    card: REFERRAL,
  },
]

export function hookKinds(newCharts: (kind: ChartKind) => () => Chart): readonly Kind[] {
  return HOOK_KINDS.map(({ name, weight, card, ...kind }) => {
    const nextChart = newCharts(kind)
    return { name, weight, next: () => hookCall(nextChart(), kind.hook, card) }
  })
}

/** `card`: how the one card must begin; without it there must be none. */
export function hookCall(
  { patientId, level, body }: Chart,
  hook = 'patient-view',
  card?: (level: StoryLevel) => string,
): Call {
  return {
    method: 'POST',
    path: `/cds-services/vcf-${hook}`,
    body,
    token: 'fresh',
    status: 200,
    patientId,
    check: (answer) => (card === undefined ? noCard(answer) : oneCard(answer, card(level), patientId)),
  }
}

function encounterOf(patientId: string): object {
  return { encounterId: `encounter-of-${patientId}` }
}

function opioidFor(patientId: string): object {
  return collection({
    resourceType: 'MedicationRequest',
    id: 'draft-opioid',
    status: 'draft',
    intent: 'order',
    medicationCodeableConcept: { text: 'oxycodone 5 mg oral tablet' },
    subject: { reference: `Patient/${patientId}` },
  })
}

/** CPT: the code of the part of the spine that is treated. */
const THORACIC = '22513'
const LUMBAR = '22514'

function kyphoplastyFor(patientId: string, level: StoryLevel): object {
  return collection({
    resourceType: 'ServiceRequest',
    id: 'draft-kyphoplasty',
    status: 'draft',
    intent: 'order',
    code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: level === 'T12' ? THORACIC : LUMBAR }] },
    subject: { reference: `Patient/${patientId}` },
  })
}

function fractureOf(patientId: string, level: StoryLevel): object {
  return collection({
    resourceType: 'Condition',
    id: 'added-problem',
    code: { text: `Compression fracture of ${level} vertebra` },
    subject: { reference: `Patient/${patientId}` },
  })
}

function collection(resource: object): object {
  return { resourceType: 'Bundle', type: 'collection', entry: [{ resource }] }
}
