import type { CdsRequest } from '../cds-hooks/request.ts'
import type { Assessment, PolicyRow } from '../clinical/assessment.ts'
import { addDays } from '../clinical/calendar.ts'
import type { AssessedCompanion } from '../clinical/companions.ts'
import type { FractureStanding } from '../clinical/current-fractures.ts'
import type { PlannedCare, Source } from '../clinical/facts.ts'
import { readEdema } from '../clinical/fracture-age.ts'
import { ours } from '../clinical/sources.ts'
import { fullestDetail } from './card-detail.ts'
import type { CardDraft, SuggestionDraft } from './card-draft.ts'
import {
  ageWords,
  type Brevity,
  closingLine,
  confirmLine,
  criterionLines,
  firstThatFits,
  fitted,
  fractureName,
  missingLine,
  NO_REPLACEMENT,
  namedLine,
  rulesLine,
  withoutBrackets,
} from './card-text.ts'
import { missingItemsOf } from './missing-items.ts'
import { newsKeyOf } from './news.ts'
import type { Decision } from './service.ts'
import { draftOrder } from './suggestions.ts'

/** All that one card is made of. */
interface Occasion {
  readonly assessment: Assessment
  readonly row: PolicyRow
  readonly standing: FractureStanding
  readonly request: CdsRequest
  /** What is ordered or arranged already. */
  readonly planned: ReadonlySet<PlannedCare['kind']>
}

/** The one card about a patient's fracture, the same for every hook that shows it; or why there is none. */
export function decideAdvice(assessment: Assessment, request: CdsRequest): Decision {
  const { outcome } = assessment
  const row = assessment.policies.get(assessment.policy)
  const standing = row?.standing ?? assessment.current[0]
  if (!row || !standing) return { speak: false, because: 'no-fracture' }
  if (outcome === 'not-indicated' || outcome === 'out-of-scope') return { speak: false, because: outcome }
  if (outcome === 'other-route') return { speak: true, draft: otherRouteCard(assessment, standing) }

  const planned = plannedSince(assessment, standing)
  if (planned.has('declined')) return { speak: false, because: 'declined' }
  if (planned.has('augmentation-referral') || planned.has('spine-referral')) {
    return { speak: false, because: 'already-referred' }
  }
  const occasion = { assessment, row, standing, request, planned }
  return outcome === 'refer-now' ? { speak: true, draft: referCard(occasion) } : workupOrSilence(occasion)
}

const ORDERED_BEFORE = ours(
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
  const { assessment, standing, planned } = occasion
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
  const { assessment, standing, planned } = occasion
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

const ELSEWHERE = ': outside this tool, follow your local urgent pathway.'

/** A danger is named with its date, and the way out of this tool; nothing else, and nothing to click. */
function otherRouteCard(assessment: Assessment, standing: FractureStanding): CardDraft {
  const gate = assessment.gates.find(({ action, finding }) => action === 'other-route' && finding === 'met')
  const on = gate?.evidence.find(({ date }) => date !== null)?.date
  const finding = `${gate?.name ?? 'red flag'}${on ? ` (${on})` : ''}`
  const name = fractureName(standing)
  return {
    kind: 'other-route',
    summary: firstThatFits([
      `${name} with ${finding}${ELSEWHERE}`,
      `${name.replace('compression ', '')} with ${finding}${ELSEWHERE}`,
    ]),
    detail:
      `${gate?.because ?? ''} Outside this tool: follow your local urgent pathway. ${rulesLine(assessment)} ${NO_REPLACEMENT}`.trim(),
    suggestions: [],
    newsKey: newsKeyOf(assessment),
  }
}

/** At most one bone-health suggestion, the nearer one first; none where it may stand in what could not be read. */
function boneHealth(
  { companions, facts }: Assessment,
  planned: ReadonlySet<PlannedCare['kind']>,
): readonly SuggestionDraft['id'][] {
  const isOpen = (id: AssessedCompanion['id'], source: Source) =>
    !facts.couldNotLook.includes(source) &&
    companions.some((companion) => companion.id === id && companion.finding !== 'met')
  if (isOpen('bone-density-evaluation', 'observations') && !planned.has('bone-density')) return ['bone-density']
  return isOpen('osteoporosis-treatment', 'medications') && !planned.has('bone-health-referral')
    ? ['bone-health-referral']
    : []
}

function draft(
  kind: CardDraft['kind'],
  { assessment, row, request, planned }: Occasion,
  summary: string,
  first: readonly SuggestionDraft['id'][],
  opening: (brevity: Brevity) => string,
): CardDraft {
  const companions = boneHealth(assessment, planned)
  const detail = fullestDetail(({ brevity, withCompanions, closing }) => [
    opening(brevity),
    criterionLines(row.criteria, brevity),
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

const BONE_HEALTH: Partial<Record<SuggestionDraft['id'], string>> = {
  'bone-density': '**Bone health:** no recent bone density (DXA) found.',
  'bone-health-referral': '**Bone health:** no osteoporosis treatment found.',
}

function boneHealthLine([first]: readonly SuggestionDraft['id'][]): string {
  return (first && BONE_HEALTH[first]) ?? ''
}

function painWords({ pain }: FractureStanding): string {
  return pain.deciding === null ? '' : `, pain ${pain.deciding.score}/10`
}
