import { askedFor } from '../clinical/asked-for.ts'
import type { Assessment, FractureRow } from '../clinical/assessment.ts'
import type { Coverage, CoverageItem } from '../clinical/coverage.ts'
import type { Missing } from '../clinical/finding.ts'
import type { PolicyId } from '../clinical/policies/policy.ts'
import type { Conflict } from './coverage-conflicts.ts'
import type { OrderedPlace } from './coverage-place.ts'
import { mustBeRead } from './missing-items.ts'

/** What one coverage card is made of. */
export interface CoverageSubject {
  readonly assessment: Assessment
  readonly payerPolicy: PolicyId
  /** The payer policy's answer about the fracture that is treated; null where the record shows no such fracture. */
  readonly row: FractureRow | null
  readonly coverage: Coverage | null
  readonly conflicts: readonly Conflict[]
  /** What is ordered, as far as the order says: of several places the one that lacks something. */
  readonly places: readonly OrderedPlace[]
}

export function contradicting({ requirements }: Coverage): readonly CoverageItem[] {
  return requirements.filter(({ status }) => status === 'contradicts')
}

/** What to add to the record: for the policy, to clear a gate that asks for something, and what could not be read. */
export function gapsOf({ assessment, conflicts }: CoverageSubject, row: FractureRow): readonly Missing[] {
  const { gate } = row
  const held = gate === null || conflicts.some(({ id }) => id === gate.id) ? null : gate.missing
  const gaps = [...askedFor(row), ...(held === null ? [] : [held]), ...mustBeRead(assessment)]
  return [...new Map(gaps.map((gap) => [gap.id, gap])).values()]
}

/** The short name of an item, as the policy has it. */
export function nameOfItem({ id, statement }: CoverageItem, { criteria }: FractureRow): string {
  return criteria.find((criterion) => criterion.id === id)?.name ?? statement
}
