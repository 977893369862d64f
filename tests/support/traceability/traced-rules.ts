import type { Citation, Threshold } from '../../../src/clinical/citation.ts'
import { COMPANIONS } from '../../../src/clinical/companions.ts'
import { GATES } from '../../../src/clinical/gates/index.ts'
import { POLICIES } from '../../../src/clinical/policies/index.ts'
import { criteriaOf, type Policy } from '../../../src/clinical/policies/policy.ts'
import { countsIn } from '../../../src/clinical/rule.ts'
import { NUMBERS_OF_NO_CRITERION } from './numbers-of-no-criterion.ts'
import { definedIn, type TestPlace } from './places.ts'

/** A criterion, a gate, a count or another number: whatever has a number or a finding that a test must show. */
export interface TracedRule {
  /** As `covers` in the case library names it, up to the number or the finding. */
  readonly path: string
  /** As a card names it. */
  readonly name: string
  readonly statement: string
  readonly citation: Citation
  readonly says: string
  readonly thresholds: readonly Threshold[]
  /** The source file that defines it. */
  readonly file: string
  /** What judges it: rules with one judgement are shown by the same patients. Null for a number alone. */
  readonly judgement: unknown
  /** The test of a number that no patient of the library can show. */
  readonly shownBy?: TestPlace
}

export interface TracedGroup {
  readonly title: string
  readonly rules: readonly TracedRule[]
}

const POLICY_FILES = 'src/clinical/policies/'

/** Everything that decides, in the order in which a reader meets it. */
export const TRACED_GROUPS: readonly TracedGroup[] = [
  ...POLICIES.map((policy) => ({ title: `Policy ${policy.id}: ${policy.title}`, rules: rulesOfPolicy(policy) })),
  { title: 'Gates', rules: GATES.map(gateRule) },
  { title: 'Companions', rules: COMPANIONS.map(companionRule) },
  { title: 'Numbers that decide no single criterion', rules: NUMBERS_OF_NO_CRITERION.map(numberRule) },
]

export const TRACED_RULES: readonly TracedRule[] = TRACED_GROUPS.flatMap(({ rules }) => rules)

/** Whether it comes to met, not-met or unknown; a number alone does not. */
export function hasFinding({ judgement }: TracedRule): boolean {
  return judgement !== null
}

function rulesOfPolicy(policy: Policy): readonly TracedRule[] {
  const own = `${POLICY_FILES}${policy.id}.ts`
  const criteria = criteriaOf(policy).map(({ id, name, statement, citation, says, thresholds, assess }) => ({
    path: `${policy.id}/${id}`,
    name,
    statement: `${statement}.`,
    citation,
    says,
    thresholds,
    file: definedIn(id, own, POLICY_FILES),
    judgement: assess,
  }))
  const counts = countsIn(policy.rule).map((threshold) => ({
    path: policy.id,
    name: nameOf(threshold.id),
    statement: `At least ${threshold.value} of the conditions.`,
    citation: threshold.citation,
    says: threshold.says,
    thresholds: [threshold],
    file: definedIn(threshold.id, own),
    judgement: null,
  }))
  return [...criteria, ...counts]
}

function gateRule({ id, name, statement, citation, thresholds = [], assess }: (typeof GATES)[number]): TracedRule {
  const file = definedIn(id, '', 'src/clinical/gates/')
  const words = { name: capitalised(name), statement: `${statement}.`, citation, says: '' }
  return { path: `gates/${id}`, ...words, thresholds, file, judgement: assess }
}

function companionRule({ id, statement, citation, thresholds, assess }: (typeof COMPANIONS)[number]): TracedRule {
  const file = definedIn(id, 'src/clinical/companions.ts')
  const words = { name: nameOf(id), statement: `${statement}.`, citation, says: '' }
  return { path: `companions/${id}`, ...words, thresholds, file, judgement: assess }
}

function numberRule({ threshold, path, shownBy }: (typeof NUMBERS_OF_NO_CRITERION)[number]): TracedRule {
  return {
    path,
    name: nameOf(threshold.id),
    statement: `${capitalised(threshold.says)}.`,
    citation: threshold.citation,
    says: '',
    thresholds: [threshold],
    file: definedIn(threshold.id, 'src/clinical/fracture-age.ts'),
    judgement: null,
    ...(shownBy === undefined ? {} : { shownBy }),
  }
}

function nameOf(id: string): string {
  return capitalised(id.replaceAll('-', ' '))
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
