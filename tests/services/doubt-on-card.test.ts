import { describe, expect, test } from 'vitest'
import type { ImagingFinding, PatientFacts } from '../../src/clinical/facts.ts'
import { facts, fracture, mri } from '../support/facts.ts'
import { cardFor } from './decided.ts'

const SIGNS = [
  ['discitis', 'infection', /infection/],
  ['canal compromise', 'canalCompromise', /canal/],
  ['instability', 'instability', /instab|unstable/],
] as const

function studied(...imaging: readonly ImagingFinding[]): PatientFacts {
  return facts({ fractures: [fracture({ imaging })], imaging })
}

/** What stands on the card after these words, up to the end of the sentence. */
function lineOf(detail: string, start: string): string {
  const from = detail.indexOf(`**${start}:**`)
  return from === -1 ? '' : (detail.slice(from).split('.')[0] ?? '')
}

describe.each(SIGNS)('%s that cannot be excluded', (_words, sign, name) => {
  const doubt = mri({ [sign]: 'unreliable' })

  test('is to be clarified on a referral, and is not among what nobody found', () => {
    const { kind, detail } = cardFor(studied(doubt))
    expect(kind).toBe('refer-now')
    expect(lineOf(detail, 'To be clarified')).toMatch(name)
    expect(lineOf(detail, 'Confirm (none found)')).not.toMatch(name)
  })

  test('is to be clarified where something is missing, and is not among what nobody found', () => {
    const { kind, detail } = cardFor({ ...studied(doubt), pain: [], nonSurgicalCare: [] })
    expect(kind).toBe('complete-workup')
    expect(lineOf(detail, 'To be clarified')).toMatch(name)
    expect(lineOf(detail, 'Confirm (none found)')).not.toMatch(name)
  })

  test('needs no word once a newer study says no', () => {
    const { detail } = cardFor(studied(mri({ date: '2026-11-20', [sign]: 'no' }), doubt))
    expect(lineOf(detail, 'To be clarified')).not.toMatch(name)
    expect(lineOf(detail, 'Confirm (none found)')).not.toMatch(name)
  })
})

test.each([
  ['canalCompromise', /canal/],
  ['instability', /instab|unstable/],
] as const)('%s in doubt at one level is never "none found" because another level is clear', (sign, name) => {
  const atT12 = mri({ [sign]: 'unreliable' })
  const atL2 = mri({ level: 'L2', date: '2026-11-20', [sign]: 'no' })
  const { detail } = cardFor(
    facts({
      fractures: [fracture({ imaging: [atT12] }), fracture({ level: 'L2', imaging: [atL2] })],
      imaging: [atL2, atT12],
    }),
  )
  expect(lineOf(detail, 'Confirm (none found)')).not.toMatch(name)
  expect(lineOf(detail, 'To be clarified')).toMatch(name)
})
