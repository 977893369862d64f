import { describe, expect, test } from 'vitest'
import { gateOf, outcomeOf } from '../../support/assessed.ts'
import { facts, safety, sins } from '../../support/facts.ts'

const CONSULTATIONS = [
  ['no consultation', []],
  ['a consultation of last week', [safety('spine-surgeon-consulted', '2026-11-15')]],
  ['a consultation of today', [safety('spine-surgeon-consulted', '2026-11-22')]],
  ['an undated consultation', [safety('spine-surgeon-consulted', null)]],
] as const

describe.each(CONSULTATIONS)('an undated SINS with %s', (_words, consulted) => {
  test('of 15 is unstable', () => {
    const found = facts({ tumourStability: [sins(15, null)], safety: consulted })
    expect(gateOf(found, 'sins-unstable').finding).toBe('met')
    expect(outcomeOf(found)).toBe('other-route')
  })

  test('of 9 asks for the surgeon', () => {
    const found = facts({ tumourStability: [sins(9, null)], safety: consulted })
    const gate = gateOf(found, 'sins-potentially-unstable')
    expect(gate.finding).toBe('met')
    expect(gate.missing?.text).toMatch(/spine surg/)
    expect(outcomeOf(found)).toBe('complete-workup')
  })
})

test('an undated SINS of 5 does not show that the spine is stable', () => {
  expect(gateOf(facts({ tumourStability: [sins(5, null)] }), 'sins-unstable').finding).toBe('unknown')
})
