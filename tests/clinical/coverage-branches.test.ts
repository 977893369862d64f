import { describe, expect, test } from 'vitest'
import { assess } from '../../src/clinical/assess.ts'
import { type Coverage, type CoverageItem, coverageOf } from '../../src/clinical/coverage.ts'
import type { PatientFacts } from '../../src/clinical/facts.ts'
import type { PolicyId } from '../../src/clinical/policies/policy.ts'
import { ASSESSED_ON, examination, facts, fracture, mri, painScore, safety } from '../support/facts.ts'

const on = '2026-11-20'

function coverage(record: PatientFacts, policy: PolicyId = 'medicare-lcd'): Coverage {
  const found = coverageOf(assess(record, { assessedOn: ASSESSED_ON, policy: 'clinic' }), policy)
  if (!found) throw new Error('There is no fracture to order anything for')
  return found
}

function itemIn(items: readonly CoverageItem[], id: string): CoverageItem {
  const item = items.find((each) => each.id === id)
  if (!item) throw new Error(`There is no item ${id}`)
  return item
}

const statusOf = (record: PatientFacts, id: string) => itemIn(coverage(record).requirements, id).status

const imaging = [mri({ heightLossPercent: 30, kyphoticDeformity: 'yes' })]
const collapsed = (change: Partial<PatientFacts> = {}) =>
  facts({ fractures: [fracture({ imaging })], imaging, ...change })

describe('a branch that is not taken is not needed', () => {
  const OUTSIDE = ['non-hospitalised-pain', 'despite-treatment', 'worsening-pain', 'roland-morris-over-17']

  test('the pain outside the hospital, its treatment and its conditions of an inpatient with 9/10', () => {
    const inpatient = collapsed({ setting: 'inpatient', pain: [painScore(9, on)], nonSurgicalCare: [] })
    for (const id of OUTSIDE) {
      expect([id, itemIn(coverage(inpatient).requirements, id)]).toEqual([
        id,
        expect.objectContaining({ status: 'not-needed', ask: null, decides: false }),
      ])
    }
    expect(statusOf(inpatient, 'hospitalised-pain')).toBe('documented')
  })

  test('the pain in hospital of an outpatient', () => {
    expect(itemIn(coverage(collapsed()).requirements, 'hospitalised-pain')).toMatchObject({
      status: 'not-needed',
      ask: null,
      decides: false,
    })
  })

  test('the branches for inpatients of an outpatient whose pain is too low for the other one', () => {
    const mild = collapsed({ pain: [painScore(3, on)], setting: 'outpatient' })
    const { requirements } = coverage(mild)
    expect(requirements.filter(({ status }) => status === 'contradicts').map(({ id }) => id)).toEqual([
      'non-hospitalised-pain',
      'despite-treatment',
    ])
    for (const id of ['hospitalised-pain', 'hospitalised-pain-5-to-7'])
      expect(itemIn(requirements, id)).toMatchObject({ status: 'not-needed', ask: null, decides: false })
  })

  test('the pain between two branches, which is our own reading, of an inpatient with 3/10', () => {
    const mild = collapsed({ pain: [painScore(3, on)], setting: 'inpatient' })
    expect(statusOf(mild, 'hospitalised-pain')).toBe('contradicts')
    expect(statusOf(mild, 'hospitalised-pain-5-to-7')).toBe('not-needed')
  })

  test('the further conditions, where two of them are documented', () => {
    expect(statusOf(collapsed(), 'height-loss-over-25-percent')).toBe('documented')
    expect(statusOf(collapsed(), 'kyphotic-deformity')).toBe('documented')
    expect(statusOf(collapsed(), 'roland-morris-over-17')).toBe('not-needed')
    expect(statusOf(collapsed(), 'height-loss-progression')).toBe('not-needed')
    expect(statusOf(collapsed(), 'worsening-pain')).toBe('not-needed')
  })

  test('the conditions, where the pain is worsening', () => {
    const worse = facts({ pain: [painScore(5, '2026-11-13'), painScore(8, on)] })
    expect(statusOf(worse, 'worsening-pain')).toBe('documented')
    for (const id of ['roland-morris-over-17', 'kyphotic-deformity', 'height-loss-over-25-percent'])
      expect([id, statusOf(worse, id)]).toEqual([id, 'not-needed'])
  })

  test('what the answer waits for is missing and never not needed', () => {
    expect(statusOf(collapsed({ nonSurgicalCare: [] }), 'despite-treatment')).toBe('missing')
  })
})

describe('the scope', () => {
  test('that nobody documented is missing, and asks for it', () => {
    const unnamed = collapsed({ fractures: [fracture({ imaging, cause: 'not-documented' })] })
    const item = itemIn(coverage(unnamed).requirements, 'osteoporotic-fracture')
    expect(item.status).toBe('missing')
    expect(item.ask).toMatch(/\S/)
  })

  test('that is documented is documented', () => {
    expect(statusOf(collapsed(), 'osteoporotic-fracture')).toBe('documented')
  })
})

describe('the gate that decides stands among the exclusions', () => {
  const DECIDING = { status: 'contradicts', decides: true }

  test('also where the policy does not list it: comfort care', () => {
    const { exclusions, outcome } = coverage(collapsed({ safety: [safety('comfort-care', on)] }))
    expect(outcome).toBe('complete-workup')
    expect(itemIn(exclusions, 'comfort-care')).toMatchObject(DECIDING)
  })

  test('also where the policy lists none: a neurological deficit under NICE', () => {
    const record = collapsed({ safety: [safety('neurological-deficit', on)], examinations: [examination(true, on)] })
    const { exclusions, outcome } = coverage(record, 'nice-ta279')
    expect(outcome).toBe('other-route')
    expect(itemIn(exclusions, 'neurological-deficit')).toMatchObject(DECIDING)
  })

  test('and no requirement decides beside it', () => {
    const { requirements } = coverage(collapsed({ safety: [safety('comfort-care', on)] }))
    expect(requirements.filter(({ decides }) => decides)).toEqual([])
  })
})

describe('pain that comes from elsewhere', () => {
  const elsewhere = collapsed({ examinations: [examination(false, on)] })

  test('is an exclusion that contradicts and decides', () => {
    const { exclusions, requirements, outcome } = coverage(elsewhere)
    expect(outcome).toBe('not-indicated')
    expect(itemIn(exclusions, 'pain-from-this-fracture')).toMatchObject({
      status: 'contradicts',
      decides: true,
      ask: null,
      evidence: [examination(false, on).evidence],
    })
    expect(requirements.map(({ id }) => id)).not.toContain('pain-from-this-fracture')
  })

  test('is documented as absent where an examination finds the pain at the fracture', () => {
    const { exclusions } = coverage(collapsed({ examinations: [examination(true, on)] }))
    expect(itemIn(exclusions, 'pain-from-this-fracture')).toMatchObject({ status: 'documented', decides: false })
  })
})
