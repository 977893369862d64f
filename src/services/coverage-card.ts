import type { CdsRequest } from '../cds-hooks/request.ts'
import { inShort } from '../clinical/asked-for.ts'
import type { Assessment } from '../clinical/assessment.ts'
import { type CoverageItem, coverageOf } from '../clinical/coverage.ts'
import type { PlannedCare } from '../clinical/facts.ts'
import { plannedFor } from '../clinical/planned-care.ts'
import { policyOf } from '../clinical/policies/index.ts'
import type { PolicyId } from '../clinical/policies/policy.ts'
import type { DraftOrder } from '../fhir/read-draft-order.ts'
import type { SuggestionDraft } from './card-draft.ts'
import { firstThatFits, fitted } from './card-text.ts'
import { type Conflict, conflictsOf } from './coverage-conflicts.ts'
import { isLevel, type OrderedPlace, orderedFor } from './coverage-place.ts'
import { type CoverageSubject, contradicting, gapsOf, nameOfItem } from './coverage-subject.ts'
import { coverageDetail } from './coverage-text.ts'
import type { Decision } from './service.ts'
import { draftOrder } from './suggestions.ts'

export interface SignedOrders {
  /** Every order that is being signed. */
  readonly drafts: readonly DraftOrder[]
  readonly payerPolicy: PolicyId
}

/**
 * The coverage view of an augmentation that is being signed: only where something is missing, contradicts or conflicts. A
 * referral beside it means that a specialist looks again, which settles all but a documented conflict.
 */
export function decideCoverage(assessment: Assessment, request: CdsRequest, signed: SignedOrders): Decision {
  const { drafts, payerPolicy } = signed
  if (assessment.facts.patient.deceased) return { speak: false, because: 'not-indicated' }
  const policyRow = assessment.policies.get(payerPolicy)
  const { row, places } = orderedFor(drafts, policyRow?.first ? [policyRow.first, ...policyRow.others] : [])
  const coverage = coverageOf(assessment, payerPolicy, row)
  const conflicts = conflictsOf(assessment, payerPolicy, coverage)
  if (conflicts.length === 0) {
    if (drafts.some(isReferralForFracture)) return { speak: false, because: 'already-referred' }
    if (row?.outcome === 'refer-now') return { speak: false, because: 'covered' }
  }

  const subject = { assessment, payerPolicy, row, coverage, conflicts, places }
  return {
    speak: true,
    draft: {
      kind: 'coverage',
      policy: payerPolicy,
      ...(conflicts.length > 0 ? { indicator: 'warning' as const } : {}),
      summary: summaryOf(subject),
      detail: coverageDetail(subject),
      suggestions: conflicts.length === 0 ? suggestionsFor(subject, request) : [],
      newsKey: newsKeyOf(subject),
    },
  }
}

const FOR_FRACTURE: ReadonlySet<PlannedCare['kind']> = new Set<PlannedCare['kind']>([
  'augmentation-referral',
  'spine-referral',
])

/** To somebody who decides about the fracture: physical therapy beside it settles no gap. */
function isReferralForFracture({ topic, planned }: DraftOrder): boolean {
  return topic === 'referral' && planned !== undefined && FOR_FRACTURE.has(planned.kind)
}

function summaryOf(subject: CoverageSubject): string {
  const { row, conflicts, places } = subject
  const named = places.every(isLevel) ? places.join(', ') : ''
  const place = named || row?.standing.fracture.level
  const order = place ? `${place} augmentation` : 'Vertebral augmentation'
  const [first, ...others] = conflicts
  return first ? conflictSummary(order, first, others.length) : coverageSummary(order, subject)
}

function conflictSummary(order: string, { name, date }: Conflict, others: number): string {
  const words = `conflicts with the record: ${name}${date === null ? '' : ` (${date})`}`
  const rest = others === 0 ? '.' : `, and ${others} more.`
  return firstThatFits([`${order} ${words}${rest}`, `Vertebral augmentation ${words}${rest}`])
}

function coverageSummary(order: string, subject: CoverageSubject): string {
  const { payerPolicy, row, coverage, places } = subject
  const { title } = policyOf(payerPolicy)
  if (!row || !coverage) {
    const where = whereWords(places)
    return firstThatFits([
      `${order}, ${title}: no current fracture ${where} found in the record.`,
      `Vertebral augmentation, ${title}: no current fracture ${where} found in the record.`,
    ])
  }
  if (row.outcome === 'out-of-scope') return `${order}: ${title} does not speak about this fracture.`
  const against = contradicting(coverage).map((item) => nameOfItem(item, row))
  return against.length > 0
    ? fitted(`${order}, ${title}: the record contradicts: `, against, '.')
    : fitted(`${order}, ${title}: not documented: `, gapsOf(subject, row).map(inShort), '.')
}

function whereWords(places: readonly OrderedPlace[]): string {
  const [place, ...others] = places
  if (place === undefined) return 'of a vertebra'
  if (others.length > 0) return 'where it is ordered'
  return isLevel(place) ? 'of this vertebra' : `of the ${place} spine`
}

function suggestionsFor({ assessment, row }: CoverageSubject, request: CdsRequest): readonly SuggestionDraft[] {
  const asksForMri =
    row?.criteria.some(({ id, missing }) => row.waitsFor.includes(id) && missing?.id === 'mri') ?? false
  const isOrdered = row !== null && plannedFor(row.standing.fracture, assessment.facts).has('spine-mri')
  return asksForMri && !isOrdered ? [draftOrder('mri', assessment, request)] : []
}

/** Its own news: what was told about a referral says nothing about what an order lacks. */
function newsKeyOf({ payerPolicy, row, coverage, conflicts, places }: CoverageSubject): string {
  const idsOf = (items: readonly CoverageItem[]) => items.map(({ id }) => id)
  return JSON.stringify([
    'coverage',
    payerPolicy,
    [...places].sort(),
    row?.standing.fracture.level ?? null,
    row?.outcome ?? null,
    conflicts.map(({ id, date }) => [id, date]),
    coverage === null ? [] : idsOf(contradicting(coverage)),
    coverage === null ? [] : idsOf(coverage.requirements.filter(({ status }) => status === 'missing')),
  ])
}
