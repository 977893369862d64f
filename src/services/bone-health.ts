import type { CdsRequest } from '../cds-hooks/request.ts'
import type { Assessment } from '../clinical/assessment.ts'
import { yearsBetween } from '../clinical/calendar.ts'
import { type AssessedCompanion, COMPANIONS, SENTINEL_AGE } from '../clinical/companions.ts'
import type { Fracture, FractureCause, PatientFacts, PlannedCare } from '../clinical/facts.ts'
import { ALL_LEVELS } from '../clinical/level.ts'
import { plannedFor } from '../clinical/planned-care.ts'
import type { CardDraft, SuggestionDraft } from './card-draft.ts'
import { firstThatFits, isTumourSuspected, NO_REPLACEMENT, rulesLine } from './card-text.ts'
import { draftOrder } from './suggestions.ts'

type BoneHealthOrder = Extract<SuggestionDraft['id'], 'bone-density' | 'bone-health-referral'>

/** At most one bone-health suggestion, the nearer one first; none where it may stand in what could not be read. */
export function openBoneHealth(
  { companions, facts }: Assessment,
  planned: ReadonlySet<PlannedCare['kind']>,
): readonly BoneHealthOrder[] {
  const couldLook = COMPANIONS.filter(({ sources }) => !sources.some((source) => facts.couldNotLook.includes(source)))
  const isOpen = (id: AssessedCompanion['id']) =>
    couldLook.some((companion) => companion.id === id) &&
    companions.some((companion) => companion.id === id && companion.finding !== 'met')
  if (isOpen('bone-density-evaluation') && !planned.has('bone-density')) return ['bone-density']
  const isUntreated = isOpen('osteoporosis-treatment') && isOpen('fracture-liaison-referral')
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
  const fragile = [...current, ...notCurrent].map(({ fracture }) => fracture).filter((each) => isFragile(each, facts))
  const asksGoalsFirst = gates.some(({ id, finding }) => id === 'comfort-care' && finding === 'met')
  const planned = new Set(fragile.flatMap((fracture) => [...plannedFor(fracture, facts)]))
  const [suggestion] = openBoneHealth(assessment, planned)
  if (facts.patient.deceased || asksGoalsFirst || fragile.length === 0 || !suggestion) return null

  const places = namesOf(fragile)
  return {
    kind: 'bone-health',
    policy: assessment.policy,
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

/** Shown or diagnosed, of no other cause, and surely at 50 or older when it happened. */
function isFragile(fracture: Fracture, { patient }: PatientFacts): boolean {
  const { cause, certainty, onset, diagnosedOn } = fracture
  if (isTumourSuspected(fracture)) return false
  const happened = onset?.earliest ?? diagnosedOn ?? onset?.latest ?? null
  if (certainty !== 'confirmed' || !FRAGILE.has(cause) || happened === null || patient.bornLatest === null) return false
  return yearsBetween(patient.bornLatest, happened) >= SENTINEL_AGE.value
}

/** From the top of the spine down. */
function namesOf(fractures: readonly Fracture[]): readonly string[] {
  const levels = new Set(fractures.map(({ level }) => level))
  return [...ALL_LEVELS.filter((level) => levels.has(level)), ...(levels.has(null) ? ['level not named'] : [])]
}
