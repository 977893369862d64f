import type { CdsRequest } from '../cds-hooks/request.ts'
import { inShort } from '../clinical/asked-for.ts'
import type { Assessment, FractureRow } from '../clinical/assessment.ts'
import type { CalendarDate } from '../clinical/calendar.ts'
import type { FractureStanding } from '../clinical/current-fractures.ts'
import type { Fracture, PlannedCare } from '../clinical/facts.ts'
import { readEdema } from '../clinical/fracture-age.ts'
import { studyWords } from '../clinical/imaging-evidence.ts'
import { plannedFor } from '../clinical/planned-care.ts'
import { unreportedMri } from '../clinical/unhealed.ts'
import { boneHealthCard, boneHealthLine, openBoneHealth } from './bone-health.ts'
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
  isTumourSuspected,
  missingLine,
  namedLine,
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
export function decideAdvice(
  assessment: Assessment,
  request: CdsRequest,
  wishes: Pick<CardWishes, 'boneHealthCards'> = NO_WISHES,
): Decision {
  const decision = decideReferral(assessment, request)
  const draft = decision.speak || !wishes.boneHealthCards ? null : boneHealthCard(assessment, request)
  return draft === null ? decision : { speak: true, draft }
}

const NO_WISHES = { boneHealthCards: false }

function decideReferral(assessment: Assessment, request: CdsRequest): Decision {
  const { outcome } = assessment
  const row = assessment.policies.get(assessment.policy)?.first
  if (!row) return { speak: false, because: 'no-fracture' }
  if (outcome === 'not-indicated' || outcome === 'out-of-scope') return { speak: false, because: outcome }
  if (outcome === 'other-route') return { speak: true, draft: otherRouteCard(assessment, row) }

  const { standing } = row
  const planned = plannedFor(standing.fracture, assessment.facts)
  if (planned.has('declined')) return { speak: false, because: 'declined' }
  if (planned.has('augmentation-referral') || planned.has('spine-referral')) {
    return { speak: false, because: 'already-referred' }
  }
  const occasion = { assessment, row, request, planned }
  return outcome === 'refer-now' ? { speak: true, draft: referCard(occasion) } : workupOrSilence(occasion)
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
  const names = items.map(inShort)
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
  const imaging = mriAdvice(standing.fracture, assessment.assessedOn)
  const age = ageWords(standing, assessment.assessedOn)
  const facts = [fractureName(standing), ...(age === undefined ? [] : [age])].join(', ')
  const failed = isDespiteTreatment(row) ? ' despite treatment' : ''
  const summary = `Consider kyphoplasty referral: ${facts}${painWords(standing)}${failed}.`
  const tumour = isTumourSuspected(standing.fracture) ? [`${summary} Tumour: oncology first.`] : []
  const first: readonly SuggestionDraft['id'][] =
    imaging.order && !planned.has('spine-mri') ? ['mri', 'referral'] : ['referral']
  return draft('refer-now', occasion, firstThatFits([...tumour, summary]), first, () => imaging.advice)
}

/** What is said about MRI before a procedure, and whether one is to be ordered: not where only its report is missing. */
function mriAdvice(fracture: Fracture, assessedOn: CalendarDate): { readonly advice: string; readonly order: boolean } {
  const { edema } = readEdema(fracture, assessedOn)
  const hasReport = fracture.imaging.some(({ modality }) => modality === 'MR')
  if (edema === 'yes' || (hasReport && edema !== 'unreliable')) return { advice: '', order: false }
  if (hasReport) return { advice: `${MRI_FIRST} the last one could not tell.`, order: true }
  const unreported = unreportedMri(fracture)
  return unreported
    ? {
        advice: `**Before any procedure:** the report of the MRI (${studyWords(unreported)}) was not found.`,
        order: false,
      }
    : { advice: `${MRI_FIRST} no MRI report of this fracture was found.`, order: true }
}

const MRI_FIRST = '**MRI with STIR before any procedure:**'

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
    policy: assessment.policy,
    summary,
    detail,
    suggestions: [...first, ...companions].map((id) => draftOrder(id, assessment, request)),
    newsKey: newsKeyOf(assessment),
  }
}

const TREATMENT_FAILED: ReadonlySet<string> = new Set(['other-treatment-failed', 'despite-treatment'])

/** Only where the answer rests on it: Medicare asks no treatment of a hospitalised patient. */
function isDespiteTreatment({ criteria, restsOn }: FractureRow): boolean {
  return criteria.some(({ id, finding }) => TREATMENT_FAILED.has(id) && finding === 'met' && restsOn.includes(id))
}

function painWords({ pain }: FractureStanding): string {
  return pain.deciding === null ? '' : `, pain ${pain.deciding.score}/10`
}
