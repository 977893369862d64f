import { describe, expect, test } from 'vitest'
import { dealer, kindsOf } from '../../../src/tools/soak/mix.ts'

const kinds = kindsOf({ fhirUrl: 'http://127.0.0.1:1/fhir', today: '2026-11-29' })
const round = kinds.reduce((sum, { weight }) => sum + weight, 0)

function dealt(seed: number, count: number): readonly string[] {
  const deal = dealer(kinds, seed)
  return Array.from({ length: count }, () => deal().name)
}

describe('the mix', () => {
  test('has every kind in every round, as often as it weighs', () => {
    const names = dealt(7, 3 * round).slice(2 * round)
    for (const { name, weight } of kinds) expect(names.filter((each) => each === name)).toHaveLength(weight)
  })

  test('comes in the same order for the same seed, and in another one for another seed and the next round', () => {
    expect(dealt(7, 2 * round)).toEqual(dealt(7, 2 * round))
    expect(dealt(7, round)).not.toEqual(dealt(8, round))
    expect(dealt(7, 2 * round).slice(round)).not.toEqual(dealt(7, round))
  })

  test('calls every service, and every way to be refused', () => {
    const calls = kinds.flatMap(({ next }) => next() ?? [])
    const paths = new Set(calls.filter(({ status }) => status === 200).map(({ path }) => path))
    for (const id of [
      'vcf-patient-view',
      'vcf-order-select',
      'vcf-order-sign',
      'vcf-encounter-start',
      'vcf-encounter-discharge',
      'vcf-problem-list-item-create',
    ])
      expect(paths).toContain(`/cds-services/${id}`)
    expect(paths).toContain('/assessments')
    expect(new Set(calls.map(({ status }) => status))).toEqual(new Set([200, 400, 401, 404, 412, 413]))
    expect(new Set(calls.map(({ token }) => token))).toEqual(
      new Set(['fresh', 'none', 'forged', 'other-audience', 'used']),
    )
  })

  test('never calls about the same generated patient twice, whichever kinds they are of', () => {
    const ids = [...kinds, ...kinds].flatMap(({ next }) => next()?.patientId?.match(/^bench-.*/)?.[0] ?? [])
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('answers a card, and opens its chart again, only after one was shown', () => {
    const [view, again, feedback] = ['patient-view, to be answered', 'same chart again', 'feedback'].map(kindNamed)
    expect([again?.next(), feedback?.next()]).toEqual([undefined, undefined])
    view?.next()?.onRight?.({ cards: [{ uuid: 'card-1', summary: 'Refer' }] })
    expect(feedback?.next()).toMatchObject({ status: 200, body: expect.stringContaining('card-1') })
    expect(feedback?.next()).toBeUndefined()
  })
})

function kindNamed(wanted: string) {
  return kinds.find(({ name }) => name === wanted)
}
