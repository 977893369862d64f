import type { CdsRequest } from '../cds-hooks/request.ts'
import type { Assessment, FractureRow } from '../clinical/assessment.ts'
import { addDays } from '../clinical/calendar.ts'
import type { FractureStanding } from '../clinical/current-fractures.ts'
import type { PlannedCare } from '../clinical/facts.ts'
import { readEdema } from '../clinical/fracture-age.ts'
import { ours } from '../clinical/sources.ts'
import { boneHealthCard, boneHealthLine, openBoneHealth } from './bone-health.ts'
import { fullestDetail } from './card-detail.ts'
import type { CardDraft, SuggestionDraft } from './card-draft.ts'
import {
  ageWords,
  type Brevity,
  closingLine,
  confirmLine,
  criterionLines,
  fitted,
  fractureName,
  missingLine,
  namedLine,
  withoutBrackets,
} from './card-text.ts'
import { missingItemsOf } from './missing-items.ts'
import { newsKeyOf } from './news.ts'
import { otherRouteCard } from './other-route-card.ts'
import type { CardWishes, Decision } from './service.ts'
import { draftOrder } from './suggestions.ts'

/** All that one card is made of. */
interface Occasion {
  readonly assessment: Assessment
  readonly row: FractureRow
  readonly request: CdsRequest
  /** What is ordered or arranged already. */
  readonly planned: ReadonlySet<PlannedCare['kind']>
}

/** The one card about a patient's fracture, the same for every hook that shows it; or why there is none. */
export function decideAdvice(assessment: Assessment, request: CdsRequest, wishes: CardWishes = NO_WISHES): Decision {
  const decision = decideReferral(assessment, request)
  const draft = decision.speak || !wishes.boneHealthCards ? null : boneHealthCard(assessment, request)
  return draft === null ? decision : { speak: true, draft }
}

const NO_WISHES: CardWishes = { boneHealthCards: false }

function decideReferral(assessment: Assessment, request: CdsRequest): Decision {
  const { outcome } = assessment
  const row = assessment.policies.get(assessment.policy)?.first
  if (!row) return { speak: false, because: 'no-fracture' }
  if (outcome === 'not-indicated' || outcome === 'out-of-scope') return { speak: false, because: outcome }
  if (outcome === 'other-route') return { speak: true, draft: otherRouteCard(assessment, row) }

  const { standing } = row
  const planned = plannedSince(assessment, standing)
  if (planned.has('declined')) return { speak: false, because: 'declined' }
  if (planned.has('augmentation-referral') || planned.has('spine-referral')) {
    return { speak: false, because: 'already-referred' }
  }
  const occasion = { assessment, row, request, planned }
  return outcome === 'refer-now' ? { speak: true, draft: referCard(occasion) } : workupOrSilence(occasion)
}

const ORDERED_BEFORE = ours(
  'ordered-before',
  84,
  'd',
  'an order counts for a fracture without a stated onset when it is at most 12 weeks older than the first record of it',
)

/** Orders count for this fracture when they are not older than it. */
function plannedSince({ facts }: Assessment, { fracture }: FractureStanding): ReadonlySet<PlannedCare['kind']> {
  const { onset, diagnosedOn } = fracture
  const named = diagnosedOn ?? onset?.latest ?? null
  const since = onset?.earliest ?? (named === null ? null : addDays(named, -ORDERED_BEFORE.value))
  const counting = facts.plannedCare.filter(({ date }) => since === null || date === null || date >= since)
  return new Set(counting.map(({ kind }) => kind))
}

function workupOrSilence(occasion: Occasion): Decision {
  const { assessment, row, planned } = occasion
  const { standing } = row
  const items = missingItemsOf(assessment)
  // Everything that is missing is on its way: asking again would only add noise.
  if (planned.has('spine-mri') && items.every(({ id }) => id === 'mri')) {
    return { speak: false, because: 'work-up-ordered' }
  }
  const start = `${fractureName(standing)}${painWords(standing)}: before a kyphoplasty decision, missing: `
  const names = items.map(({ text }) => withoutBrackets(text))
  const asksForImaging = items.some(({ id }) => id === 'mri' || id === 'ct-or-mri')
  const first: SuggestionDraft['id'][] = asksForImaging && !planned.has('spine-mri') ? ['mri'] : []
  return {
    speak: true,
    draft: draft('complete-workup', occasion, fitted(start, names, '.'), first, (brevity) =>
      missingLine(items, brevity),
    ),
  }
}

function referCard(occasion: Occasion): CardDraft {
  const { assessment, row, planned } = occasion
  const { standing } = row
  const { edema } = readEdema(standing.fracture, assessment.assessedOn)
  const hasMri = standing.fracture.imaging.some(({ modality }) => modality === 'MR')
  const needsMri = edema !== 'yes' && !hasMri
  const age = ageWords(standing, assessment.assessedOn)
  const facts = [fractureName(standing), ...(age === undefined ? [] : [age])].join(', ')
  const summary = `Consider kyphoplasty referral: ${facts}${painWords(standing)} despite treatment.`
  const first: SuggestionDraft['id'][] = needsMri && !planned.has('spine-mri') ? ['mri', 'referral'] : ['referral']
  return draft('refer-now', occasion, summary, first, () => (needsMri ? MRI_FIRST : ''))
}

const MRI_FIRST = '**MRI with STIR before any procedure:** no MRI report of this fracture was found.'

function draft(
  kind: CardDraft['kind'],
  { assessment, row, request, planned }: Occasion,
  summary: string,
  first: readonly SuggestionDraft['id'][],
  opening: (brevity: Brevity) => string,
): CardDraft {
  const companions = openBoneHealth(assessment, planned)
  const detail = fullestDetail(({ brevity, withCompanions, closing }) => [
    opening(brevity),
    criterionLines(row, brevity),
    [namedLine(assessment), confirmLine(assessment, brevity), withCompanions ? boneHealthLine(companions) : '']
      .filter((line) => line !== '')
      .join(' '),
    closingLine(assessment, closing),
  ])
  return {
    kind,
    summary,
    detail,
    suggestions: [...first, ...companions].map((id) => draftOrder(id, assessment, request)),
    newsKey: newsKeyOf(assessment),
  }
}

function painWords({ pain }: FractureStanding): string {
  return pain.deciding === null ? '' : `, pain ${pain.deciding.score}/10`
}
