import { describe, expect, test } from 'vitest'
import type { Fracture, ImagingFinding, PatientFacts } from '../../../src/clinical/facts.ts'
import { gateOf, outcomeOf } from '../../support/assessed.ts'
import { facts, fracture, mri, safety, sins } from '../../support/facts.ts'

function findings(found: PatientFacts): readonly [unstable: string, potentially: string] {
  return [gateOf(found, 'sins-unstable').finding, gateOf(found, 'sins-potentially-unstable').finding]
}

describe('an entered total', () => {
  const withTotal = (total: number | readonly [number, number], date = '2026-11-20') =>
    facts({ tumourStability: [sins(total, date)] })

  test.each([
    [0, 'not-met', 'not-met', 'refer-now'],
    [6, 'not-met', 'not-met', 'refer-now'],
    [7, 'not-met', 'met', 'complete-workup'],
    [12, 'not-met', 'met', 'complete-workup'],
    [13, 'met', 'not-met', 'other-route'],
    [18, 'met', 'not-met', 'other-route'],
  ])('of %d', (total, unstable, potentially, outcome) => {
    expect(findings(withTotal(total))).toEqual([unstable, potentially])
    expect(outcomeOf(withTotal(total))).toBe(outcome)
  })

  test.each<[readonly [number, number], string, string]>([
    [[4, 6], 'not-met', 'not-met'],
    [[4, 7], 'not-met', 'met'],
    [[12, 18], 'not-met', 'met'],
    [[13, 18], 'met', 'not-met'],
  ])('of %j is unstable by its lower end and potentially unstable by its upper', (total, unstable, potentially) => {
    expect(findings(withTotal(total))).toEqual([unstable, potentially])
  })

  test('that is missing leaves both unknown', () => {
    expect(findings(facts())).toEqual(['unknown', 'unknown'])
  })

  test('of another vertebra is not about the fracture', () => {
    expect(findings(facts({ tumourStability: [sins(15, '2026-11-20', { level: 'L3' })] }))).toEqual([
      'unknown',
      'unknown',
    ])
  })

  test.each([
    ['before the score', '2026-11-01', 'complete-workup'],
    ['on the day of the score', '2026-11-10', 'refer-now'],
    ['after the score', '2026-11-15', 'refer-now'],
    ['at an unknown time', null, 'complete-workup'],
  ])('of 7-12 and a spine surgeon consulted %s', (_, date, expected) => {
    const consulted = { safety: [safety('spine-surgeon-consulted', date)] }
    expect(outcomeOf(facts({ tumourStability: [sins(9, '2026-11-10')], ...consulted }))).toBe(expected)
    expect(outcomeOf(facts({ tumourStability: [sins([5, 12], '2026-11-10')], ...consulted }))).toBe(expected)
  })

  test('of 13-18 is another route also after a consultation', () => {
    const consulted = safety('spine-surgeon-consulted', '2026-11-15')
    expect(outcomeOf(facts({ tumourStability: [sins(14, '2026-11-10')], safety: [consulted] }))).toBe('other-route')
  })

  test('that is the newest decides', () => {
    const scores = [sins(14, '2026-10-25'), sins(5, '2026-11-15')]
    expect(outcomeOf(facts({ tumourStability: scores }))).toBe('refer-now')
    expect(outcomeOf(facts({ tumourStability: [...scores].reverse() }))).toBe('refer-now')
  })

  test('that is the higher of one day counts, in whatever order', () => {
    const scores = [sins(5, '2026-11-15'), sins(14, '2026-11-15')]
    expect(outcomeOf(facts({ tumourStability: scores }))).toBe('other-route')
    expect(outcomeOf(facts({ tumourStability: [...scores].reverse() }))).toBe('other-route')
  })

  test('asks for a spine surgery consultation from 7 on', () => {
    expect(gateOf(withTotal(7), 'sins-potentially-unstable').missing?.id).toBe('spine-surgeon')
    expect(gateOf(withTotal(6), 'sins-potentially-unstable').missing).toBeNull()
  })
})

describe('what imaging shows of a tumour', () => {
  /** A neoplastic fracture of the level with one MRI that says this. */
  const withTumour = (level: Fracture['level'], shown: Partial<ImagingFinding>, change: Partial<PatientFacts> = {}) => {
    const imaging = [mri({ level, ...shown })]
    return facts({ fractures: [fracture({ level, cause: 'neoplastic', imaging })], imaging, ...change })
  }
  const ALL = { lesion: 'lytic', kyphoticDeformity: 'yes', heightLossPercent: 70 } as const

  test.each<[string, Fracture['level'], Partial<ImagingFinding>, string, string]>([
    ['3 + 2 + 2 + 3 + 3 = 13', 'L1', { ...ALL, posterolateral: 'bilateral' }, 'met', 'not-met'],
    ['2 + 2 + 2 + 3 + 3 = 12', 'L2', { ...ALL, posterolateral: 'bilateral' }, 'unknown', 'met'],
    ['1 + 1 + 2 + 3 = 7', 'T8', { ...ALL, lesion: 'mixed' }, 'unknown', 'met'],
    ['1 + 0 + 2 + 3 = 6', 'T8', { ...ALL, lesion: 'blastic' }, 'unknown', 'unknown'],
  ])('counts by its lower end: %s', (_sum, level, shown, unstable, potentially) => {
    expect(findings(withTumour(level, shown))).toEqual([unstable, potentially])
  })

  test('counts by its upper end as soon as a component is entered', () => {
    const entered = { tumourStability: [sins(null, '2026-11-20', { points: { pain: 0 } })] }
    expect(findings(withTumour('T8', { lesion: 'blastic' }, entered))).toEqual(['not-met', 'met'])
  })

  test('and entered components below 7 are stable', () => {
    const points = { pain: 0, alignment: 0, posterolateral: 0 }
    const entered = { tumourStability: [sins(null, '2026-11-20', { points, level: 'T8' })] }
    expect(findings(withTumour('T8', { lesion: 'lytic', heightLossPercent: 30 }, entered))).toEqual([
      'not-met',
      'not-met',
    ])
  })

  test.each([
    ['before the study', '2026-11-18', 'met'],
    ['on the day of the study', '2026-11-19', 'not-met'],
  ])('and a spine surgeon consulted %s', (_, date, expected) => {
    const consulted = { safety: [safety('spine-surgeon-consulted', date)] }
    expect(gateOf(withTumour('T8', ALL, consulted), 'sins-potentially-unstable').finding).toBe(expected)
  })

  test('is not asked of an osteoporotic fracture', () => {
    const imaging = [mri({ ...ALL, posterolateral: 'bilateral' })]
    expect(findings(facts({ fractures: [fracture({ imaging })], imaging }))).toEqual(['unknown', 'unknown'])
  })
})

describe('several fractures', () => {
  const two = { fractures: [fracture({ level: 'T8' }), fracture({ level: 'L2', cause: 'neoplastic', imaging: [] })] }

  test('the unstable one decides', () => {
    const scores = [sins(4, '2026-11-20', { level: 'T8' }), sins(14, '2026-11-20', { level: 'L2' })]
    expect(findings(facts({ ...two, tumourStability: scores }))).toEqual(['met', 'not-met'])
  })

  test('a stable score of one leaves the tumour at another unknown', () => {
    const scores = [sins(4, '2026-11-20', { level: 'T8' })]
    expect(findings(facts({ ...two, tumourStability: scores }))).toEqual(['unknown', 'unknown'])
  })
})
