import type { Citation } from '../../../src/clinical/citation.ts'
import { COMPANIONS } from '../../../src/clinical/companions.ts'
import { GATES } from '../../../src/clinical/gates/index.ts'
import { ACR_2018, ACR_LATER, OURS, SINS } from '../../../src/clinical/sources.ts'
import { linkTo, type TestPlace } from './places.ts'

const CARD_TEXT = 'src/services/card-text.ts'
const ADVICE_CARD = 'src/services/advice-card.ts'
const ADVICE_TEST = 'tests/services/advice-card.test.ts'
const OWN_TEST = 'tests/traceability.test.ts'

/** A line of a card that is the finding of no criterion. */
export interface LineOfACard {
  readonly line: string
  readonly file: string
  /** In Markdown. */
  readonly source: string
  readonly test: TestPlace
}

const sourceOf = ({ title }: Citation) => (title === OURS.title ? '*ours*' : title)

/** The sources of several rules, each once. */
function sourcesOf(rules: readonly { readonly citation: Citation }[]): string {
  return [...new Set(rules.map(({ citation }) => sourceOf(citation)))].join('; ')
}

const gate = (id: string) => GATES.filter((each) => each.id === id)

export const LINES_OF_A_CARD: readonly LineOfACard[] = [
  {
    line: 'MRI with STIR before any procedure',
    file: ADVICE_CARD,
    source: `${ACR_2018.title} (variant 1: on a radiograph or CT alone, MRI)`,
    test: { file: ADVICE_TEST, title: 'says that MRI with STIR comes before any procedure' },
  },
  {
    line: 'Tumour: oncology or tumour board first',
    file: CARD_TEXT,
    source: `${ACR_LATER.title} (radiation oncology consultation); the tumour board is *ours*`,
    test: { file: ADVICE_TEST, title: 'names oncology first where the fracture is neoplastic' },
  },
  {
    line: 'Also fractured: the other current fractures',
    file: CARD_TEXT,
    source: sourceOf(OURS),
    test: { file: OWN_TEST, title: 'names the other fractures' },
  },
  {
    line: 'Plan for: anticoagulant',
    file: CARD_TEXT,
    source: sourcesOf(gate('anticoagulant')),
    test: {
      file: ADVICE_TEST,
      title: 'names an active anticoagulant as something to plan for and refers all the same',
    },
  },
  {
    line: 'Plan for: contrast allergy, bleeding disorder',
    file: CARD_TEXT,
    source: `${sourcesOf([...gate('contrast-allergy'), ...gate('coagulopathy')])} (relative exclusions)`,
    test: { file: OWN_TEST, title: 'plans for a contrast allergy and for a bleeding disorder' },
  },
  {
    line: 'Confirm (none found), Confirm (could not look)',
    file: CARD_TEXT,
    source: `the gates that ask for it: ${sourcesOf(GATES.filter(({ confirm }) => confirm))}`,
    test: { file: ADVICE_TEST, title: 'names the gates that nothing answers, to be confirmed' },
  },
  {
    line: 'Could not be read: a part of the record',
    file: CARD_TEXT,
    source: sourceOf(OURS),
    test: { file: ADVICE_TEST, title: 'says that %s could not be read' },
  },
  {
    line: 'Bone health: no recent bone density, no osteoporosis treatment',
    file: 'src/services/bone-health.ts',
    source: sourcesOf(COMPANIONS),
    test: { file: ADVICE_TEST, title: 'offers the referral first, then the missing bone density study' },
  },
  {
    line: 'Non-surgical care remains an option; trials disagree',
    file: CARD_TEXT,
    source: `the trials it names, in ${linkTo('src/artefacts/evidence.ts')}`,
    test: {
      file: ADVICE_TEST,
      title: 'names the non-surgical option, the evidence for and against, and the rule version',
    },
  },
]

/** Numbers that stand in the source without unit and citation beside them. */
export const BARE_NUMBERS: readonly {
  readonly what: string
  readonly constant: string
  readonly file: string
  readonly source: string
  readonly test: TestPlace
}[] = [
  {
    what: 'half of the height (%), above which collapse has 3 points of SINS and below which 2; exactly half may be either',
    constant: 'HALF_HEIGHT',
    file: 'src/clinical/sins-derived.ts',
    source: SINS.title,
    test: { file: 'tests/clinical/sins.test.ts', title: 'height loss of %j %% is %j' },
  },
  {
    what: 'raised inflammation markers that make an infection likely',
    constant: 'MARKERS_FOR_INFECTION',
    file: 'src/clinical/gates/infection.ts',
    source: sourceOf(OURS),
    test: {
      file: 'tests/clinical/gates/infection.test.ts',
      title: 'two raised are an infection until shown otherwise: %s',
    },
  },
]
