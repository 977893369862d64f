import { describe, expect, test } from 'vitest'
import type { CardAnswer } from '../../src/storage/card-memory.ts'
import { EMPTY_MEMORY } from '../../src/storage/patient-memory.ts'
import { decideShowing } from '../../src/storage/showing-rule.ts'
import { anAnswer, aSighting, DAY, someNews } from './sighting.ts'

/** The record that the first card rests on, and what a later day makes of the same record. */
const TOLD = someNews({ key: 'refer now', facts: ['T12', 'pain 8 in May'], laboratory: ['INR 1.0'] })
const LATER = { ...TOLD, key: 'complete the work-up' }

function shownAfter(news: ReturnType<typeof someNews>, { answers = [] as readonly CardAnswer[], at = 40 * DAY } = {}) {
  const { memory } = decideShowing(EMPTY_MEMORY, aSighting({ news: TOLD }))
  const sighting = aSighting({ news, at, cardUuid: 'card-2' })
  return decideShowing({ ...memory, answers }, sighting).showing
}

describe('time alone is no news', () => {
  test('another conclusion from the same record is not told to who has answered', () => {
    expect(shownAfter(LATER, { answers: [anAnswer({ news: TOLD })] })).toEqual({ shown: false, because: 'answered' })
  })

  test('it is the card that was told, in the sittings that are left', () => {
    expect(shownAfter(LATER, { at: 2 * DAY })).toMatchObject({ shown: true, cardUuid: 'card-1' })
    expect(shownAfter(LATER)).toEqual({ shown: false, because: 'told-before' })
  })

  test('with a fact that was not there it is news', () => {
    const news = { ...LATER, facts: [...TOLD.facts, 'pain 6 in June'] }
    expect(shownAfter(news, { answers: [anAnswer({ news: TOLD })] })).toMatchObject({ shown: true, cardUuid: 'card-2' })
  })

  test('with a fact that is gone it is news', () => {
    expect(shownAfter({ ...LATER, facts: ['T12'] })).toMatchObject({ shown: true, cardUuid: 'card-2' })
  })

  test('a fact that could not be read this time is not gone', () => {
    const news = { ...LATER, facts: ['T12'], unreadSources: ['observations'] }
    expect(shownAfter(news)).toEqual({ shown: false, because: 'told-before' })
  })

  test('a source that could not be read then either hides nothing', () => {
    const told = { ...TOLD, unreadSources: ['allergies'] }
    const { memory } = decideShowing(EMPTY_MEMORY, aSighting({ news: told }))
    const now = { ...LATER, facts: ['T12'], unreadSources: ['allergies'] }
    const { showing } = decideShowing(memory, aSighting({ news: now, at: 40 * DAY, cardUuid: 'card-2' }))
    expect(showing).toMatchObject({ shown: true, cardUuid: 'card-2' })
  })

  test('a laboratory value is news through its gate only', () => {
    const another = { ...LATER, laboratory: ['INR 1.1'] }
    expect(shownAfter(another)).toEqual({ shown: false, because: 'told-before' })
    const raised = { ...LATER, laboratory: ['INR 2.4'], gates: ['coagulopathy'] }
    expect(shownAfter(raised)).toMatchObject({ shown: true, cardUuid: 'card-2' })
  })
})
