import { describe, expect, test, vi } from 'vitest'
import { type Criterion, createAssessor, type FractureCase } from '../../src/clinical/criterion.ts'
import { type Judgement, unknown } from '../../src/clinical/finding.ts'
import { readPain } from '../../src/clinical/pain.ts'
import { NICE_TA279 } from '../../src/clinical/sources.ts'
import { ASSESSED_ON, facts, fracture } from '../support/facts.ts'

const ANSWER: Judgement = unknown('Not known.')

function criterion(id: string, assess: Criterion['assess'], reads: Criterion['reads'] = ['pain']): Criterion {
  return { id, name: id, statement: id, citation: NICE_TA279, says: '', thresholds: [], reads, assess }
}

function aCase(couldNotLook: FractureCase['facts']['couldNotLook'] = []): FractureCase {
  const shown = fracture()
  const given = facts({ fractures: [shown], couldNotLook })
  const pain = readPain(given.pain, shown.onset, ASSESSED_ON)
  const standing = { fracture: shown, status: 'current', because: '', pain, augmentation: null } as const
  return { ...standing, facts: given, assessedOn: ASSESSED_ON }
}

describe('an assessor', () => {
  test('judges once what several policies ask, and answers each under its own id', () => {
    const assess = vi.fn(() => ANSWER)
    const assessCriteria = createAssessor(aCase())
    const [one] = assessCriteria([criterion('severe-pain', assess)])
    const [other] = assessCriteria([criterion('severe-ongoing-pain', assess)])
    expect(assess).toHaveBeenCalledTimes(1)
    expect([one?.id, other?.id]).toEqual(['severe-pain', 'severe-ongoing-pain'])
  })

  test('says what could not be read by what each criterion reads', () => {
    const assessCriteria = createAssessor(aCase(['observations']))
    const [ofPain, ofImaging] = assessCriteria([
      criterion('pain', () => ANSWER, ['pain']),
      criterion('imaging', () => ANSWER, ['imaging']),
    ])
    expect(ofPain?.because).toMatch(/^Could not look/)
    expect(ofImaging?.because).toBe('Not known.')
  })

  test('judges every case for itself', () => {
    const assess = vi.fn(() => ANSWER)
    for (const each of [aCase(), aCase()]) createAssessor(each)([criterion('pain', assess)])
    expect(assess).toHaveBeenCalledTimes(2)
  })
})
