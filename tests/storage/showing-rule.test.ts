import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Sighting } from '../../src/storage/card-memory.ts'
import { EMPTY_MEMORY, type PatientMemory } from '../../src/storage/patient-memory.ts'
import { decideShowing } from '../../src/storage/showing-rule.ts'
import { aSighting, DAY, HOUR, someNews } from './sighting.ts'

/** Shows one after the other. */
function showings(sightings: readonly Partial<Sighting>[]) {
  let memory: PatientMemory = EMPTY_MEMORY
  return sightings.map((changes, index) => {
    const decided = decideShowing(memory, aSighting({ cardUuid: `card-${index}`, ...changes }))
    memory = decided.memory
    return decided.showing
  })
}

/** Which of them were allowed. */
function inTurn(sightings: readonly Partial<Sighting>[]): readonly boolean[] {
  return showings(sightings).map(({ shown }) => shown)
}

/** The uuids under which they were shown. */
function uuidsOf(sightings: readonly Partial<Sighting>[]): readonly string[] {
  return showings(sightings).flatMap((showing) => (showing.shown ? [showing.cardUuid] : []))
}

describe('the same news to the same user', () => {
  test.each<[string, readonly Partial<Sighting>[], readonly boolean[]]>([
    ['the first time is shown', [{}], [true]],
    ['a retry a second later is shown', [{}, { at: 1_000 }], [true, true]],
    ['opened again within 12 hours is the same showing', [{}, { at: 6 * HOUR }, { at: 12 * HOUR }], [true, true, true]],
    [
      'any number of times within 12 hours is one sitting, and two more are left',
      [{}, { at: HOUR }, { at: 2 * HOUR }, { at: 3 * HOUR }, { at: DAY }, { at: 2 * DAY }, { at: 3 * DAY }],
      [true, true, true, true, true, true, false],
    ],
    [
      'the fourth sitting is silent',
      [{}, { at: DAY }, { at: 2 * DAY }, { at: 3 * DAY }, { at: 20 * DAY }],
      [true, true, true, false, false],
    ],
    [
      'opened again in the third sitting is still shown',
      [{}, { at: DAY }, { at: 2 * DAY }, { at: 2 * DAY + HOUR }],
      [true, true, true, true],
    ],
    ['a millisecond more than 12 hours later is a second sitting', [{}, { at: 12 * HOUR + 1 }], [true, true]],
    [
      'with one sitting per news the second is silent',
      [{ maxSittings: 1 }, { at: DAY, maxSittings: 1 }],
      [true, false],
    ],
    ['30 days later it may still be met', [{}, { at: 30 * DAY }], [true, true]],
    ['more than 30 days after it was first shown it is silent', [{}, { at: 30 * DAY + 1 }], [true, false]],
    ['silence does not end by waiting', [{}, { at: 31 * DAY }, { at: 400 * DAY }], [true, false, false]],
  ])('%s', (_words, sightings, expected) => {
    expect(inTurn(sightings)).toEqual(expected)
  })
})

describe('the same encounter', () => {
  const inStay = { encounterKey: 'stay' }

  test('is one sitting however long it lasts', () => {
    expect(
      inTurn([inStay, { ...inStay, at: 2 * DAY }, { ...inStay, at: 5 * DAY }, { ...inStay, at: 9 * DAY }]),
    ).toEqual([true, true, true, true])
  })

  test('leaves the other sittings for other encounters', () => {
    const visits = ['a', 'b', 'c', 'd'].map((encounterKey, index) => ({ encounterKey, at: index * DAY }))
    expect(inTurn(visits)).toEqual([true, true, true, false])
  })

  test('is not shared by two calls that name none', () => {
    expect(inTurn([{ maxSittings: 1 }, { at: DAY, maxSittings: 1 }])).toEqual([true, false])
  })

  test('that was opened within the 12 hours of an earlier showing belongs to that showing', () => {
    const once = { maxSittings: 1 }
    expect(inTurn([once, { ...once, ...inStay, at: HOUR }, { ...once, ...inStay, at: 20 * HOUR }])).toEqual([
      true,
      true,
      true,
    ])
  })
})

describe('new facts', () => {
  const often = [{}, { at: DAY }, { at: 2 * DAY }, { at: 3 * DAY }]

  test('are shown although the news before had been told often enough', () => {
    expect(inTurn([...often, { at: 3 * DAY, news: someNews({ key: 'T12 and L1, MRI' }) }]).at(-1)).toBe(true)
  })

  test('bring a card of their own, and say that they are new', () => {
    const told = showings([{}, { at: 1, news: someNews({ key: 'T12, newer MRI' }) }])
    expect(told).toEqual([
      { shown: true, cardUuid: 'card-0', because: 'first-telling' },
      { shown: true, cardUuid: 'card-1', because: 'new-fact' },
    ])
  })

  test('do not give the old news a new count, nor a new card', () => {
    const news = someNews({ key: 'T12, newer MRI' })
    const all = [{}, { at: DAY }, { at: 2 * DAY, news }, { at: 3 * DAY }, { at: 4 * DAY }]
    expect(inTurn(all)).toEqual([true, true, true, true, false])
    expect(uuidsOf(all)).toEqual(['card-0', 'card-0', 'card-2', 'card-0'])
  })

  test('about another subject leave this one alone', () => {
    const other = someNews({ subject: 'bone-health' })
    expect(inTurn([...often, { at: 3 * DAY, news: other }, { at: 4 * DAY }])).toEqual([
      true,
      true,
      true,
      false,
      true,
      false,
    ])
  })
})

