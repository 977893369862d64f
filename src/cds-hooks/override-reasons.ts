/**
 * HL7's codes for why advice was not followed, with our own shorter wording. Stable: clients map them once.
 * @see http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes
 */
const SYSTEM = 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes'

export const OVERRIDE_REASONS = [
  { code: 'patient-ineligible', system: SYSTEM, display: 'Does not apply to this patient' },
  { code: 'action-completed', system: SYSTEM, display: 'Already done' },
  { code: 'indication-order-exists', system: SYSTEM, display: 'Already ordered or referred' },
  { code: 'need-more-info', system: SYSTEM, display: 'Waiting for results or a consult' },
  { code: 'patient-contraindication', system: SYSTEM, display: 'Contraindicated for this patient' },
  { code: 'patient-refuses', system: SYSTEM, display: 'Patient declines' },
  { code: 'does-not-align-latest-evidence', system: SYSTEM, display: 'Evidence does not support it' },
  { code: 'inappropriate-recipient', system: SYSTEM, display: 'I am not the right recipient' },
] as const
