import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CardAnswer, News, Showing, Sighting } from '../../src/storage/card-memory.ts'
import { addAnswers, EMPTY_MEMORY, type PatientMemory } from '../../src/storage/patient-memory.ts'
import { decideShowing } from '../../src/storage/showing-rule.ts'
import { KNOWN_REASONS } from '../../src/storage/silence-rule.ts'
import { anAnswer, aSighting, DAY, HOUR, someNews } from './sighting.ts'

function answered(memory: PatientMemory, ...answers: readonly CardAnswer[]): PatientMemory {
  return { ...memory, answers: addAnswers(memory.answers, answers) }
}

function isShown(memory: PatientMemory, changes: Partial<Sighting> = {}): boolean {
  return decideShowing(memory, aSighting(changes)).showing.shown
}

/** The card of user 1 in encounter `visit`, answered a moment later. */
function afterAnswer(changes: Partial<CardAnswer> = {}): PatientMemory {
  return answered(decideShowing(EMPTY_MEMORY, aSighting({ encounterKey: 'visit' })).memory, anAnswer(changes))
}

const COLLEAGUE = { userKey: 'user-2', cardUuid: 'card-2' }
const NEVER = 4_000 * DAY

describe('after an override', () => {
  const EVERYBODY = [
    'cds-not-applicable',
    'patient-ineligible',
    'indication-order-exists',
    'action-completed',
    'action-unsuccessful',
    'action-performed-no-adverse-effect',
    'patient-contraindication',
  ]
  const SNOOZED_FOR_EVERYBODY: readonly (readonly [string, number])[] = [
    ['action-not-priority', 14],
    ['does-not-align-preferences', 90],
    ['patient-refuses', 90],
    ['prefers-alternative', 90],
    ['patient-fears-discomfort', 90],
    ['patient-does-not-want-change', 90],
    ['cultural-religious-reason', 90],
    ['not-convenient-feasible', 30],
    ['too-costly-uncovered', 30],
    ['service-not-available', 30],
    ['comorbidity-disability', 30],
    ['inadequate-support', 30],
    ['implementation-challenges', 30],
  ]
  const THE_USER = [
    null,
    'inappropriate-recipient',
    'recipient-disagrees-evidence',
    'does-not-align-latest-evidence',
    'expert-contradicts',
    'policy-contradicts',
    'recipient-does-not-trust',
    'recipient-concerns-outcomes',
    'risk-benefit-ratio',
    'mitigate-risk-negative-outcome',
    'likely-negative-health-outcomes',
  ]
  const SNOOZED_FOR_THE_USER: readonly (readonly [string, number])[] = [
    ['need-more-info', 14],
    ['recipient-does-not-understand', 30],
  ]
  const NEXT_ENCOUNTER = ['cds-suboptimal-context', 'limited-time', 'wrong-time-workflow']

  test('every code of HL7 has its row here', () => {
    const rows = [
      ...EVERYBODY,
      ...SNOOZED_FOR_EVERYBODY.map(([code]) => code),
      ...THE_USER,
      ...SNOOZED_FOR_THE_USER.map(([code]) => code),
      ...NEXT_ENCOUNTER,
    ].filter((code) => code !== null)
    expect([...rows].sort()).toEqual([...KNOWN_REASONS].sort())
  })

  test.each(EVERYBODY)('%s: silent for everybody, without an end', (reason) => {
    const memory = afterAnswer({ reason })
    for (const who of [{}, COLLEAGUE]) expect(isShown(memory, { ...who, at: NEVER })).toBe(false)
  })

  test.each(SNOOZED_FOR_EVERYBODY)('%s: silent for everybody for %i days', (reason, days) => {
    const memory = afterAnswer({ reason })
    for (const who of [{}, COLLEAGUE]) {
      expect(isShown(memory, { ...who, at: days * DAY })).toBe(false)
      expect(isShown(memory, { ...who, at: days * DAY + 1 })).toBe(true)
    }
  })

  test.each(THE_USER)('%s: silent for that user, without an end; a colleague sees the card', (reason) => {
    const memory = afterAnswer({ reason })
    expect(isShown(memory, { at: NEVER })).toBe(false)
    expect(isShown(memory, { ...COLLEAGUE, at: 2 })).toBe(true)
  })

  test.each(SNOOZED_FOR_THE_USER)('%s: silent for that user for %i days', (reason, days) => {
    const memory = afterAnswer({ reason })
    expect(isShown(memory, { at: days * DAY })).toBe(false)
    expect(isShown(memory, { at: days * DAY + 1 })).toBe(true)
    expect(isShown(memory, { ...COLLEAGUE, at: 2 })).toBe(true)
  })

  describe.each(NEXT_ENCOUNTER)('%s', (reason) => {
    const memory = afterAnswer({ reason })

    test('is silent in the same encounter however long it lasts', () => {
      expect(isShown(memory, { encounterKey: 'visit', at: 20 * DAY })).toBe(false)
    })

    test('shows the card in the next encounter, and again when that one is opened again', () => {
      const next = aSighting({ encounterKey: 'next visit', at: HOUR })
      const decided = decideShowing(memory, next)
      expect(decided.showing).toEqual({ shown: true, cardUuid: 'card-1', because: 'snooze-ended' })
      expect(isShown(decided.memory, { encounterKey: 'next visit', at: HOUR + 1 })).toBe(true)
      expect(isShown(decided.memory, { encounterKey: 'visit', at: HOUR + 1 })).toBe(false)
    })

    test('takes half a day for an encounter where the call names none', () => {
      expect(isShown(memory, { at: 12 * HOUR + 1 })).toBe(false)
      expect(isShown(memory, { at: 12 * HOUR + 2 })).toBe(true)
    })

    test('leaves a colleague alone', () => {
      expect(isShown(memory, { ...COLLEAGUE, encounterKey: 'visit', at: 2 })).toBe(true)
    })
  })

  test('a code that is not known counts as none', () => {
    expect(isShown(afterAnswer({ reason: 'constructor' }), { at: NEVER })).toBe(false)
    expect(isShown(afterAnswer({ reason: 'constructor' }), { ...COLLEAGUE, at: 2 })).toBe(true)
  })
})

