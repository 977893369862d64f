import { describe, expect, test } from 'vitest'
import type { Threshold } from '../../../src/clinical/citation.ts'
import { GATES } from '../../../src/clinical/gates/index.ts'
import { POLICIES, policyOf } from '../../../src/clinical/policies/index.ts'
import { criteriaOf, type PolicyId } from '../../../src/clinical/policies/policy.ts'
import { criteriaIn } from '../../../src/clinical/rule.ts'

const IDS: readonly PolicyId[] = ['clinic', 'medicare-lcd', 'nice-ta279', 'rand-2018', 'acr-2018']

const everyPolicy = POLICIES.map((policy) => [policy.id, policy] as const)
const everyCriterion = POLICIES.flatMap((policy) =>
  criteriaOf(policy).map((criterion) => [policy.id, criterion.id, criterion] as const),
)

describe('what a policy publishes', () => {
  test('there are five, and only two of them may decide a card', () => {
    expect(POLICIES.map(({ id }) => id)).toEqual(IDS)
    expect(POLICIES.filter(({ mayDecide }) => mayDecide).map(({ id }) => id)).toEqual(['clinic', 'medicare-lcd'])
  })

  test.each(IDS)('%s is found by its id', (id) => {
    expect(policyOf(id).id).toBe(id)
  })

  test.each(everyPolicy)('%s names its source and says whom it speaks about', (_, { title, citation, about }) => {
    for (const words of [title, citation.id, citation.title, about]) expect(words).not.toBe('')
  })

  test.each(everyPolicy)('no two criteria of %s have one id', (_, policy) => {
    const ids = criteriaOf(policy).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test.each(everyPolicy)('every criterion of the rule and the scope of %s is listed', (_, policy) => {
    const listed = new Set(criteriaOf(policy))
    const named = [...criteriaIn(policy.rule), ...(policy.scope ? [policy.scope] : [])]
    expect(named.filter((criterion) => !listed.has(criterion))).toEqual([])
    expect(listed.size).toBe(named.length)
  })

  test.each(everyCriterion)(
    '%s/%s has a name, a statement, a source and its words, and reads something',
    (_, __, each) => {
      for (const words of [each.name, each.statement, each.citation.id, each.citation.title, each.says]) {
        expect(words.trim()).not.toBe('')
      }
      expect(each.reads).not.toEqual([])
    },
  )

  test.each(everyCriterion)(
    '%s/%s publishes each number with its id, unit, words and source',
    (_, __, { thresholds }) => {
      for (const { id, value, unit, says, citation } of thresholds) {
        expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
        expect(Number.isFinite(value)).toBe(true)
        for (const words of [unit, says, citation.title]) expect(words.trim()).not.toBe('')
      }
    },
  )

  test('a threshold id means one number everywhere, in policies and gates', () => {
    const published: readonly Threshold[] = [
      ...everyCriterion.flatMap(([, , { thresholds }]) => thresholds),
      ...GATES.flatMap(({ thresholds = [] }) => thresholds),
    ]
    const byId = new Map(published.map((threshold) => [threshold.id, threshold]))
    for (const threshold of published) expect(byId.get(threshold.id)).toEqual(threshold)
  })

  test.each<[string, number, string]>([
    ['pain-severe', 7, '{0-10 score}'],
    ['pain-with-impact', 5, '{0-10 score}'],
    ['pain-window', 30, 'd'],
    ['pain-trend-step', 2, '{0-10 score}'],
    ['pain-trend-days', 3, 'd'],
    ['pain-despite-treatment', 5, '{0-10 score}'],
    ['treatment-trial', 24, 'h'],
    ['roland-morris-severe', 17, '{0-24 score}'],
    ['most-effective-within', 2, 'mo'],
    ['acute-ends', 42, 'd'],
    ['subacute-ends', 84, 'd'],
    ['edema-current', 84, 'd'],
    ['study-before-diagnosis', 84, 'd'],
    ['pain-hospitalised', 8, '{0-10 score}'],
    ['pain-non-hospitalised', 5, '{0-10 score}'],
    ['height-loss', 25, '%'],
    ['conditions-needed', 2, '{conditions}'],
    ['pain-presenting', 5, '{0-10 score}'],
    ['unfavourable-conditions', 2, '{conditions}'],
  ])('%s is published as %s %s', (id, value, unit) => {
    const thresholds = [...everyCriterion.flatMap(([, , each]) => each.thresholds), ...POLICIES.flatMap(numbersInRule)]
    expect(thresholds.find((threshold) => threshold.id === id)).toMatchObject({ value, unit })
  })

  test.each(everyPolicy)('every gate that excludes under %s exists', (_, { excludedBy }) => {
    const gates = new Set(GATES.map(({ id }) => id))
    expect([...excludedBy].filter((id) => !gates.has(id))).toEqual([])
  })

  function numbersInRule({ rule }: (typeof POLICIES)[number]): readonly Threshold[] {
    const inside = (each: typeof rule): readonly Threshold[] => [
      ...(each.kind === 'at-least' ? [each.threshold] : []),
      ...('rules' in each ? each.rules.flatMap(inside) : []),
    ]
    return inside(rule)
  }
})
