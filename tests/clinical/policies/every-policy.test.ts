import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PolicyRow } from '../../../src/clinical/assessment.ts'
import type { PatientFacts, Setting } from '../../../src/clinical/facts.ts'
import { POLICIES } from '../../../src/clinical/policies/index.ts'
import { criteriaOf, type PolicyId } from '../../../src/clinical/policies/policy.ts'
import { anyRecord, likelyReferral, toFacts } from '../../support/any-record.ts'
import { assessed, rowOf } from '../../support/assessed.ts'
import { augmentation, care, examination, facts, fracture, mri, painScore } from '../../support/facts.ts'

const on = '2026-11-20'
const IDS: readonly PolicyId[] = ['clinic', 'medicare-lcd', 'nice-ta279', 'rand-2018', 'acr-2018']
const OUTCOMES = ['refer-now', 'complete-workup', 'not-indicated', 'other-route', 'out-of-scope']

/** A patient whom every one of the five policies refers. */
function referredByAll(change: Partial<PatientFacts> = {}): PatientFacts {
  const shown = mri({ heightLossPercent: 30, kyphoticDeformity: 'yes' })
  const examinations = [examination(true, '2026-11-10')]
  return facts({ fractures: [fracture({ imaging: [shown] })], imaging: [shown], examinations, ...change })
}

function outcomesOf(given: PatientFacts) {
  return new Set(IDS.map((id) => rowOf(given, id).outcome))
}

describe('what all five rows share', () => {
  test('a patient who fits all of them is referred by all of them', () => {
    const worse = [painScore(5, '2026-11-13'), painScore(8, on)]
    expect(outcomesOf(referredByAll({ pain: worse }))).toEqual(new Set(['refer-now']))
    expect(outcomesOf(referredByAll())).toEqual(new Set(['refer-now']))
  })

  test.each([
    ['below 5 and improving', 7, 4.9, true],
    ['below 5 and improving by two points', 6, 4, true],
    ['5 and improving', 8, 5, false],
    ['below 5 and steady', 5, 4, false],
  ])('pain %s (%s, then %s): not indicated in all five is %s', (_, then, now, expected) => {
    const outcomes = outcomesOf(referredByAll({ pain: [painScore(then, '2026-11-10'), painScore(now, on)] }))
    expect([...outcomes].every((outcome) => outcome === 'not-indicated')).toBe(expected)
  })

  test.each<[Setting]>([['outpatient'], ['inpatient'], ['emergency'], ['unknown']])(
    'an examination that finds the pain elsewhere is not indicated in all five (%s)',
    (setting) => {
      const elsewhere = referredByAll({ setting, examinations: [examination(false, on)] })
      expect(outcomesOf(elsewhere)).toEqual(new Set(['not-indicated']))
    },
  )

  test('an examination from before the fracture refuses nothing', () => {
    const before = referredByAll({ examinations: [examination(false, '2026-10-19')] })
    for (const id of IDS) expect(rowOf(before, id).outcome).not.toBe('not-indicated')
  })

  test.each<[string, Partial<PatientFacts>]>([
    ['with everything documented', {}],
    ['with nothing else documented', { nonSurgicalCare: [], examinations: [], function: [] }],
    ['in hospital', { setting: 'inpatient' }],
    ['with a score of 5', { pain: [painScore(5, on)] }],
    ['with pain worsening', { pain: [painScore(5, '2026-11-10'), painScore(8, on)] }],
    ['under treatment begun on the day', { nonSurgicalCare: [care('opioid', on)] }],
  ])('new pain after augmentation is completed by MRI in all five, %s', (_, change) => {
    const before = mri({ date: '2026-10-25', heightLossPercent: 30, kyphoticDeformity: 'yes' })
    const cemented = referredByAll({
      fractures: [fracture({ imaging: [before] })],
      imaging: [before],
      augmentations: [augmentation(['T12'], '2026-11-01')],
      ...change,
    })
    expect(rowOf(cemented, 'clinic').standing?.status).toBe('new-pain-after-augmentation')
    expect(outcomesOf(cemented)).toEqual(new Set(['complete-workup']))
    for (const id of IDS) {
      const { criteria, waitsFor } = rowOf(cemented, id)
      expect(criteria.filter((each) => waitsFor.includes(each.id)).map(({ missing }) => missing?.id)).toEqual(['mri'])
    }
  })

  test('a suspected fracture, or a diagnosis without imaging, is completed by imaging in every row that speaks of it', () => {
    const suspected = referredByAll({ fractures: [fracture({ certainty: 'suspected' })] })
    const notImaged = referredByAll({ fractures: [fracture({ imaging: [], acuity: 'unknown' })], imaging: [] })
    for (const given of [suspected, notImaged]) {
      expect(outcomesOf(given).has('refer-now')).toBe(false)
      for (const id of IDS) expect(rowOf(given, id).waitsFor).toContain('fracture-shown')
    }
  })

  test.each(['conditions', 'imagingReports'] as const)('nobody refers while %s could not be looked at', (source) => {
    expect(outcomesOf(referredByAll({ couldNotLook: [source] })).has('refer-now')).toBe(false)
  })
})

