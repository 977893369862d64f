import { describe, expect, test } from 'vitest'
import { gateOf, outcomeOf } from '../../support/assessed.ts'
import { augmentation, facts, fracture, mri, painScore, safety } from '../../support/facts.ts'

const on = '2026-11-20'

describe('more than three levels', () => {
  const ID = 'more-than-three-levels'
  const at = (...levels: readonly ('T9' | 'T10' | 'T11' | 'T12' | 'L1')[]) => levels.map((level) => fracture({ level }))

  test.each([
    ['two', at('T12', 'L1'), 'not-met', 'refer-now'],
    ['three', at('T11', 'T12', 'L1'), 'not-met', 'refer-now'],
    ['four', at('T10', 'T11', 'T12', 'L1'), 'met', 'complete-workup'],
    ['five', at('T9', 'T10', 'T11', 'T12', 'L1'), 'met', 'complete-workup'],
  ])('%s current fractures', (_, fractures, finding, outcome) => {
    expect(gateOf(facts({ fractures }), ID).finding).toBe(finding)
    expect(outcomeOf(facts({ fractures }))).toBe(outcome)
  })

  test('old and painless ones are not counted', () => {
    const old = (['T9', 'T10', 'T11'] as const).map((level) => fracture({ level, acuity: 'old', imaging: [] }))
    const painless = facts({ fractures: [...old, fracture()], pain: [painScore(3, on)] })
    expect(gateOf(painless, ID).finding).toBe('not-met')
  })

  test('fractures that MRI calls old are not counted beside an acute one that explains the pain', () => {
    const old = (['T9', 'T10', 'T11'] as const).map((level) => {
      const imaging = [mri({ level, acuity: 'old', marrowEdema: 'no' })]
      return fracture({ level, acuity: 'old', imaging })
    })
    const acuteAndOld = facts({ fractures: [...old, fracture()] })
    expect(gateOf(acuteAndOld, ID).finding).toBe('not-met')
    expect(outcomeOf(acuteAndOld)).toBe('refer-now')
  })

  test('augmented ones are not counted', () => {
    const imaging = [mri({ date: '2026-10-21' })]
    const treated = (['T9', 'T10', 'T11'] as const).map((level) => fracture({ level, acuity: 'unknown', imaging }))
    const some = facts({
      fractures: [...treated, fracture()],
      augmentations: [augmentation(['T9', 'T10', 'T11'], '2026-11-01')],
      pain: [],
    })
    expect(gateOf(some, ID).because).toContain('1 ')
  })

  test('two episodes at one level are one level', () => {
    const fractures = [...at('T11', 'T12', 'L1'), fracture({ acuity: 'unknown' })]
    expect(gateOf(facts({ fractures }), ID).finding).toBe('not-met')
  })
})

describe('comfort care', () => {
  test('asks the goals of care first', () => {
    const hospice = facts({ safety: [safety('comfort-care', on)] })
    expect([outcomeOf(hospice), gateOf(hospice, 'comfort-care').missing?.id]).toEqual([
      'complete-workup',
      'goals-of-care',
    ])
  })
})
