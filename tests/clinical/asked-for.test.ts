import { describe, expect, test } from 'vitest'
import { askedFor, inShort } from '../../src/clinical/asked-for.ts'
import type { ImagingFinding, PatientFacts } from '../../src/clinical/facts.ts'
import { assessed } from '../support/assessed.ts'
import { daysAgo, facts, fracture, mri, painScore, rolandMorris } from '../support/facts.ts'

const DENIED = { heightLossPercent: 20, heightLossProgressed: 'no', kyphoticDeformity: 'no' } as const
const STEADY = [painScore(8, daysAgo(9)), painScore(8, daysAgo(2))]

/** Medicare, outside the hospital: all there but what the change leaves open. */
function asked(shown: Partial<ImagingFinding>, change: Partial<PatientFacts> = {}) {
  const found = fracture({ imaging: [mri({ ...DENIED, ...shown })] })
  const given = facts({
    fractures: [found],
    imaging: [...found.imaging],
    pain: STEADY,
    function: [rolandMorris(10, daysAgo(2))],
    ...change,
  })
  const row = assessed(given).policies.get('medicare-lcd')?.first
  return (row ? askedFor(row) : []).map((item) => [item.text, inShort(item)])
}

describe('what Medicare waits for', () => {
  test.each<[string, Partial<ImagingFinding>, Partial<PatientFacts>, string, string]>([
    [
      'one, where one is left',
      { kyphoticDeformity: 'yes' },
      { function: [] },
      'a Roland-Morris disability score (0-24)',
      'a Roland-Morris disability score',
    ],
    [
      'one of two',
      { kyphoticDeformity: 'yes', heightLossPercent: null },
      { function: [] },
      '1 of these: height loss over 25 %, Roland-Morris over 17',
      'height loss over 25 % or Roland-Morris over 17',
    ],
    [
      'two of three',
      { kyphoticDeformity: 'unknown', heightLossPercent: null },
      { function: [] },
      '2 of these: height loss over 25 %, kyphotic deformity, Roland-Morris over 17',
      '2 of 3 conditions',
    ],
    [
      'the course of pain, or the one that is left',
      { kyphoticDeformity: 'yes' },
      { function: [], pain: [painScore(8, daysAgo(2))] },
      'the course of pain (scores at least three days apart), or a Roland-Morris disability score (0-24)',
      'the course of pain or Roland-Morris over 17',
    ],
    [
      'the course of pain, or two that are left',
      { heightLossPercent: null },
      { function: [], pain: [painScore(8, daysAgo(2))] },
      'the course of pain (scores at least three days apart), or all of these: height loss over 25 %, Roland-Morris over 17',
      'the course of pain or 2 conditions',
    ],
  ])('is told as what it is: %s', (_, shown, change, text, short) => {
    expect(asked(shown, change)).toEqual([[text, short]])
  })

  test('is two items where both are needed', () => {
    expect(asked({ heightLossPercent: null }, { function: [] })).toHaveLength(2)
  })
})
