import type { FractureRow } from './assessment.ts'
import type { Missing } from './finding.ts'
import { policyOf } from './policies/index.ts'
import type { PolicyId } from './policies/policy.ts'
import { weigh } from './rule.ts'

/** What a policy still waits for. */
export interface CoverageNeeds {
  /** Without each of these the answer stays open. */
  readonly each: readonly Missing[]
  /** Of these some are enough: "two of the following", or one of two branches. */
  readonly someOf: readonly Missing[]
  /** Beside all of `each`, any single one of `someOf` settles it and none does not. */
  readonly isOneEnough: boolean
}

/**
 * Tells what must be documented from what is one way among others, by asking the rule itself. One item may answer several
 * criteria: a pain score is needed in either branch.
 */
export function coverageNeedsOf({ criteria, waitsFor }: FractureRow, policyId: PolicyId): CoverageNeeds {
  const { rule } = policyOf(policyId)
  const itemOf = new Map(
    criteria
      .filter(({ id, finding }) => finding === 'unknown' && waitsFor.includes(id))
      .map(({ id, name, missing }) => [id, missing ?? { id, text: name }]),
  )
  const findings = new Map(criteria.map(({ id, finding }) => [id, finding]))
  const isMetWith = (isAnswered: (item: Missing) => boolean) => {
    const findingOf = (id: string) => {
      const item = itemOf.get(id)
      return item && isAnswered(item) ? 'met' : (findings.get(id) ?? 'unknown')
    }
    return weigh(rule, findingOf).finding === 'met'
  }

  const items = [...new Map([...itemOf.values()].map((item) => [item.id, item])).values()]
  const isReplaceable = ({ id }: Missing) => isMetWith((other) => other.id !== id)
  const each = items.filter((item) => !isReplaceable(item))
  const someOf = items.filter(isReplaceable)
  const needed = new Set(each.map(({ id }) => id))
  const settles = ({ id }: Missing) => isMetWith((item) => needed.has(item.id) || item.id === id)
  const isNoneEnough = isMetWith(({ id }) => needed.has(id))
  return { each, someOf, isOneEnough: !isNoneEnough && someOf.every(settles) }
}
