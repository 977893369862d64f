import type { CdsRequest } from '../cds-hooks/request.ts'
import { inShort } from '../clinical/asked-for.ts'
import type { Assessment, FractureRow } from '../clinical/assessment.ts'
import { type CoverageItem, coverageOf } from '../clinical/coverage.ts'
import type { PlannedCare } from '../clinical/facts.ts'
import { isLevelIn, type VertebralLevel } from '../clinical/level.ts'
import { plannedFor } from '../clinical/planned-care.ts'
import { policyOf } from '../clinical/policies/index.ts'
import type { PolicyId } from '../clinical/policies/policy.ts'
import type { DraftOrder } from '../fhir/read-draft-order.ts'
import type { SuggestionDraft } from './card-draft.ts'
import { firstThatFits, fitted } from './card-text.ts'
import { type Conflict, conflictsOf } from './coverage-conflicts.ts'
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
  const row = rowOrderedFor(assessment, signed)
  const coverage = coverageOf(assessment, payerPolicy, row)
  const conflicts = conflictsOf(assessment, payerPolicy, coverage)
  if (conflicts.length === 0) {
    if (drafts.some(isReferralForFracture)) return { speak: false, because: 'already-referred' }
    if (row?.outcome === 'refer-now') return { speak: false, because: 'covered' }
  }

  const subject = { assessment, payerPolicy, row, coverage, conflicts, levels: levelsOrdered(drafts) }
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

function augmentations(drafts: readonly DraftOrder[]): readonly DraftOrder[] {
  return drafts.filter(({ topic }) => topic === 'augmentation')
}

function levelsOrdered(drafts: readonly DraftOrder[]): readonly VertebralLevel[] {
  return [...new Set(augmentations(drafts).flatMap(({ levels }) => levels))]
}

/**
 * The fracture of a vertebra that the order names, else one in the part of the spine that its code stands for, else the
 * most actionable one. A fracture whose level nobody named may be any.
 */
function rowOrderedFor({ policies }: Assessment, { drafts, payerPolicy }: SignedOrders): FractureRow | null {
  const policyRow = policies.get(payerPolicy)
  const rows = policyRow?.first ? [policyRow.first, ...policyRow.others] : []
  const levels = levelsOrdered(drafts)
  const isUnnamed = ({ standing }: FractureRow) => standing.fracture.level === null
  if (levels.length > 0) {
    const isNamed = ({ standing: { fracture } }: FractureRow) =>
      fracture.level !== null && levels.includes(fracture.level)
    return rows.find(isNamed) ?? rows.find(isUnnamed) ?? null
  }
  const regions = augmentations(drafts).flatMap(({ region }) => region ?? [])
  const isInRegion = ({ standing: { fracture } }: FractureRow) =>
    regions.some((region) => fracture.level !== null && isLevelIn(fracture.level, region))
  return rows.find(isInRegion) ?? rows[0] ?? null
}

function summaryOf(subject: CoverageSubject): string {
  const { row, conflicts, levels } = subject
  const place = levels.length > 0 ? levels.join(', ') : (row?.standing.fracture.level ?? null)
  const order = place === null ? 'Vertebral augmentation' : `${place} augmentation`
  const [first, ...others] = conflicts
  return first ? conflictSummary(order, first, others.length) : coverageSummary(order, subject)
}

function conflictSummary(order: string, { name, date }: Conflict, others: number): string {
  const words = `conflicts with the record: ${name}${date === null ? '' : ` (${date})`}`
  const rest = others === 0 ? '.' : `, and ${others} more.`
  return firstThatFits([`${order} ${words}${rest}`, `Vertebral augmentation ${words}${rest}`])
}

function coverageSummary(order: string, subject: CoverageSubject): string {
  const { payerPolicy, row, coverage, levels } = subject
  const { title } = policyOf(payerPolicy)
  if (!row || !coverage) {
    const where = levels.length > 0 ? 'of this vertebra' : 'of a vertebra'
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

function suggestionsFor({ assessment, row }: CoverageSubject, request: CdsRequest): readonly SuggestionDraft[] {
  const asksForMri =
    row?.criteria.some(({ id, missing }) => row.waitsFor.includes(id) && missing?.id === 'mri') ?? false
  const isOrdered = row !== null && plannedFor(row.standing.fracture, assessment.facts).has('spine-mri')
  return asksForMri && !isOrdered ? [draftOrder('mri', assessment, request)] : []
}

/** Its own news: what was told about a referral says nothing about what an order lacks. */
function newsKeyOf({ payerPolicy, row, coverage, conflicts, levels }: CoverageSubject): string {
  const idsOf = (items: readonly CoverageItem[]) => items.map(({ id }) => id)
  return JSON.stringify([
    'coverage',
    payerPolicy,
    [...levels].sort(),
    row?.standing.fracture.level ?? null,
    row?.outcome ?? null,
    conflicts.map(({ id, date }) => [id, date]),
    coverage === null ? [] : idsOf(contradicting(coverage)),
    coverage === null ? [] : idsOf(coverage.requirements.filter(({ status }) => status === 'missing')),
  ])
}
