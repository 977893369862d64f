import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Threshold } from '../../src/clinical/citation.ts'
import type { Criterion } from '../../src/clinical/criterion.ts'
import { type Finding, unknown } from '../../src/clinical/finding.ts'
import { all, atLeast, criteriaIn, oneOf, type Rule, told, unlessNotMet, weigh } from '../../src/clinical/rule.ts'
import { OURS } from '../../src/clinical/sources.ts'

function criterion(id: string): Criterion {
  const words = { id, name: id, statement: id, citation: OURS, says: id }
  return { ...words, thresholds: [], reads: [], assess: () => unknown('not looked at here') }
}

const [A, B, C] = [criterion('a'), criterion('b'), criterion('c')]
const TWO: Threshold = { id: 'two', value: 2, unit: '{conditions}', says: 'two', origin: 'ours', citation: OURS }

type Findings = Readonly<Record<string, Finding>>

function weighed(rule: Rule, findings: Findings) {
  return weigh(rule, (id) => findings[id] ?? 'unknown')
}

function findingOf(rule: Rule, findings: Findings): Finding {
  return weighed(rule, findings).finding
}

describe('all', () => {
  test.each<[Finding, Finding, Finding]>([
    ['met', 'met', 'met'],
    ['met', 'unknown', 'unknown'],
    ['met', 'not-met', 'not-met'],
    ['unknown', 'met', 'unknown'],
    ['unknown', 'unknown', 'unknown'],
    ['unknown', 'not-met', 'not-met'],
    ['not-met', 'met', 'not-met'],
    ['not-met', 'unknown', 'not-met'],
    ['not-met', 'not-met', 'not-met'],
  ])('of %s and %s is %s', (a, b, expected) => {
    expect(findingOf(all(A, B), { a, b })).toBe(expected)
  })

  test('rests on every part and waits for the unknown ones', () => {
    expect(weighed(all(A, B, C), { a: 'met', b: 'unknown', c: 'unknown' })).toEqual({
      finding: 'unknown',
      restsOn: ['a', 'b', 'c'],
      waitsFor: ['b', 'c'],
    })
  })

  test('waits for nothing more once one part refuses', () => {
    expect(weighed(all(A, B), { a: 'not-met', b: 'unknown' }).waitsFor).toEqual([])
  })
})

describe('oneOf', () => {
  test.each<[Finding, Finding, Finding, readonly string[], readonly string[]]>([
    ['met', 'met', 'met', ['a', 'b'], []],
    ['met', 'unknown', 'met', ['a'], []],
    ['met', 'not-met', 'met', ['a'], []],
    ['unknown', 'met', 'met', ['b'], []],
    ['unknown', 'unknown', 'unknown', ['a', 'b'], ['a', 'b']],
    ['unknown', 'not-met', 'unknown', ['a'], ['a']],
    ['not-met', 'met', 'met', ['b'], []],
    ['not-met', 'unknown', 'unknown', ['b'], ['b']],
    ['not-met', 'not-met', 'not-met', ['a', 'b'], []],
  ])('of %s and %s is %s', (a, b, finding, restsOn, waitsFor) => {
    expect(weighed(oneOf(A, B), { a, b })).toEqual({ finding, restsOn, waitsFor })
  })

  test('of two whole branches it rests on the one that is met', () => {
    const rule = oneOf(all(A, B), C)
    expect(weighed(rule, { a: 'met', b: 'unknown', c: 'met' })).toEqual({
      finding: 'met',
      restsOn: ['c'],
      waitsFor: [],
    })
    expect(weighed(rule, { a: 'met', b: 'met', c: 'unknown' }).restsOn).toEqual(['a', 'b'])
  })

  test('a branch that is refused for good is not asked for again', () => {
    const rule = oneOf(all(A, B), C)
    expect(weighed(rule, { a: 'not-met', b: 'unknown', c: 'unknown' }).waitsFor).toEqual(['c'])
  })
})

