import { evaluatorOf } from '../../../tests/oracle/cql-engine.ts'
import { cqlText, parametersOf } from '../../../tests/oracle/oracle.ts'
import { assess } from '../../clinical/assess.ts'
import { standingsOf } from '../../clinical/current-fractures.ts'
import type { PatientFacts } from '../../clinical/facts.ts'
import { readFacts, readFirstWave } from '../../fhir/read-facts.ts'
import { chartOf } from './chart/chart.ts'
import { gatheredFrom } from './chart/gathered-chart.ts'
import { median } from './statistics.ts'

export interface PeerTimes {
  /** All five policies, gates, companions and explanations, in milliseconds. */
  readonly assessMs: number
  /** Two policies and their gates in CQL, the same patient, by cql-execution. */
  readonly cqlMs: number
  readonly outcome: string
}

/** The same facts of one patient through our rules and through two policies in CQL; both must come to the same outcome. */
export async function comparePeer(milliseconds: number): Promise<PeerTimes> {
  const today = new Date().toISOString().slice(0, 10)
  const subject = { patientId: 'peer', today }
  const gathered = gatheredFrom(chartOf({ size: { bytes: 10_000 }, subject, hasFracture: true }), subject.patientId)
  const facts = readFacts(readFirstWave(gathered, subject.patientId), gathered, today)
  const evaluate = evaluatorOf(cqlText())
  const parameters = oracleParameters(facts, today)
  const byRules = assess(facts, { assessedOn: today, policy: 'clinic' }).policies.get('clinic')?.outcome
  const byCql = (await evaluate(parameters)).get('clinic/outcome')
  if (byRules !== byCql) throw new Error(`the peer comes to ${byCql}, we to ${byRules}`)

  const times: { rules: number; cql: number }[] = []
  const end = performance.now() + milliseconds
  while (performance.now() < end || times.length < 5) {
    const startedAt = performance.now()
    assess(facts, { assessedOn: today, policy: 'clinic' })
    const between = performance.now()
    await evaluate(parameters)
    times.push({ rules: between - startedAt, cql: performance.now() - between })
  }
  return {
    assessMs: median(times.map(({ rules }) => rules)),
    cqlMs: median(times.map(({ cql }) => cql)),
    outcome: String(byRules),
  }
}

function oracleParameters(facts: PatientFacts, assessedOn: string): Record<string, unknown> {
  const current = standingsOf(facts, assessedOn)
  const [standing] = current
  if (standing === undefined) throw new Error('the peer has no fracture to assess')
  return parametersOf({ facts, standing, current, assessedOn })
}
