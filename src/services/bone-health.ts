import type { CdsRequest } from '../cds-hooks/request.ts'
import type { Assessment } from '../clinical/assessment.ts'
import { yearsBetween } from '../clinical/calendar.ts'
import type { Threshold } from '../clinical/citation.ts'
import type { AssessedCompanion } from '../clinical/companions.ts'
import type { FractureCause, PlannedCare, Source } from '../clinical/facts.ts'
import { BHOF_2022 } from '../clinical/sources.ts'
import type { CardDraft, SuggestionDraft } from './card-draft.ts'
import { firstThatFits, NO_REPLACEMENT, rulesLine } from './card-text.ts'
import { draftOrder } from './suggestions.ts'

type BoneHealthOrder = Extract<SuggestionDraft['id'], 'bone-density' | 'bone-health-referral'>

/** At most one bone-health suggestion, the nearer one first; none where it may stand in what could not be read. */
export function openBoneHealth(
  { companions, facts }: Assessment,
  planned: ReadonlySet<PlannedCare['kind']>,
): readonly BoneHealthOrder[] {
  const isOpen = (id: AssessedCompanion['id'], source: Source) =>
    !facts.couldNotLook.includes(source) &&
    companions.some((companion) => companion.id === id && companion.finding !== 'met')
  if (isOpen('bone-density-evaluation', 'observations') && !planned.has('bone-density')) return ['bone-density']
  const isUntreated =
    isOpen('osteoporosis-treatment', 'medications') && isOpen('fracture-liaison-referral', 'serviceRequests')
  return isUntreated && !planned.has('bone-health-referral') ? ['bone-health-referral'] : []
}

const OPEN_WORDS: Readonly<Record<BoneHealthOrder, string>> = {
  'bone-density': 'no recent bone density (DXA) found',
  'bone-health-referral': 'no osteoporosis treatment found',
}

/** The line on the one card; empty where there is nothing to say. */
export function boneHealthLine([first]: readonly BoneHealthOrder[]): string {
  return first ? `**Bone health:** ${OPEN_WORDS[first]}.` : ''
}

const ADVICE: Readonly<Record<BoneHealthOrder, string>> = {
  'bone-density': 'consider a bone density study (DXA).',
  'bone-health-referral': 'consider osteoporosis treatment or a fracture liaison referral.',
}

export const SENTINEL_AGE: Threshold = {
  id: 'sentinel-age',
  value: 50,
  unit: 'a',
  says: 'any new fracture at 50 or older is a sentinel event',
  origin: 'source',
  citation: BHOF_2022,
}

const FRAGILE: ReadonlySet<FractureCause> = new Set<FractureCause>(['osteoporotic', 'not-documented'])

const NAMES: Readonly<Record<AssessedCompanion['id'], string>> = {
  'bone-density-evaluation': 'Bone density',
  'osteoporosis-treatment': 'Treatment',
  'fracture-liaison-referral': 'Referral',
}

/**
 * A card of its own for tenants that want one: a fragility fracture at 50 or older, bone health not looked after, and nothing
 * else to say about it. Null where there is nothing to suggest.
 */
export function boneHealthCard(assessment: Assessment, request: CdsRequest): CardDraft | null {
  const { current, notCurrent, facts, gates } = assessment
  const fragile = [...current, ...notCurrent].filter(({ fracture }) => FRAGILE.has(fracture.cause))
  const asksGoalsFirst = gates.some(({ id, finding }) => id === 'comfort-care' && finding === 'met')
  const planned = new Set(facts.plannedCare.map(({ kind }) => kind))
  const [suggestion] = openBoneHealth(assessment, planned)
  if (!isOldEnough(assessment) || asksGoalsFirst || fragile.length === 0 || !suggestion) return null

  const places = [...new Set(fragile.map(({ fracture }) => fracture.level ?? 'level not named'))].sort()
  return {
    kind: 'bone-health',
    summary: firstThatFits([
      `Vertebral fracture (${places.join(', ')}), ${OPEN_WORDS[suggestion]}: ${ADVICE[suggestion]}`,
      `Vertebral fractures, ${OPEN_WORDS[suggestion]}: ${ADVICE[suggestion]}`,
    ]),
    detail: [
      ...assessment.companions.map(({ id, because }) => `- **${NAMES[id]}:** ${because}`),
      '',
      `A vertebral fracture at ${SENTINEL_AGE.value} or older asks for a look at bone health. ${rulesLine(assessment)} ${NO_REPLACEMENT}`,
    ].join('\n'),
    suggestions: [draftOrder(suggestion, assessment, request)],
    newsKey: JSON.stringify(['bone-health', places, suggestion]),
  }
}

function isOldEnough({ facts, assessedOn }: Assessment): boolean {
  const { bornLatest, deceased } = facts.patient
  return !deceased && bornLatest !== null && yearsBetween(bornLatest, assessedOn) >= SENTINEL_AGE.value
}