describe('atLeast two of three', () => {
  const refusing = atLeast(TWO, 'not-met', A, B, C)
  const asking = atLeast(TWO, 'unknown', A, B, C)

  test.each<[Finding, Finding, Finding, Finding, Finding]>([
    ['met', 'met', 'met', 'met', 'met'],
    ['met', 'met', 'unknown', 'met', 'met'],
    ['met', 'met', 'not-met', 'met', 'met'],
    ['met', 'unknown', 'unknown', 'unknown', 'unknown'],
    ['met', 'unknown', 'not-met', 'unknown', 'unknown'],
    ['unknown', 'unknown', 'unknown', 'unknown', 'unknown'],
    ['unknown', 'unknown', 'not-met', 'unknown', 'unknown'],
    ['met', 'not-met', 'not-met', 'not-met', 'unknown'],
    ['unknown', 'not-met', 'not-met', 'not-met', 'unknown'],
    ['not-met', 'not-met', 'not-met', 'not-met', 'not-met'],
  ])('of %s, %s and %s is %s where one short refuses, %s where it is uncertain', (x, y, z, strict, uncertain) => {
    const orders: readonly (readonly [Finding, Finding, Finding])[] = [
      [x, y, z],
      [x, z, y],
      [y, x, z],
      [y, z, x],
      [z, x, y],
      [z, y, x],
    ]
    for (const [a, b, c] of orders) {
      expect(findingOf(refusing, { a, b, c })).toBe(strict)
      expect(findingOf(asking, { a, b, c })).toBe(uncertain)
    }
  })

  test('enough of them rest on those that are met', () => {
    const { restsOn, waitsFor } = weighed(refusing, { a: 'met', b: 'unknown', c: 'met' })
    expect([restsOn, waitsFor]).toEqual([['a', 'c'], []])
  })

  test('before that it rests on what is met and what is open, and waits for what is open', () => {
    const { restsOn, waitsFor } = weighed(refusing, { a: 'met', b: 'not-met', c: 'unknown' })
    expect([restsOn, waitsFor]).toEqual([['a', 'c'], ['c']])
  })

  test('too few rest on all of them and wait for none', () => {
    const { restsOn, waitsFor } = weighed(refusing, { a: 'met', b: 'not-met', c: 'not-met' })
    expect([restsOn, waitsFor]).toEqual([['a', 'b', 'c'], []])
  })

  test('one that is met with nothing left to ask is uncertain and waits for nothing', () => {
    const { finding, waitsFor } = weighed(asking, { a: 'met', b: 'not-met', c: 'not-met' })
    expect([finding, waitsFor]).toEqual(['unknown', []])
  })
})

describe('unlessNotMet', () => {
  test.each<[Finding, Finding, readonly string[]]>([
    ['met', 'met', []],
    ['unknown', 'met', []],
    ['not-met', 'not-met', ['a']],
  ])('of %s is %s, and never waits', (a, finding, restsOn) => {
    expect(weighed(unlessNotMet(A), { a })).toEqual({ finding, restsOn, waitsFor: [] })
  })
})

describe('told', () => {
  test.each<[Finding]>([['met'], ['unknown'], ['not-met']])('holds nothing back and waits for nothing at %s', (a) => {
    const { finding, waitsFor } = weighed(told(A), { a })
    expect([finding, waitsFor]).toEqual(['met', []])
  })
})

test('criteriaIn lists every criterion in the order in which the rule is written', () => {
  const rule = all(told(C), oneOf(B, all(A)), unlessNotMet(criterion('d')), atLeast(TWO, 'not-met', criterion('e')))
  expect(criteriaIn(rule).map(({ id }) => id)).toEqual(['c', 'b', 'a', 'd', 'e'])
})

