import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Threshold } from '../../src/clinical/citation.ts'
import type { Criterion } from '../../src/clinical/criterion.ts'
import { type Finding, unknown } from '../../src/clinical/finding.ts'
import { medicareLcd } from '../../src/clinical/policies/medicare-lcd.ts'
import { all, atLeast, criteriaIn, oneOf, type Rule, weigh } from '../../src/clinical/rule.ts'
import { choicesIn } from '../../src/clinical/rule-choice.ts'
import { OURS } from '../../src/clinical/sources.ts'

function criterion(id: string): Criterion {
  const words = { id, name: id, statement: id, citation: OURS, says: id }
  return { ...words, thresholds: [], reads: [], assess: () => unknown('not looked at here') }
}

const [A, B, C, D, E] = [criterion('a'), criterion('b'), criterion('c'), criterion('d'), criterion('e')]
const TWO: Threshold = { id: 'two', value: 2, unit: '{conditions}', says: 'two', origin: 'ours', citation: OURS }
const COUNTED = atLeast(TWO, 'not-met', B, C, D)

type Findings = Readonly<Record<string, Finding>>
const choices = (rule: Rule, findings: Findings) => choicesIn(rule, (id) => findings[id] ?? 'unknown')

describe('what only some of it is needed of', () => {
  test.each<[string, Rule, Findings, ReturnType<typeof choices>]>([
    ['two of three', COUNTED, {}, [{ either: [], needed: 2, others: ['b', 'c', 'd'] }]],
    ['one more of two', COUNTED, { b: 'met' }, [{ either: [], needed: 1, others: ['c', 'd'] }]],
    ['one, or two of three', oneOf(A, COUNTED), {}, [{ either: ['a'], needed: 2, others: ['b', 'c', 'd'] }]],
    ['one or the other', oneOf(A, E), {}, [{ either: ['a', 'e'], needed: 0, others: [] }]],
    [
      'one, or the last of three',
      oneOf(A, COUNTED),
      { b: 'met', c: 'not-met' },
      [{ either: ['a'], needed: 1, others: ['d'] }],
    ],
    ['what stands in a list', all(E, oneOf(A, COUNTED)), {}, [{ either: ['a'], needed: 2, others: ['b', 'c', 'd'] }]],
  ])('is a choice: %s', (_, rule, findings, expected) => {
    expect(choices(rule, findings)).toEqual(expected)
  })

  test.each<[string, Rule, Findings]>([
    ['all of a list', all(A, B), {}],
    ['two of two that are left', COUNTED, { b: 'not-met' }],
    ['one that is left', oneOf(A, COUNTED), { b: 'not-met', c: 'not-met' }],
    ['what is settled', oneOf(A, COUNTED), { a: 'met' }],
    ['what is refused', all(E, oneOf(A, COUNTED)), { e: 'not-met' }],
    ['whole branches', oneOf(E, all(A, B)), {}],
  ])('is none: %s', (_, rule, findings) => {
    expect(choices(rule, findings)).toEqual([])
  })

  test('the choice inside a branch is found beside another branch', () => {
    const rule = oneOf(E, all(A, COUNTED))
    expect(choices(rule, {})).toEqual([{ either: [], needed: 2, others: ['b', 'c', 'd'] }])
  })
})

test('any way to take the choices of the Medicare policy, with the rest that is waited for, meets it', () => {
  const ids = criteriaIn(medicareLcd.rule).map(({ id }) => id)
  const anyFindings = fc.record(
    Object.fromEntries(
      ids.map((id): [string, fc.Arbitrary<Finding>] => [
        id,
        fc.constantFrom('met', 'met', 'met', 'unknown', 'unknown', 'not-met'),
      ]),
    ),
  )
  let taken = 0
  fc.assert(
    fc.property(anyFindings, fc.nat(), (findings, seed) => {
      const { finding, waitsFor } = weigh(medicareLcd.rule, (id) => findings[id] ?? 'unknown')
      const offered = choices(medicareLcd.rule, findings)
      if (finding !== 'unknown') expect(offered).toEqual([])
      const [choice] = offered
      if (!choice) return
      taken += 1
      const { either, needed, others } = choice
      const ways = [
        ...either.map((id) => [id]),
        ...(others.length === 0 ? [] : [rotated(others, seed).slice(0, needed)]),
      ]
      const way = ways[seed % ways.length] ?? []
      const left = waitsFor.filter((id) => !either.includes(id) && !others.includes(id))
      const found = Object.fromEntries([...left, ...way].map((id) => [id, 'met'] as const))
      expect(way.length).toBeLessThan(either.length + others.length)
      expect(weigh(medicareLcd.rule, (id) => found[id] ?? findings[id] ?? 'unknown').finding).toBe('met')
    }),
    { seed: 20_261_122, numRuns: 5_000 },
  )
  expect(taken).toBeGreaterThan(50)
})

function rotated<Item>(items: readonly Item[], by: number): readonly Item[] {
  const at = by % items.length
  return [...items.slice(at), ...items.slice(0, at)]
}