describe('for any record', () => {
  const record = fc.oneof(anyRecord, likelyReferral).map(toFacts)

  test('every policy answers, with a reason for every criterion', () => {
    const reasoned = (row: PolicyRow) => [row.first, ...row.others].flatMap((each) => (each ? [each.criteria] : []))
    fc.assert(
      fc.property(record, fc.constantFrom(...POLICIES), (given, policy) => {
        const row = assessed(given).policies.get(policy.id)
        expect(OUTCOMES).toContain(row?.outcome)
        for (const criteria of row ? reasoned(row) : []) {
          expect(criteria.map(({ id }) => id)).toEqual(criteriaOf(policy).map(({ id }) => id))
          expect(criteria.filter(({ because }) => because.trim() === '')).toEqual([])
        }
      }),
    )
  })

  test('what is not known of a criterion that a row waits for says what would settle it', () => {
    fc.assert(
      fc.property(record, (given) => {
        for (const id of IDS) {
          const { criteria, waitsFor } = rowOf(given, id)
          const waiting = criteria.filter((each) => waitsFor.includes(each.id))
          expect(waiting.filter(({ finding, missing }) => finding !== 'unknown' || missing === null)).toEqual([])
        }
      }),
    )
  })

  test('no row refers while conditions or imaging reports could not be looked at', () => {
    fc.assert(
      fc.property(record, fc.constantFrom('conditions', 'imagingReports'), (given, source) => {
        expect(outcomesOf({ ...given, couldNotLook: [source] }).has('refer-now')).toBe(false)
      }),
    )
  })

  test('a met gate that sends elsewhere is the outcome of every row that is not out of scope', () => {
    fc.assert(
      fc.property(record, (given) => {
        const { gates, current } = assessed(given)
        fc.pre(current.length > 0 && gates.some(({ action, finding }) => action === 'other-route' && finding === 'met'))
        for (const outcome of outcomesOf(given)) expect(['other-route', 'out-of-scope']).toContain(outcome)
      }),
    )
  })

  test('a row with a met exclusion of its own policy neither refers nor asks', () => {
    fc.assert(
      fc.property(record, fc.constantFrom(...POLICIES), (given, { id, excludedBy }) => {
        fc.pre(assessed(given).gates.some((gate) => gate.finding === 'met' && excludedBy.has(gate.id)))
        expect(['other-route', 'not-indicated', 'out-of-scope']).toContain(rowOf(given, id).outcome)
      }),
    )
  })

  test('no row refers while a gate asks for something first', () => {
    fc.assert(
      fc.property(record, (given) => {
        const asking = assessed(given).gates.some(({ action, finding }) => action !== 'name' && finding === 'met')
        if (asking) expect(outcomesOf(given).has('refer-now')).toBe(false)
      }),
    )
  })
})