describe('laws', () => {
  const IDS = ['a', 'b', 'c', 'd', 'e', 'f'] as const
  const ORDER: readonly Finding[] = ['not-met', 'unknown', 'met']
  const anyCriterion = fc.constantFrom(...IDS).map(criterion)
  const anyFindings = fc.record(
    Object.fromEntries(IDS.map((id) => [id, fc.constantFrom(...ORDER)])) as Record<string, fc.Arbitrary<Finding>>,
  )

  /** Branches as the policies have them: what only refuses, or is only told, stands beside them, not in them. */
  function branch(oneShort: 'not-met' | 'unknown', depth: number): fc.Arbitrary<Rule> {
    const some = fc.array(anyCriterion, { minLength: 2, maxLength: 4 })
    const leaves = fc.oneof(
      some.map((criteria) => all(...criteria)),
      some.map((criteria) => oneOf(...criteria)),
      some.map((criteria) => atLeast(TWO, oneShort, ...criteria)),
    )
    if (depth === 0) return leaves
    const parts = fc.array(fc.oneof(anyCriterion, branch(oneShort, depth - 1)), { minLength: 1, maxLength: 3 })
    return fc.oneof(
      leaves,
      parts.map((each) => all(...each)),
      parts.map((each) => oneOf(...each)),
    )
  }

  function ruleWith(oneShort: 'not-met' | 'unknown'): fc.Arbitrary<Rule> {
    return fc
      .tuple(branch(oneShort, 2), anyCriterion, anyCriterion)
      .map(([rule, refusing, named]) => all(rule, unlessNotMet(refusing), told(named)))
  }

  const anyRule = fc.oneof(ruleWith('not-met'), ruleWith('unknown'))
  const rank = (finding: Finding) => ORDER.indexOf(finding)

  test('making a finding better never makes a rule worse', () => {
    fc.assert(
      fc.property(anyRule, anyFindings, fc.constantFrom(...IDS), (rule, findings, id) => {
        const before = rank(findings[id] ?? 'unknown')
        for (const better of ORDER.slice(before)) {
          const after = findingOf(rule, { ...findings, [id]: better })
          expect(rank(after)).toBeGreaterThanOrEqual(rank(findingOf(rule, findings)))
        }
      }),
    )
  })

  test('a rule waits only while it is unknown, and only for what is unknown', () => {
    fc.assert(
      fc.property(anyRule, anyFindings, (rule, findings) => {
        const { finding, waitsFor } = weighed(rule, findings)
        if (finding !== 'unknown') expect(waitsFor).toEqual([])
        expect(waitsFor.filter((id) => findings[id] !== 'unknown')).toEqual([])
      }),
    )
  })

  test('an unknown rule always waits for something, and having all of it met settles the rule as met', () => {
    fc.assert(
      fc.property(ruleWith('not-met'), anyFindings, (rule, findings) => {
        const { finding, waitsFor } = weighed(rule, findings)
        fc.pre(finding === 'unknown')
        expect(waitsFor).not.toEqual([])
        const found = Object.fromEntries(waitsFor.map((id) => [id, 'met'] as const))
        expect(findingOf(rule, { ...findings, ...found })).toBe('met')
      }),
    )
  })

  test('over known findings a rule says yes or no, unless a source calls one short uncertain', () => {
    const known = anyFindings.map((findings) =>
      Object.fromEntries(
        Object.entries(findings).map(([id, each]) => [id, each === 'unknown' ? 'met' : each] as const),
      ),
    )
    fc.assert(
      fc.property(ruleWith('not-met'), known, (rule, findings) => {
        expect(['met', 'not-met']).toContain(findingOf(rule, findings))
      }),
    )
  })

  test('the answer stays when nobody knows what it does not rest on', () => {
    fc.assert(
      fc.property(anyRule, anyFindings, (rule, findings) => {
        const { finding, restsOn } = weighed(rule, findings)
        const rest = Object.fromEntries(Object.entries(findings).filter(([id]) => restsOn.includes(id)))
        expect(findingOf(rule, rest)).toBe(finding)
      }),
    )
  })
})
