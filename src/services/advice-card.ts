import type { CdsRequest } from '../cds-hooks/request.ts'
import type { Assessment, PolicyRow } from '../clinical/assessment.ts'
import type { FractureStanding } from '../clinical/current-fractures.ts'
import type { PlannedCare } from '../clinical/facts.ts'
import { readEdema } from '../clinical/fracture-age.ts'
import type { CardDraft, SuggestionDraft } from './card-draft.ts'
import {
  ageWords,
  confirmLine,
  criterionLines,
  fitted,
  fractureName,
  missingLine,
  namedLine,
  OPTIONS_LINE,
  rulesLine,
} from './card-text.ts'
import { missingItemsOf } from './missing-items.ts'
import { newsKeyOf } from './news.ts'
import type { Decision } from './service.ts'
import { draftOrder } from './suggestions.ts'

/** The one card about a patient's fracture, the same for every hook that shows it; or why there is none. */
export function decideAdvice(assessment: Assessment, request: CdsRequest): Decision {
  const row = assessment.policies.get(assessment.policy)
  const standing = row?.standing ?? assessment.current[0]
  if (!row || !standing) return { speak: false, because: 'no-fracture' }
  if (assessment.outcome === 'not-indicated' || assessment.outcome === 'out-of-scope')
    return { speak: false, because: assessment.outcome }
  if (assessment.outcome === 'other-route') return { speak: true, draft: otherRouteCard(assessment, standing) }

  const planned = plannedSince(assessment, standing)
  if (planned.has('declined')) return { speak: false, because: 'declined' }
  if (planned.has('augmentation-referral') || planned.has('spine-referral'))
    return { speak: false, because: 'already-referred' }
  if (assessment.outcome === 'refer-now')
    return { speak: true, draft: referCard(assessment, row, standing, request, planned) }
  return workupOrSilence(assessment, row, standing, request, planned)
}

/** Orders count for this fracture when they are not known to be older than it. */
function plannedSince(
  { facts }: Assessment,
  { fracture: { onset } }: FractureStanding,
): ReadonlySet<PlannedCare['kind']> {
  const since = onset?.earliest ?? null
  const counting = facts.plannedCare.filter(({ date }) => since === null || date === null || date >= since)
  return new Set(counting.map(({ kind }) => kind))
}

function workupOrSilence(
  assessment: Assessment,
  row: PolicyRow,
  standing: FractureStanding,
  request: CdsRequest,
  planned: ReadonlySet<PlannedCare['kind']>,
): Decision {
  const items = missingItemsOf(assessment)
  // Everything that is missing is on its way: asking again would only add noise.
  if (planned.has('spine-mri') && items.every(({ id }) => id === 'mri'))
    return { speak: false, because: 'work-up-ordered' }
  const start = `${fractureName(standing)}${painWords(standing)}: before a kyphoplasty decision, missing: `
  const summary = fitted(
    start,
    items.map(({ text }) => shortened(text)),
    '.',
  )
  const suggestions: SuggestionDraft['id'][] =
    items.some(({ id }) => id === 'mri' || id === 'ct-or-mri') && !planned.has('spine-mri') ? ['mri'] : []
  const detail = [
    missingLine(items),
    criterionLines(row.criteria).join('\n'),
    [namedLine(assessment), confirmLine(assessment)].filter((line) => line !== '').join(' '),
    `${OPTIONS_LINE} ${rulesLine(assessment)}`,
  ]
  return {
    speak: true,
    draft: draft(
      'complete-workup',
      assessment,
      summary,
      detail,
      [...suggestions, ...boneHealth(assessment, planned)],
      request,
    ),
  }
}

function referCard(
  assessment: Assessment,
  { criteria }: PolicyRow,
  standing: FractureStanding,
  request: CdsRequest,
  planned: ReadonlySet<PlannedCare['kind']>,
): CardDraft {
  const { edema } = readEdema(standing.fracture, assessment.assessedOn)
  const hasMri = standing.fracture.imaging.some(({ modality }) => modality === 'MR')
  const needsMri = edema !== 'yes' && !hasMri
  const age = ageWords(standing, assessment.assessedOn)
  const facts = [fractureName(standing), ...(age === undefined ? [] : [age])].join(', ')
  const summary = `Consider kyphoplasty referral: ${facts}${painWords(standing)} despite treatment.`
  const detail = [
    needsMri ? '**MRI with STIR before any procedure:** only radiograph or CT was found.' : '',
    criterionLines(criteria).join('\n'),
    [namedLine(assessment), confirmLine(assessment)].filter((line) => line !== '').join(' '),
    `${OPTIONS_LINE} ${rulesLine(assessment)}`,
  ]
  const first: SuggestionDraft['id'][] = needsMri && !planned.has('spine-mri') ? ['mri', 'referral'] : ['referral']
  return draft('refer-now', assessment, summary, detail, [...first, ...boneHealth(assessment, planned)], request)
}

/** A danger is named with its date, and the way out of this tool; nothing else, and nothing to click. */
function otherRouteCard(assessment: Assessment, standing: FractureStanding): CardDraft {
  const gate = assessment.gates.find(({ action, finding }) => action === 'other-route' && finding === 'met')
  const on = gate?.evidence.find(({ date }) => date !== null)?.date
  const words = `${gate?.name ?? 'red flag'} documented${on ? ` (${on})` : ''}`
  return {
    kind: 'other-route',
    summary: `${fractureName(standing)} with ${words}: outside this tool, follow your local urgent pathway.`,
    detail:
      `${gate?.because ?? ''} Outside this tool: follow your local urgent pathway. ${rulesLine(assessment)}`.trim(),
    suggestions: [],
    newsKey: newsKeyOf(assessment),
  }
}

/** At most one bone-health suggestion, the nearer one first. */
function boneHealth(
  { companions }: Assessment,
  planned: ReadonlySet<PlannedCare['kind']>,
): readonly SuggestionDraft['id'][] {
  const isOpen = (id: string) => companions.some((companion) => companion.id === id && companion.finding !== 'met')
  if (isOpen('bone-density-evaluation') && !planned.has('bone-density')) return ['bone-density']
  return isOpen('osteoporosis-treatment') && !planned.has('bone-health-referral') ? ['bone-health-referral'] : []
}

function draft(
  kind: CardDraft['kind'],
  assessment: Assessment,
  summary: string,
  paragraphs: readonly string[],
  suggestions: readonly SuggestionDraft['id'][],
  request: CdsRequest,
): CardDraft {
  return {
    kind,
    summary,
    detail: paragraphs.filter((paragraph) => paragraph !== '').join('\n\n'),
    suggestions: suggestions.map((id) => draftOrder(id, assessment, request)),
    newsKey: newsKeyOf(assessment),
  }
}

function painWords({ pain }: FractureStanding): string {
  return pain.deciding === null ? '' : `, pain ${pain.deciding.score}/10`
}

/** A summary has no room for the explanation in brackets; the detail has it. */
function shortened(text: string): string {
  return text.split(' (')[0] ?? text
}
