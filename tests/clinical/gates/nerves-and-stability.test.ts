import { describe, expect, test } from 'vitest'
import { gateOf, outcomeOf } from '../../support/assessed.ts'
import { atTheLatest, facts, fracture, mri, safety, statedOnset } from '../../support/facts.ts'

describe('neurological deficit', () => {
  const ID = 'neurological-deficit'

  test('the newest examination decides', () => {
    const before = safety(ID, '2026-11-01')
    const cleared = safety(ID, '2026-11-20', { present: false })
    expect(gateOf(facts({ safety: [before, cleared] }), ID).finding).toBe('not-met')
    expect(gateOf(facts({ safety: [cleared, before] }), ID).finding).toBe('not-met')
  })

  test('a deficit found after an examination without one is met', () => {
    const without = safety(ID, '2026-11-01', { present: false })
    expect(gateOf(facts({ safety: [without, safety(ID, '2026-11-20')] }), ID).finding).toBe('met')
  })

  test('of two statements on one day the danger counts', () => {
    const both = [safety(ID, '2026-11-20', { present: false }), safety(ID, '2026-11-20')]
    expect(gateOf(facts({ safety: both }), ID).finding).toBe('met')
    expect(gateOf(facts({ safety: [...both].reverse() }), ID).finding).toBe('met')
  })

  test('an undated deficit counts as that of today', () => {
    const both = [safety(ID, null), safety(ID, '2026-11-20', { present: false })]
    expect(gateOf(facts({ safety: both }), ID).finding).toBe('met')
  })

  test('a suspected deficit counts', () => {
    expect(outcomeOf(facts({ safety: [safety(ID, '2026-11-20', { certainty: 'suspected' })] }))).toBe('other-route')
  })
})

describe('nerve and bladder symptoms, common in old age', () => {
  const ID = 'neurological-deficit'
  const symptom = (date: string | null) => facts({ safety: [safety('possible-neurological-deficit', date)] })
  test.each([
    ['the day before the fracture', '2026-10-19', 'unknown'],
    ['the day of the fracture', '2026-10-20', 'met'],
    ['after the fracture', '2026-11-20', 'met'],
    ['no date', null, 'unknown'],
  ])('one of %s', (_, date, expected) => {
    expect(gateOf(symptom(date), ID).finding).toBe(expected)
  })

  test.each([
    ['83 days', '2026-08-31', 'met'],
    ['84 days', '2026-08-30', 'met'],
    ['85 days', '2026-08-29', 'unknown'],
  ])('one that began %s ago, after a fracture of June', (_, date, expected) => {
    const june = fracture({ onset: statedOnset('2026-06-01') })
    const found = facts({ fractures: [june], safety: [safety('possible-neurological-deficit', date)] })
    expect(gateOf(found, ID).finding).toBe(expected)
  })

  test('one before the latest day the fracture can have happened is not known to be new', () => {
    const change = { fractures: [fracture({ onset: atTheLatest('2026-11-10') })] }
    const early = facts({ ...change, safety: [safety('possible-neurological-deficit', '2026-11-09')] })
    expect(gateOf(early, ID).finding).toBe('unknown')
  })

  test('one that began after an examination without deficit is not cleared by that examination', () => {
    const cleared = safety('neurological-deficit', '2026-10-25', { present: false })
    const since = safety('possible-neurological-deficit', '2026-11-20')
    expect(gateOf(facts({ safety: [cleared, since] }), ID).finding).not.toBe('not-met')
  })
})

