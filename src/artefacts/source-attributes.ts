import { RULE_VERSION } from '../clinical/rule-version.ts'
import { allCitations } from './all-thresholds.ts'

/** One of the 13 source attributes that 45 CFR 170.315(b)(11)(iv)(A) lists for evidence-based decision support. */
export interface SourceAttribute {
  readonly number: number
  readonly attribute: string
  readonly used: 'used' | 'not used' | null
  readonly answer: string
}

/** The day the rules were released; null until they are. A test holds it against the list of rule versions. */
export const RULES_RELEASED: string | null = null

/** Of the sources whose date is known; a source that is not listed bears none that we saw. */
const SOURCE_DATES: ReadonlyMap<string, string> = new Map([
  ['lcd-l34106', 'revision effective 10 January 2021; the same words in L33569, effective 20 November 2025'],
  ['nice-ta279', 'final guidance 2013'],
  ['rand-2018', 'November 2018'],
  ['acr-2018', 'revision of 2018; a newer document exists and was not seen in full'],
  ['sir-2019', '2019'],
  ['multisociety-2014', '2014'],
  ['bhof-2022', '2022'],
])

export function sourceAttributes(): readonly SourceAttribute[] {
  const citations = allCitations().filter(({ id }) => id !== 'ours')
  return [
    attribute('Bibliographic citation of the intervention', citations.map(({ title }) => title).join('. ')),
    attribute(
      'Developer of the intervention',
      'The kyphoplasty-cds project, an open-source project under the Apache-2.0 licence, translated the sources into rules. No clinical reviewer has signed the rules off yet.',
    ),
    attribute('Funding source of the technical implementation', 'No external funding is declared.'),
    attribute(
      'Release and revision dates',
      `Rules ${RULE_VERSION}, ${RULES_RELEASED === null ? 'not yet released' : `released ${RULES_RELEASED}`}. Sources: ${citations.map(({ id, title }) => `${title}: ${SOURCE_DATES.get(id) ?? 'no date seen'}`).join('; ')}.`,
    ),
    ...USES.map(({ name, used, answer }) => attribute(`Use of ${name}`, answer, used)),
  ].map((each, index) => ({ number: index + 1, ...each }))
}

function attribute(name: string, answer: string, used: SourceAttribute['used'] = null) {
  return { attribute: name, used, answer }
}

const NOT_USED = { used: 'not used', answer: 'Not used.' } as const

const USES: readonly { readonly name: string; readonly used: 'used' | 'not used'; readonly answer: string }[] = [
  { name: 'race', ...NOT_USED },
  { name: 'ethnicity', ...NOT_USED },
  { name: 'language', ...NOT_USED },
  { name: 'sexual orientation', ...NOT_USED },
  { name: 'gender identity', ...NOT_USED },
  {
    name: 'sex',
    used: 'used',
    answer:
      'Used for one thing: whether pregnancy is doubted is not asked of a patient recorded as male; a pregnancy that the record documents counts in any case. It is read from Patient.gender, which is administrative gender and may not be the sex that matters here.',
  },
  {
    name: 'date of birth',
    used: 'used',
    answer:
      'Used for age: the gate for patients under 18, the ages at which pregnancy is asked about, and the age from which a fracture asks for a look at bone health (50).',
  },
  { name: 'social determinants of health data', ...NOT_USED },
  {
    name: 'health status assessments data',
    used: 'used',
    answer:
      'Used: pain scores, Roland-Morris score, mobility status (bed confinement, not walking, reduced mobility), pregnancy status.',
  },
]
