import { describe, expect, test } from 'vitest'
import type { ImagingFinding, PatientFacts } from '../../../src/clinical/facts.ts'
import { gateOf, outcomeOf } from '../../support/assessed.ts'
import { evidence, facts, fracture, mri } from '../../support/facts.ts'

const SIGNS = [
  ['spinal-infection', 'infection'],
  ['canal-compromise', 'canalCompromise'],
  ['spinal-instability', 'instability'],
] as const

type SignName = (typeof SIGNS)[number][1]

/** A refer-now patient whose T12 fracture was studied like this, newest first. */
function studied(...imaging: readonly ImagingFinding[]): PatientFacts {
  return facts({ fractures: [fracture({ imaging })], imaging })
}

function doubted(sign: SignName, change: Partial<ImagingFinding> = {}): ImagingFinding {
  return mri({ [sign]: 'unreliable', ...change })
}

describe.each(SIGNS)('%s that a report cannot exclude', (id, sign) => {
  test('is unknown, and the report is its evidence', () => {
    const study = doubted(sign)
    const gate = gateOf(studied(study), id)
    expect(gate.finding).toBe('unknown')
    expect(gate.evidence).toEqual([study.evidence])
  })

  test('holds no referral back', () => {
    expect(outcomeOf(studied(doubted(sign)))).toBe('refer-now')
  })

  test('is settled by a newer study that says no', () => {
    const newer = mri({ date: '2026-11-20', [sign]: 'no' })
    expect(gateOf(studied(newer, doubted(sign)), id)).toMatchObject({ finding: 'not-met', evidence: [newer.evidence] })
  })

  test('is not settled by an older study that says no', () => {
    const study = doubted(sign)
    const gate = gateOf(studied(study, mri({ date: '2026-11-10', [sign]: 'no' })), id)
    expect(gate).toMatchObject({ finding: 'unknown', evidence: [study.evidence] })
  })

  test('is not settled by a newer study that does not speak of it', () => {
    const study = doubted(sign)
    const gate = gateOf(studied(mri({ date: '2026-11-20', [sign]: 'unknown' }), study), id)
    expect(gate).toMatchObject({ finding: 'unknown', evidence: [study.evidence] })
  })

  test('gives way to a danger that another study sees, older or newer', () => {
    for (const date of ['2026-11-10', '2026-11-20']) {
      const imaging = [doubted(sign), mri({ date, [sign]: 'yes' })].sort((a, b) =>
        (a.date ?? '') < (b.date ?? '') ? 1 : -1,
      )
      expect(gateOf(studied(...imaging), id).finding).toBe('met')
    }
  })

  test('of a report that is older than the fracture says nothing about it', () => {
    const gate = gateOf(studied(doubted(sign, { date: '2024-03-01' })), id)
    expect(gate).toMatchObject({ finding: 'unknown', evidence: [] })
  })

  test('is the same whatever the ids of two reports of one day that doubt and deny it', () => {
    const answers = [
      ['DiagnosticReport/1', 'DiagnosticReport/2'],
      ['DiagnosticReport/2', 'DiagnosticReport/1'],
    ].map(([first = '', second = '']) => {
      const imaging = [
        doubted(sign, { evidence: evidence(first, '2026-11-19') }),
        mri({ [sign]: 'no', evidence: evidence(second, '2026-11-19') }),
      ]
      return gateOf(studied(...imaging), id).finding
    })
    expect(new Set(answers).size).toBe(1)
  })
})

describe('a doubt about one of two fractures', () => {
  test.each([
    ['canal-compromise', 'canalCompromise'],
    ['spinal-instability', 'instability'],
  ] as const)('leaves %s in doubt when a newer study denies it at the other', (id, sign) => {
    const atT12 = doubted(sign)
    const atL2 = mri({ level: 'L2', date: '2026-11-20', [sign]: 'no' })
    const found = facts({
      fractures: [fracture({ imaging: [atT12] }), fracture({ level: 'L2', imaging: [atL2] })],
      imaging: [atL2, atT12],
    })
    const gate = gateOf(found, id)
    expect(gate.finding).toBe('unknown')
    expect(gate.evidence).toEqual([atT12.evidence])
  })
})