describe('signs on imaging belong to a vertebra', () => {
  const SIGNS = [
    ['canal-compromise', 'canalCompromise'],
    ['retropulsion', 'retropulsion'],
    ['neural-compression', 'neuralCompression'],
    ['spinal-instability', 'instability'],
    ['epidural-tumour', 'epiduralTumour'],
  ] as const

  test.each(SIGNS)('%s at the fracture is met', (id, sign) => {
    expect(gateOf(facts({ imaging: [mri({ [sign]: 'yes' })] }), id).finding).toBe('met')
  })

  test.each(SIGNS)('%s at another vertebra does not count', (id, sign) => {
    const elsewhere = mri({ level: 'L4', fracture: 'absent', acuity: 'unknown', marrowEdema: 'no', [sign]: 'yes' })
    const found = facts({ imaging: [mri(), elsewhere] })
    expect(gateOf(found, id).finding).toBe('unknown')
    expect(outcomeOf(found)).toBe('refer-now')
  })

  test.each(SIGNS)('%s ruled out at another vertebra says nothing of the fracture', (id, sign) => {
    expect(gateOf(facts({ imaging: [mri({ level: 'L4', [sign]: 'no' })] }), id).finding).toBe('unknown')
  })

  test.each(SIGNS)('%s in the region of the fracture is met', (id, sign) => {
    const region = mri({ level: null, region: 'thoracic', [sign]: 'yes' })
    expect(gateOf(facts({ imaging: [region] }), id).finding).toBe('met')
  })

  test.each(SIGNS)('%s in another region does not count', (id, sign) => {
    const region = mri({ level: null, region: 'lumbar', [sign]: 'yes' })
    expect(gateOf(facts({ imaging: [region] }), id).finding).toBe('unknown')
  })

  test.each(SIGNS)('%s in a report that names no place is not the sign of another level', (id, sign) => {
    const placeless = mri({ level: null, region: null, [sign]: 'yes' })
    const found = facts({ imaging: [mri(), placeless] })
    expect(gateOf(found, id).finding).toBe('met')
    expect(outcomeOf(found)).not.toBe('refer-now')
  })

  test.each(SIGNS)('%s must be ruled out at each of two fractures', (id, sign) => {
    const fractures = [fracture(), fracture({ level: 'L1' })]
    const t12 = mri({ [sign]: 'no' })
    const l1 = mri({ level: 'L1', [sign]: 'no' })
    expect(gateOf(facts({ fractures, imaging: [t12] }), id).finding).toBe('unknown')
    expect(gateOf(facts({ fractures, imaging: [t12, l1] }), id).finding).toBe('not-met')
    expect(gateOf(facts({ fractures, imaging: [t12, mri({ level: 'L1', [sign]: 'yes' })] }), id).finding).toBe('met')
  })

  test.each(SIGNS)('%s seen before the fracture happened does not count', (id, sign) => {
    const before = facts({ imaging: [mri({ date: '2026-10-19', [sign]: 'yes' })] })
    const since = facts({ imaging: [mri({ date: '2026-10-20', [sign]: 'yes' })] })
    expect([gateOf(before, id).finding, gateOf(since, id).finding]).toEqual(['unknown', 'met'])
  })

  test.each(SIGNS)('%s: the newest study that mentions it decides', (id, sign) => {
    const then = mri({ date: '2026-10-25', [sign]: 'yes' })
    const now = mri({ date: '2026-11-19', [sign]: 'no' })
    const silent = mri({ date: '2026-11-21' })
    expect(gateOf(facts({ imaging: [then, now] }), id).finding).toBe('not-met')
    expect(gateOf(facts({ imaging: [then, silent] }), id).finding).toBe('met')
  })

  test.each(SIGNS)('%s: a later study that cannot tell does not take the danger away', (id, sign) => {
    const seen = mri({ date: '2026-10-25', [sign]: 'yes' })
    const unreliable = mri({ date: '2026-11-19', [sign]: 'unreliable' })
    expect(gateOf(facts({ imaging: [seen, unreliable] }), id).finding).toBe('met')
  })

  test.each(SIGNS)('%s: of two studies on one day the danger counts, in whatever order', (id, sign) => {
    const both = [mri({ [sign]: 'no' }), mri({ modality: 'CT', marrowEdema: 'unknown', [sign]: 'yes' })]
    expect(gateOf(facts({ imaging: both }), id).finding).toBe('met')
    expect(gateOf(facts({ imaging: [...both].reverse() }), id).finding).toBe('met')
  })

  test.each(SIGNS)('%s that the study cannot tell is unknown', (id, sign) => {
    expect(gateOf(facts({ imaging: [mri({ [sign]: 'unreliable' })] }), id).finding).toBe('unknown')
  })
})

describe('retropulsion', () => {
  test('without canal compromise asks a spine surgeon first', () => {
    const found = facts({ imaging: [mri({ retropulsion: 'yes', canalCompromise: 'no' })] })
    expect([outcomeOf(found), gateOf(found, 'retropulsion').missing?.id]).toEqual(['complete-workup', 'spine-surgeon'])
  })

  test('with canal compromise is another route', () => {
    expect(outcomeOf(facts({ imaging: [mri({ retropulsion: 'yes', canalCompromise: 'yes' })] }))).toBe('other-route')
  })
})

describe('high-energy trauma', () => {
  const ID = 'high-energy-trauma'
  test.each([
    ['on the day of the fracture', '2026-10-20', 'met'],
    ['a few days before it was noticed', '2026-10-17', 'met'],
    ['a year before', '2025-10-20', 'unknown'],
    ['a month after', '2026-11-20', 'unknown'],
    ['at an unknown time', null, 'met'],
  ])('an accident %s', (_, date, expected) => {
    expect(gateOf(facts({ safety: [safety(ID, date)] }), ID).finding).toBe(expected)
  })

  test('an accident that may be how an undated fracture happened counts', () => {
    const undated = facts({ fractures: [fracture({ onset: null })], safety: [safety(ID, '2026-01-01')] })
    expect(gateOf(undated, ID).finding).toBe('met')
  })

  test('an accident before a fracture of which only the latest possible day is known counts', () => {
    const fractures = [fracture({ onset: atTheLatest('2026-11-01') })]
    expect(gateOf(facts({ fractures, safety: [safety(ID, '2026-10-10')] }), ID).finding).toBe('met')
  })

  test('an accident that fits one of two fractures counts', () => {
    const fractures = [fracture(), fracture({ level: 'L1', onset: statedOnset('2026-09-01') })]
    expect(gateOf(facts({ fractures, safety: [safety(ID, '2026-09-01')] }), ID).finding).toBe('met')
  })
})