describe('after an acceptance', () => {
  test('of the main advice it is silent for everybody', () => {
    const memory = afterAnswer({ outcome: 'accepted', accepted: 'main' })
    for (const who of [{}, COLLEAGUE]) expect(isShown(memory, { ...who, at: NEVER })).toBe(false)
  })

  test('of a companion it is silent for that user: the main advice is still open', () => {
    const memory = afterAnswer({ outcome: 'accepted', accepted: 'companion' })
    expect(isShown(memory, { at: NEVER })).toBe(false)
    expect(isShown(memory, { ...COLLEAGUE, at: 2 })).toBe(true)
  })

  test('of both, in whatever order, it is silent for everybody', () => {
    const main = anAnswer({ outcome: 'accepted', accepted: 'main', outcomeAt: 5 })
    const companion = anAnswer({ outcome: 'accepted', accepted: 'companion', outcomeAt: 9 })
    for (const answers of [
      [main, companion],
      [companion, main],
    ])
      expect(isShown(answered(EMPTY_MEMORY, ...answers), { ...COLLEAGUE, at: DAY })).toBe(false)
  })
})

describe('of two answers to one card', () => {
  const refused = anAnswer({ reason: 'patient-refuses', outcomeAt: 10 })
  const noTime = anAnswer({ reason: 'limited-time', outcomeAt: 20 })
  const accepted = anAnswer({ outcome: 'accepted', accepted: 'main', outcomeAt: 30 })

  test('the later one counts, in whatever order they arrive', () => {
    for (const answers of [
      [refused, noTime],
      [noTime, refused],
    ])
      expect(isShown(answered(EMPTY_MEMORY, ...answers), { at: 20 * DAY })).toBe(true)
    for (const answers of [
      [refused, accepted],
      [accepted, refused],
    ])
      expect(isShown(answered(EMPTY_MEMORY, ...answers), { ...COLLEAGUE, at: 200 * DAY })).toBe(false)
  })

  test('an override takes an earlier acceptance back', () => {
    const later = anAnswer({ reason: 'need-more-info', outcomeAt: 40 })
    expect(isShown(answered(EMPTY_MEMORY, accepted, later), { ...COLLEAGUE, at: DAY })).toBe(true)
  })
})

describe('a new fact', () => {
  const NEW_FACTS: readonly (readonly [string, News])[] = [
    ['pain two points up', someNews({ pain: 9 })],
    ['another level', someNews({ key: 'T12 and L1, MRI', levels: ['L1', 'T12'] })],
    ['a newer MRI', someNews({ key: 'T12, newer MRI' })],
    ['a danger', someNews({ key: 'T12, deficit', gates: ['neurological-deficit'] })],
  ]

  test.each(NEW_FACTS)('%s ends every silence but that of a contraindication', (_words, news) => {
    for (const reason of [null, ...KNOWN_REASONS]) {
      if (reason === 'patient-contraindication') continue
      expect(isShown(afterAnswer({ reason }), { at: 2, news })).toBe(true)
    }
    for (const accepted of ['main', 'companion'] as const)
      expect(isShown(afterAnswer({ outcome: 'accepted', accepted }), { at: 2, news })).toBe(true)
  })

  test.each([
    ['pain one point up', someNews({ pain: 8 })],
    ['pain down', someNews({ pain: 4 })],
    ['a score that is no longer known', someNews({ pain: null })],
  ])('%s is none', (_words, news) => {
    expect(isShown(afterAnswer(), { at: 2, news })).toBe(false)
  })
})