describe('the pain score', () => {
  const pain = (score: number | null, at = 0) => ({ at, news: someNews({ pain: score }) })

  test.each<[string, readonly (number | null)[], readonly string[]]>([
    ['one point up is no news', [7, 8], ['card-0', 'card-0']],
    ['two points up is news', [7, 9], ['card-0', 'card-1']],
    ['a decimal short of two points is no news', [6, 7.9], ['card-0', 'card-0']],
    ['down is no news', [9, 7], ['card-0', 'card-0']],
    ['two steps of one point are two points', [6, 7, 8], ['card-0', 'card-0', 'card-2']],
    ['down and up again to what was told is no news', [8, 6, 8], ['card-0', 'card-0', 'card-0']],
    ['up, down and up again is one piece of news', [6, 8, 6, 8], ['card-0', 'card-1', 'card-1', 'card-1']],
    ['no longer known is no news', [8, null], ['card-0', 'card-0']],
    ['known for the first time is what later scores are held against', [null, 6, 8], ['card-0', 'card-0', 'card-2']],
  ])('%s', (_words, scores, uuids) => {
    expect(uuidsOf(scores.map((score, index) => pain(score, index * HOUR)))).toEqual(uuids)
  })

  test('that has risen starts a new count', () => {
    const often = [pain(7), pain(7, DAY), pain(7, 2 * DAY), pain(7, 3 * DAY)]
    const worse = [pain(9, 4 * DAY), pain(9, 5 * DAY), pain(9, 6 * DAY), pain(9, 7 * DAY)]
    expect(inTurn([...often, ...worse])).toEqual([true, true, true, false, true, true, true, false])
  })
})

describe('any history', () => {
  const anySightings = fc.array(
    fc.record({
      news: fc.record({ key: fc.constantFrom('a', 'b'), pain: fc.constantFrom(null, 5, 6, 7, 8, 10) }).map(someNews),
      userKey: fc.constantFrom('user-1', 'user-2'),
      encounterKey: fc.constantFrom(null, 'x', 'y'),
      at: fc.nat({ max: 40 * DAY }),
    }),
    { maxLength: 40 },
  )

  test('shows one piece of news to one user in no more than maxSittings sittings', () => {
    fc.assert(
      fc.property(anySightings, fc.integer({ min: 1, max: 4 }), (sightings, maxSittings) => {
        const inOrder = [...sightings].sort((a, b) => a.at - b.at)
        let memory: PatientMemory = EMPTY_MEMORY
        for (const sighting of inOrder) memory = decideShowing(memory, aSighting({ ...sighting, maxSittings })).memory
        for (const { sittings } of memory.told) expect(sittings.length).toBeLessThanOrEqual(maxSittings)
      }),
    )
  })

  test('shows the same again at once wherever it was shown, as the same card', () => {
    fc.assert(
      fc.property(anySightings, (sightings) => {
        let memory: PatientMemory = EMPTY_MEMORY
        sightings.forEach((changes, index) => {
          const sighting = aSighting({ ...changes, cardUuid: `card-${index}` })
          const decided = decideShowing(memory, sighting)
          memory = decided.memory
          if (!decided.showing.shown) return
          const again = decideShowing(memory, { ...sighting, cardUuid: 'another' }).showing
          expect(again).toMatchObject({ shown: true, cardUuid: decided.showing.cardUuid })
        })
      }),
    )
  })

  test('never gives a new uuid without a new fact', () => {
    fc.assert(
      fc.property(anySightings, (sightings) => {
        let memory: PatientMemory = EMPTY_MEMORY
        sightings.forEach((changes, index) => {
          const before = memory.told.find(
            ({ userKey, news }) => userKey === changes.userKey && news.key === changes.news.key,
          )
          const decided = decideShowing(memory, aSighting({ ...changes, cardUuid: `card-${index}` }))
          memory = decided.memory
          const isNewCard = decided.showing.shown && decided.showing.cardUuid === `card-${index}`
          const rise = (changes.news.pain ?? 0) - (before?.news.pain ?? 10)
          expect(isNewCard).toBe(before === undefined || rise >= 2)
        })
      }),
    )
  })

  test('is never changed in place', () => {
    fc.assert(
      fc.property(anySightings, (sightings) => {
        let memory: PatientMemory = EMPTY_MEMORY
        for (const changes of sightings) {
          const before = JSON.stringify(memory)
          const decided = decideShowing(memory, aSighting(changes))
          expect(JSON.stringify(memory)).toBe(before)
          memory = decided.memory
        }
      }),
    )
  })

  test('does not grow without end', () => {
    let memory: PatientMemory = EMPTY_MEMORY
    for (let n = 0; n < 700; n++)
      memory = decideShowing(memory, aSighting({ news: someNews({ key: `news ${n}` }) })).memory
    expect(memory.told.length).toBeLessThanOrEqual(500)
  })
})
