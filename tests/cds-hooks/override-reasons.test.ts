import { describe, expect, test } from 'vitest'
import { OVERRIDE_REASONS } from '../../src/cds-hooks/override-reasons.ts'

/** Codes of HL7's non-adherence-reason-codes, as published. */
const PUBLISHED = new Set([
  'cds-not-applicable',
  'patient-ineligible',
  'indication-order-exists',
  'action-completed',
  'action-unsuccessful',
  'action-not-priority',
  'limited-time',
  'wrong-time-workflow',
  'inappropriate-recipient',
  'need-more-info',
  'does-not-align-latest-evidence',
  'expert-contradicts',
  'policy-contradicts',
  'recipient-does-not-trust',
  'risk-benefit-ratio',
  'patient-contraindication',
  'patient-refuses',
  'prefers-alternative',
  'service-not-available',
  'too-costly-uncovered',
  'recipient-does-not-understand',
])

describe('override reasons', () => {
  test.each(OVERRIDE_REASONS)('$code is one of HL7 with wording of our own', ({ code, system, display }) => {
    expect(system).toBe('http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes')
    expect(PUBLISHED).toContain(code)
    expect(display).toMatch(/^[A-Z][A-Za-z ]{5,50}$/)
  })

  test('are few enough to choose from, and each stands once', () => {
    expect(OVERRIDE_REASONS.length).toBeLessThanOrEqual(8)
    expect(new Set(OVERRIDE_REASONS.map(({ code }) => code)).size).toBe(OVERRIDE_REASONS.length)
  })
})