describe('a contraindication', () => {
  const told = { gates: ['inr-above-1.8'], key: 'T12, INR' }
  const memory = answered(EMPTY_MEMORY, anAnswer({ reason: 'patient-contraindication', news: someNews(told) }))

  test.each([
    ['more pain', someNews({ ...told, pain: 10 })],
    ['a newer MRI', someNews({ ...told, key: 'T12, INR, newer MRI' })],
    ['another missing item', someNews({ ...told, key: 'T12, INR, no DXA' })],
    ['a level that has healed', someNews({ ...told, levels: [] })],
    ['a source that could not be read', someNews({ key: 'T12', gates: [], unreadGates: ['inr-above-1.8'] })],
  ])('holds against %s', (_words, news) => {
    expect(isShown(memory, { at: DAY, news })).toBe(false)
  })

  test.each([
    ['its fact is gone', someNews({ key: 'T12', gates: [] })],
    ['another danger is found', someNews({ key: 'T12, both', gates: ['inr-above-1.8', 'spinal-infection'] })],
    ['another level is fractured', someNews({ ...told, key: 'two', levels: ['L1', 'T12'] })],
    ['the card is about something else', someNews({ ...told, subject: 'coverage' })],
  ])('ends when %s', (_words, news) => {
    expect(isShown(memory, { at: DAY, news })).toBe(true)
  })
})

describe('an answer to a card whose last showing could read less than an earlier one', () => {
  const ofReports = ['T12, MRI', 'edema at T12']
  const whole = someNews({ facts: ['T12', ...ofReports], laboratory: ['CRP'] })
  const less = someNews({
    key: 'T12, ask',
    pain: null,
    facts: ['T12'],
    unreadSources: ['imagingReports', 'observations'],
  })
  const toldWhole = decideShowing(EMPTY_MEMORY, aSighting({ news: whole })).memory
  const { showing, memory: toldBoth } = decideShowing(toldWhole, aSighting({ news: less, cardUuid: 'other', at: HOUR }))
  const later = (changes: Partial<Sighting> = {}) => ({ at: DAY, ...changes })

  test('is about the whole card, which stays silent when everything can be read again', () => {
    expect(showing).toMatchObject({ shown: true, cardUuid: 'card-1' })
    for (const reason of [null, 'need-more-info', 'patient-contraindication']) {
      const memory = answered(toldBoth, anAnswer({ news: less, reason, outcomeAt: 2 * HOUR }))
      expect([reason, isShown(memory, later({ news: whole }))]).toEqual([reason, false])
      expect([reason, isShown(memory, later({ news: less }))]).toEqual([reason, false])
    }
  })

  test('holds for colleagues where the reason is about the patient', () => {
    const memory = answered(toldBoth, anAnswer({ news: less, reason: 'patient-refuses', outcomeAt: 2 * HOUR }))
    expect(isShown(memory, later({ ...COLLEAGUE, news: whole }))).toBe(false)
  })

  test('is broken by a new fact, and by pain two points above what was told', () => {
    const memory = answered(toldBoth, anAnswer({ news: less, outcomeAt: 2 * HOUR }))
    const moreLevels = someNews({ key: 'T12 and L2', facts: [...whole.facts, 'L2'] })
    expect(isShown(memory, later({ news: moreLevels, cardUuid: 'new' }))).toBe(true)
    const worse = { ...whole, pain: 9, facts: [...whole.facts, 'pain 9'] }
    expect(isShown(memory, later({ news: worse, cardUuid: 'new' }))).toBe(true)
  })
})

