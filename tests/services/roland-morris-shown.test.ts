import { expect, test } from 'vitest'
import type { FunctionFact } from '../../src/clinical/facts.ts'
import { toAssessmentJson } from '../../src/services/assessment-json.ts'
import { assessed, criterionOf } from '../support/assessed.ts'
import { facts, rolandMorris } from '../support/facts.ts'

const ON = '2026-11-20'
const low = rolandMorris(12, ON)
/** Its reference sorts after that of the higher one. */
const single = rolandMorris(9, ON)
const high = rolandMorris(19, ON)
const yesterday = rolandMorris(23, '2026-11-19')

test.each<[string, readonly FunctionFact[]]>([
  ['the higher last', [low, high]],
  ['the higher first', [high, low]],
  ['a lower one of a later reference last', [high, single]],
  ['a lower one of a later reference first', [single, high]],
  ['an older and still higher one last', [high, low, yesterday]],
  ['an older and still higher one first', [yesterday, low, high]],
  ['an undated one beside them', [rolandMorris(24, null), low, high]],
])('of several Roland-Morris scores of one day the one that decides is shown: %s', (_words, scores) => {
  const record = facts({ function: scores })
  const shown = toAssessmentJson(assessed(record)).facts.function['roland-morris-24']
  expect(shown).toEqual({ value: 19, date: ON, evidence: high.evidence })
  expect(criterionOf(record, 'roland-morris-over-17', 'medicare-lcd')).toMatchObject({
    finding: 'met',
    evidence: [high.evidence],
  })
})
