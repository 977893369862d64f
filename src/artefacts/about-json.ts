import { SOURCES } from '../clinical/facts.ts'
import { GATES } from '../clinical/gates/index.ts'
import { RULE_VERSION } from '../clinical/rule-version.ts'
import { SOURCE_ROWS } from '../fhir/sources.ts'
import { VALUE_SETS } from '../fhir/value-sets/index.ts'
import {
  EXCLUSIONS,
  HOW_IT_WORKS,
  INTENDED_USE,
  INTENDED_USERS,
  LIMITS,
  NEED_WORDS,
  NOT_READ,
  POPULATION,
  STATUS,
  WHEN_MISSING,
} from './about-words.ts'
import { allCitations, allThresholds } from './all-thresholds.ts'
import { disagreements } from './disagreement.ts'
import { EVIDENCE, EVIDENCE_SUMMARY } from './evidence.ts'
import { gateJson } from './gate-json.ts'
import { companionsJson, listPolicies } from './policy-json.ts'
import { RULES_RELEASED, sourceAttributes } from './source-attributes.ts'

const TIME_UNITS: ReadonlySet<string> = new Set(['h', 'd', 'mo'])

export type AboutJson = ReturnType<typeof aboutJson>

/** Everything a reader needs in order to judge the service, from the rules themselves wherever they hold it. */
export function aboutJson() {
  const thresholds = allThresholds()
  return {
    title: 'Kyphoplasty CDS',
    status: STATUS,
    intendedUse: INTENDED_USE,
    intendedUsers: INTENDED_USERS,
    population: POPULATION,
    exclusions: EXCLUSIONS,
    howItWorks: HOW_IT_WORKS,
    policies: listPolicies(),
    gates: GATES.map(gateJson),
    companions: companionsJson(),
    evidence: { summary: EVIDENCE_SUMMARY, items: EVIDENCE },
    disagreements: disagreements(),
    sourceAttributes: sourceAttributes(),
    inputs: SOURCES.map((source) => {
      const { need, types, prefetchTemplate } = SOURCE_ROWS[source]
      return { key: source, resourceTypes: types, need, words: NEED_WORDS[need], prefetchTemplate }
    }),
    freshness: thresholds.filter(({ unit }) => TIME_UNITS.has(unit)),
    whenMissing: WHEN_MISSING,
    notRead: NOT_READ,
    limits: LIMITS,
    thresholds,
    citations: allCitations(),
    versions: { rules: RULE_VERSION, rulesReleased: RULES_RELEASED, fhir: 'R4 (4.0.1)', cdsHooks: '2.0.1' },
    valueSets: VALUE_SETS,
    licence: 'Apache-2.0',
    notices: [...new Set(VALUE_SETS.map(({ notice }) => notice))],
  }
}