describe('when a snooze has ended', () => {
  const sightings = (...days: readonly number[]) => {
    let memory = afterAnswer({ reason: 'too-costly-uncovered' })
    return days.map((day) => {
      const decided = decideShowing(memory, aSighting({ at: day * DAY, cardUuid: 'another' }))
      memory = decided.memory
      return decided.showing
    })
  }

  test('the same card comes back, in as many sittings as before, and then there is silence', () => {
    const showings = sightings(29, 31, 32, 33, 34, 400)
    expect(showings.map(({ shown }) => shown)).toEqual([false, true, true, true, false, false])
    expect(showings.flatMap((each) => (each.shown ? [each.cardUuid] : []))).toEqual(['card-1', 'card-1', 'card-1'])
    expect(showings.map(({ because }) => because)).toEqual([
      'answered',
      'snooze-ended',
      'another-sitting',
      'another-sitting',
      'told-before',
      'told-before',
    ])
  })

  test('a new answer silences it again', () => {
    const shownAgain = decideShowing(afterAnswer({ reason: 'need-more-info' }), aSighting({ at: 20 * DAY })).memory
    const again = answered(shownAgain, anAnswer({ reason: 'need-more-info', outcomeAt: 20 * DAY + 1 }))
    expect(isShown(again, { at: 30 * DAY })).toBe(false)
    expect(isShown(again, { at: 35 * DAY })).toBe(true)
  })
})

/** A chart is opened, in some encounter, right after an answer or without one. */
interface AnyEvent {
  readonly open: string | null
  readonly after: number
  readonly reason: string | null | undefined
}

describe('any answers', () => {
  const anyAnswer = fc
    .record({
      cardUuid: fc.constantFrom('card-1', 'card-2'),
      userKey: fc.constantFrom('user-1', 'user-2'),
      outcome: fc.constantFrom<CardAnswer['outcome']>('accepted', 'overridden'),
      accepted: fc.constantFrom<CardAnswer['accepted']>('main', 'companion'),
      reason: fc.constantFrom(null, ...KNOWN_REASONS),
      outcomeAt: fc.nat({ max: 5 }).map((day) => day * DAY),
      delay: fc.nat({ max: 2 }),
    })
    .map(({ accepted, reason, delay, ...answer }) =>
      anAnswer({
        ...answer,
        from: answer.outcomeAt - delay,
        accepted: answer.outcome === 'accepted' ? accepted : null,
        reason: answer.outcome === 'overridden' ? reason : null,
      }),
    )
  const anyAnswers = fc.array(anyAnswer, { maxLength: 12 })

  test('mean the same in every order, however often and in whatever batches they come', () => {
    fc.assert(
      fc.property(
        anyAnswers.chain((answers) =>
          fc.tuple(
            fc.constant(answers),
            fc.shuffledSubarray([...answers, ...answers], { minLength: 2 * answers.length }),
            fc.nat(24),
          ),
        ),
        ([answers, shuffledTwice, cut]) => {
          const inTwo = addAnswers(addAnswers([], shuffledTwice.slice(0, cut)), shuffledTwice.slice(cut))
          expect(inTwo).toEqual(addAnswers([], answers))
        },
      ),
    )
  })

  test('never bring a card that would have been silent without them, but by closing earlier sittings', () => {
    fc.assert(
      fc.property(anyAnswers, fc.nat({ max: 200 * DAY }), (answers, at) => {
        const untold = answered(EMPTY_MEMORY, ...answers)
        // Nothing was told yet: an answer can only silence.
        expect(isShown(EMPTY_MEMORY, { at })).toBe(true)
        const decided = decideShowing(untold, aSighting({ at }))
        if (decided.showing.shown) expect(isShown(decided.memory, { at: at + 1 })).toBe(true)
      }),
    )
  })

  test('and any sightings: between two answers a user meets the same news in at most maxSittings sittings', () => {
    const anyEvent: fc.Arbitrary<AnyEvent> = fc.record({
      open: fc.constantFrom(null, 'x', 'y', 'z'),
      after: fc.nat({ max: 4 * DAY }),
      reason: fc.option(fc.constantFrom(null, ...KNOWN_REASONS), { nil: undefined, freq: 1 }),
    })
    const takePart = ({ memory, at }: { memory: PatientMemory; at: number }, event: AnyEvent) => {
      const answers = event.reason === undefined ? [] : [anAnswer({ reason: event.reason, outcomeAt: at })]
      return decideShowing(
        answered(memory, ...answers),
        aSighting({ at, encounterKey: event.open, cardUuid: `at ${at}` }),
      )
    }
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        let [memory, at, sittings]: [PatientMemory, number, number] = [EMPTY_MEMORY, 0, 0]
        for (const event of events) {
          at += event.after + 1
          const decided = takePart({ memory, at }, event)
          memory = decided.memory
          sittings = (event.reason === undefined ? sittings : 0) + startsSitting(decided.showing)
          expect(sittings).toBeLessThanOrEqual(3)
        }
        expect(new Set(memory.told.map(({ cardUuid }) => cardUuid)).size).toBeLessThanOrEqual(1)
      }),
    )
  })

  function startsSitting({ shown, because }: Showing): number {
    return shown && because !== 'same-sitting' ? 1 : 0
  }
})
