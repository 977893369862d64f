/** For whom a card is silent: everybody who opens this patient's chart at this client, or the one who answered. */
type Scope = 'patient' | 'user'

/**
 * For how long: until a fact changes, until a fact that a contraindication can rest on changes, until the user's next
 * encounter, or for a number of days. Whatever it is, a new fact ends it; only `new-safety-fact` waits for its own.
 */
type Until = 'new-fact' | 'new-safety-fact' | 'next-encounter' | { readonly days: number }

export interface SilenceRule {
  readonly scope: Scope
  readonly until: Until
}

/** About the patient or the record: it holds whoever looks. */
const FOR_EVERYBODY: SilenceRule = { scope: 'patient', until: 'new-fact' }
/** About the reader: another one sees the card in his own right. */
const FOR_THE_USER: SilenceRule = { scope: 'user', until: 'new-fact' }
const UNTIL_NEXT_ENCOUNTER: SilenceRule = { scope: 'user', until: 'next-encounter' }
const NOT_WANTED: SilenceRule = { scope: 'patient', until: { days: 90 } }
const NOT_FEASIBLE: SilenceRule = { scope: 'patient', until: { days: 30 } }

/**
 * HL7's override reasons by category, each with its own rule or, where it has none, that of its category.
 * @see http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes
 */
const CATEGORIES: Readonly<
  Record<string, { readonly rule: SilenceRule; readonly reasons: Readonly<Record<string, SilenceRule | null>> }>
> = {
  'cds-not-applicable': {
    rule: FOR_EVERYBODY,
    reasons: {
      'patient-ineligible': null,
      'indication-order-exists': null,
      'action-completed': null,
      'action-unsuccessful': null,
      'action-performed-no-adverse-effect': null,
      'action-not-priority': { scope: 'patient', until: { days: 14 } },
    },
  },
  'cds-suboptimal-context': {
    rule: UNTIL_NEXT_ENCOUNTER,
    reasons: {
      'limited-time': null,
      'wrong-time-workflow': null,
      'inappropriate-recipient': FOR_THE_USER,
      'need-more-info': { scope: 'user', until: { days: 14 } },
    },
  },
  'recipient-disagrees-evidence': {
    rule: FOR_THE_USER,
    reasons: {
      'does-not-align-latest-evidence': null,
      'expert-contradicts': null,
      'policy-contradicts': null,
      'recipient-does-not-trust': null,
    },
  },
  'recipient-concerns-outcomes': {
    rule: FOR_THE_USER,
    reasons: {
      'risk-benefit-ratio': null,
      'mitigate-risk-negative-outcome': null,
      'likely-negative-health-outcomes': null,
      'patient-contraindication': { scope: 'patient', until: 'new-safety-fact' },
    },
  },
  'does-not-align-preferences': {
    rule: NOT_WANTED,
    reasons: {
      'patient-fears-discomfort': null,
      'patient-does-not-want-change': null,
      'cultural-religious-reason': null,
      'prefers-alternative': null,
      'patient-refuses': null,
    },
  },
  'not-convenient-feasible': {
    rule: NOT_FEASIBLE,
    reasons: {
      'inadequate-support': null,
      'service-not-available': null,
      'implementation-challenges': null,
      'too-costly-uncovered': null,
      'recipient-does-not-understand': { scope: 'user', until: { days: 30 } },
      'comorbidity-disability': null,
    },
  },
}

const RULES: ReadonlyMap<string, SilenceRule> = new Map(
  Object.entries(CATEGORIES).flatMap(([category, { rule, reasons }]) => [
    [category, rule],
    ...Object.entries(reasons).map(([code, own]): [string, SilenceRule] => [code, own ?? rule]),
  ]),
)

/** Every code that has a rule: the whole of HL7's code system. */
export const KNOWN_REASONS: ReadonlySet<string> = new Set(RULES.keys())

/** An override without a reason, or with one we do not know, is a dismissal: that user has dealt with this news. */
export function silenceAfterOverride(reason: string | null): SilenceRule {
  return (reason === null ? undefined : RULES.get(reason)) ?? FOR_THE_USER
}

/** Who accepts the main advice has acted for the patient; who accepts a companion has dealt with the card for himself. */
export function silenceAfterAcceptance(accepted: 'main' | 'companion' | null): SilenceRule {
  return accepted === 'main' ? FOR_EVERYBODY : FOR_THE_USER
}
