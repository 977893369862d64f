import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allOf, anyOf, type Finding, met, notMet, unknown } from '../../src/clinical/finding.ts'

describe('three-valued findings', () => {
  test.each<[readonly Finding[], Finding, Finding]>([
    [[], 'met', 'not-met'],
    [['met'], 'met', 'met'],
    [['not-met'], 'not-met', 'not-met'],
    [['unknown'], 'unknown', 'unknown'],
    [['met', 'unknown'], 'unknown', 'met'],
    [['not-met', 'unknown'], 'not-met', 'unknown'],
    [['met', 'not-met'], 'not-met', 'met'],
    [['met', 'unknown', 'not-met'], 'not-met', 'met'],
  ])('%j: all of them %s, one of them %s', (findings, all, any) => {
    expect([allOf(findings), anyOf(findings)]).toEqual([all, any])
  })

  test('unknown counts neither as met nor as not-met, wherever it stands', () => {
    const findings = fc.array(fc.constantFrom<Finding>('met', 'not-met', 'unknown'), { maxLength: 6 })
    fc.assert(
      fc.property(findings, (others) => {
        expect(allOf(['unknown', ...others])).not.toBe('met')
        expect(anyOf([...others, 'unknown'])).not.toBe('not-met')
        expect(allOf(others)).toBe(allOf([...others].reverse()))
        expect(anyOf(others)).toBe(anyOf([...others].reverse()))
      }),
    )
  })

  test('a judgement carries its reason, and names what is missing only when something is', () => {
    const found = { reference: 'Observation/1', date: '2026-11-20', basis: 'coded' } as const
    const missing = { id: 'pain-score', text: 'a pain score' }
    expect(met('Pain 8/10.', [found])).toEqual({
      finding: 'met',
      because: 'Pain 8/10.',
      evidence: [found],
      missing: null,
    })
    expect(notMet('Pain 2/10.')).toEqual({ finding: 'not-met', because: 'Pain 2/10.', evidence: [], missing: null })
    expect(unknown('No score.', missing)).toEqual({ finding: 'unknown', because: 'No score.', evidence: [], missing })
    expect(unknown('No score.').missing).toBeNull()
  })
})
