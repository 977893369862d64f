import { assess } from '../../src/clinical/assess.ts'
import type { FractureRow, PolicyRow } from '../../src/clinical/assessment.ts'
import type { PatientFacts } from '../../src/clinical/facts.ts'
import type { PolicyId } from '../../src/clinical/policies/policy.ts'
import type { Evaluate } from './cql-engine.ts'
import { parametersOf } from './oracle.ts'

/** Criteria that read the same in every policy stand once in the CQL. */
const SHARED = new Set(['fracture-shown', 'pain-from-this-fracture', 'pain-not-settling'])

/** The row speaks about the fracture that can be acted on most. */
const BY_ACTION = ['refer-now', 'complete-workup', 'other-route', 'not-indicated', 'out-of-scope']

/** Where the engine and the second reading differ about one patient, one line each; empty = they agree. */
export async function disagreements(
  facts: PatientFacts,
  { evaluate, policies, assessedOn }: { evaluate: Evaluate; policies: readonly PolicyId[]; assessedOn: string },
): Promise<readonly string[]> {
  const { current, policies: rows } = assess(facts, { assessedOn, policy: 'clinic' })
  const readings = new Map(
    await Promise.all(
      current.map(
        async (standing) => [standing, await evaluate(parametersOf({ facts, standing, current, assessedOn }))] as const,
      ),
    ),
  )
  return policies.flatMap((policy) => {
    const row = rows.get(policy)
    if (!row) return [`${policy}: the engine does not know it`]
    const outcomes = [...readings.values()].map((reading) => reading.get(`${policy}/outcome`))
    const expected = BY_ACTION.find((each) => outcomes.includes(each)) ?? 'not-indicated'
    const isDanger = [...readings.values()].some((reading) => reading.get('gates/elsewhere') === 'other-route')
    return [
      ...differing(policy, row.outcome, expected),
      ...differing(
        `overall under ${policy}`,
        assess(facts, { assessedOn, policy }).outcome,
        isDanger ? 'other-route' : expected,
      ),
      ...fractureRows(row).flatMap((each) => rowsThatDiffer(policy, each, readings.get(each.standing))),
    ]
  })
}

function fractureRows({ first, others }: PolicyRow): readonly FractureRow[] {
  return first === null ? others : [first, ...others]
}

type Reading = ReadonlyMap<string, unknown> | undefined

function rowsThatDiffer(policy: PolicyId, { outcome, criteria }: FractureRow, reading: Reading): readonly string[] {
  return [
    ...differing(`${policy}/outcome`, outcome, reading?.get(`${policy}/outcome`)),
    ...criteria.flatMap(({ id, finding }) =>
      differing(`${policy}/${id}`, finding, reading?.get(SHARED.has(id) ? `shared/${id}` : `${policy}/${id}`)),
    ),
  ]
}

function differing(what: string, engine: string, reading: unknown): readonly string[] {
  return engine === reading ? [] : [`${what}: engine ${engine}, second reading ${reading ?? 'nothing'}`]
}
