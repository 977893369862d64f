import { expect, test } from 'vitest'
import { gateOf } from '../support/assessed.ts'
import { factsOf } from './a-record.ts'

function report(conclusion: string, change: object = {}) {
  return {
    resourceType: 'DiagnosticReport',
    id: 'mri',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '24980-5' }] },
    effectiveDateTime: '2026-11-19',
    conclusion: `Acute compression fracture of T12 with bone marrow edema. ${conclusion}`,
    ...change,
  }
}

const LATER = { id: 'later', effectiveDateTime: '2026-11-21' }

test.each([
  ['spinal-infection', 'Discitis cannot be excluded.', 'No discitis or osteomyelitis.'],
  ['canal-compromise', 'Spinal canal compromise at T12 cannot be excluded.', 'No canal compromise at T12.'],
  ['spinal-instability', 'Instability at T12 cannot be excluded.', 'No instability at T12.'],
])('%s is in doubt where a report says "%s", until a newer one denies it', (gate, doubt, denial) => {
  expect(gateOf(factsOf({ imagingReports: [report(doubt)] }), gate)).toMatchObject({
    finding: 'unknown',
    evidence: [{ reference: 'DiagnosticReport/mri', date: '2026-11-19', basis: 'text' }],
  })
  const both = factsOf({ imagingReports: [report(doubt), report(denial, LATER)] })
  expect(gateOf(both, gate)).toMatchObject({
    finding: 'not-met',
    evidence: [{ reference: 'DiagnosticReport/later', date: '2026-11-21', basis: 'text' }],
  })
})
