import { describe, expect, test } from 'vitest'
import { createTruth, type Showing } from '../../../src/tools/simulate/truth.ts'
import { type Happening, MS_PER_DAY, MS_PER_HOUR } from '../../../src/tools/simulate/world.ts'

const FRACTURE: Happening = { at: 0, what: 'a new fracture', isNewFact: true, entries: [] }
const SCORE: Happening = { at: 1, what: 'a pain score', isNewFact: 'with-conclusion', entries: [] }
const MRI: Happening = { at: 1, what: 'an MRI', isNewFact: true, entries: [] }

function showing(changes: Partial<Showing> = {}): Showing {
  return {
    patientId: 'p',
    userId: 'u',
    encounterId: undefined,
    at: 0,
    uuid: 'card-1',
    conclusion: 'refer',
    facts: [FRACTURE],
    recordSize: 1,
    ...changes,
  }
}

const OVERRIDDEN = { patientId: 'p', userId: 'u', uuid: 'card-1', givenAt: 1, at: 1, isMainAdvice: false }

function overridden(code: string) {
  return { ...OVERRIDDEN, reaction: { does: 'override' as const, reason: { code, system: 'hl7' } } }
}

describe('what is a repeat', () => {
  test.each<[string, Partial<Showing>, string | null]>([
    ['again within the sitting', { at: 12 * MS_PER_HOUR }, null],
    ['a second sitting', { at: 13 * MS_PER_HOUR }, null],
    ['another uuid without a new fact', { at: 1, uuid: 'card-2' }, 'another uuid without a new fact'],
    ['another uuid with a new fact', { at: 1, uuid: 'card-2', facts: [FRACTURE, MRI] }, null],
    [
      'another uuid with a score',
      { at: 1, uuid: 'card-2', facts: [FRACTURE, SCORE] },
      'another uuid without a new fact',
    ],
    [
      'another uuid with a score that decides',
      { at: 1, uuid: 'card-2', facts: [FRACTURE, SCORE], conclusion: 'ask' },
      null,
    ],
    [
      'another conclusion from the same record',
      { at: 1, uuid: 'card-2', conclusion: 'ask' },
      'another uuid without a new fact',
    ],
    ['another user', { at: 1, userId: 'v', uuid: 'card-2' }, null],
    ['a month later', { at: 31 * MS_PER_DAY }, 'told for more than 30 days'],
  ])('%s', (_what, changes, repeat) => {
    const truth = createTruth()
    truth.shown(showing())
    expect(truth.shown(showing(changes)).repeat).toBe(repeat)
  })

  test('a fourth sitting', () => {
    const truth = createTruth()
    const days = [0, 1, 2, 3].map((day) => truth.shown(showing({ at: day * MS_PER_DAY })).repeat)
    expect(days).toEqual([null, null, null, 'a sitting too many'])
  })
})

describe('after an answer', () => {
  test.each<[string, string, Partial<Showing>, string | null]>([
    ['dismissed by this user', 'inappropriate-recipient', { at: 20 * MS_PER_DAY }, 'shown although it was answered'],
    ['dismissed by another one', 'inappropriate-recipient', { userId: 'v', uuid: 'card-2' }, null],
    ['not for this patient', 'patient-ineligible', { userId: 'v', uuid: 'card-2' }, 'shown although it was answered'],
    ['with a new fact', 'patient-ineligible', { uuid: 'card-2', facts: [FRACTURE, MRI] }, null],
    ['waiting, on day 13', 'need-more-info', { at: 13 * MS_PER_DAY }, 'shown although it was answered'],
    ['waiting, on day 15', 'need-more-info', { at: 15 * MS_PER_DAY }, null],
    [
      'contraindicated, with an MRI',
      'patient-contraindication',
      { uuid: 'card-2', facts: [FRACTURE, MRI] },
      'shown although it was answered',
    ],
  ])('%s', (_what, code, changes, repeat) => {
    const truth = createTruth()
    truth.shown(showing())
    truth.answered(overridden(code))
    expect(truth.shown(showing({ at: MS_PER_DAY, ...changes })).repeat).toBe(repeat)
  })
})

describe('what has vanished', () => {
  test('a card of this sitting that nobody answered and nothing ended', () => {
    const truth = createTruth()
    truth.shown(showing())
    expect(truth.hasVanished(showing({ at: MS_PER_HOUR }))).toBe(true)
    expect(truth.hasVanished(showing({ at: 13 * MS_PER_HOUR }))).toBe(false)
    expect(truth.hasVanished(showing({ at: MS_PER_HOUR, recordSize: 2 }))).toBe(false)
    truth.answered(overridden('need-more-info'))
    expect(truth.hasVanished(showing({ at: MS_PER_HOUR }))).toBe(false)
  })
})
