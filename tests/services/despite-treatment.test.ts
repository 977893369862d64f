import { describe, expect, test } from 'vitest'
import { assess } from '../../src/clinical/assess.ts'
import type { PatientFacts } from '../../src/clinical/facts.ts'
import type { PolicyId } from '../../src/clinical/policies/policy.ts'
import { decideAdvice } from '../../src/services/advice-card.ts'
import { ASSESSED_ON, care, facts, fracture, mri, painScore } from '../support/facts.ts'
import { aRequest } from './a-request.ts'

function summaryOf(record: PatientFacts, policy: PolicyId = 'medicare-lcd'): string {
  const decision = decideAdvice(assess(record, { assessedOn: ASSESSED_ON, policy }), aRequest())
  if (!decision.speak) throw new Error(`silent: ${decision.because}`)
  expect(decision.draft.kind).toBe('refer-now')
  return decision.draft.summary
}

const imaging = [mri({ heightLossPercent: 35, kyphoticDeformity: 'yes' })]
const collapsed = facts({ fractures: [fracture({ imaging })], imaging })

describe('"despite treatment" under Medicare', () => {
  test('is not said of a hospitalised patient with 9/10 who had no treatment', () => {
    const record = {
      ...collapsed,
      setting: 'inpatient',
      pain: [painScore(9, '2026-11-20')],
      nonSurgicalCare: [],
    } as const
    expect(summaryOf(record)).toContain('pain 9/10')
    expect(summaryOf(record)).not.toMatch(/despite|treatment/)
  })

  test('is not said of a hospitalised patient with 9/10 whose treatment the answer does not rest on', () => {
    const record = { ...collapsed, setting: 'inpatient', pain: [painScore(9, '2026-11-20')] } as const
    expect(summaryOf({ ...record, nonSurgicalCare: [care('opioid', '2026-10-25')] })).not.toContain('despite treatment')
  })

  test('is said outside the hospital, where the answer rests on failed treatment', () => {
    expect(summaryOf(collapsed)).toContain('pain 8/10 despite treatment')
  })
})

test('is said under the clinic policy, which asks for failed treatment everywhere', () => {
  expect(summaryOf({ ...collapsed, setting: 'inpatient' }, 'clinic')).toContain('pain 8/10 despite treatment')
})
