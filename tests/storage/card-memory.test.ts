import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CardHistory, decideShowing, type Sighting } from '../../src/storage/card-memory.ts'
import { aSighting, DAY, HOUR } from './sighting.ts'

/** Shows one after the other and gives back which of them were allowed. */
function inTurn(sightings: readonly Partial<Sighting>[]): readonly boolean[] {
  let history: CardHistory = []
  return sightings.map((changes) => {
    const decided = decideShowing(history, aSighting(changes))
    history = decided.history
    return decided.mayShow
  })
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
  test('are shown although the news before had been told often enough', () => {
    const often = [{}, { at: DAY }, { at: 2 * DAY }, { at: 3 * DAY }]
    expect(inTurn([...often, { at: 3 * DAY, newsKey: 'T12, pain 9' }])).toEqual([true, true, true, false, true])
  })

  test('do not give the old news a new count', () => {
    const news = { newsKey: 'T12, pain 9' }
    expect(inTurn([{}, { at: DAY }, { at: 2 * DAY }, { ...news, at: 3 * DAY }, { at: 4 * DAY }])).toEqual([
      true,
      true,
      true,
      true,
      false,
    ])
  })
})

describe('any history', () => {
  const anySightings = fc.array(
    fc.record({
      newsKey: fc.constantFrom('a', 'b'),
      encounterKey: fc.constantFrom(null, 'x', 'y'),
      at: fc.nat({ max: 40 * DAY }),
    }),
    { maxLength: 40 },
  )

  test('shows one news in no more than maxSittings sittings', () => {
    fc.assert(
      fc.property(anySightings, fc.integer({ min: 1, max: 4 }), (sightings, maxSittings) => {
        const inOrder = [...sightings].sort((a, b) => a.at - b.at)
        let history: CardHistory = []
        for (const sighting of inOrder)
          history = decideShowing(history, aSighting({ ...sighting, maxSittings })).history
        for (const { sittings } of history) expect(sittings.length).toBeLessThanOrEqual(maxSittings)
      }),
    )
  })

  test('shows the same again at once wherever it was shown', () => {
    fc.assert(
      fc.property(anySightings, (sightings) => {
        let history: CardHistory = []
        for (const changes of sightings) {
          const sighting = aSighting(changes)
          const decided = decideShowing(history, sighting)
          history = decided.history
          if (decided.mayShow) expect(decideShowing(history, sighting).mayShow).toBe(true)
        }
      }),
    )
  })

  test('is never changed in place', () => {
    fc.assert(
      fc.property(anySightings, (sightings) => {
        let history: CardHistory = []
        for (const changes of sightings) {
          const before = JSON.stringify(history)
          const decided = decideShowing(history, aSighting(changes))
          expect(JSON.stringify(history)).toBe(before)
          history = decided.history
        }
      }),
    )
  })

  test('does not grow without end', () => {
    let history: CardHistory = []
    for (let n = 0; n < 500; n++) history = decideShowing(history, aSighting({ newsKey: `news ${n}` })).history
    expect(history.length).toBeLessThanOrEqual(20)
  })
})
