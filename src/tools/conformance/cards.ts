import type { ResourceProblem } from './fhir-check.ts'
import { isObject, type JsonObject, listAt } from './json.ts'
import { type CallsSeen, conformingAnswers } from './service-calls.ts'

/** A part of an answer, and where it stood. */
export interface Found {
  readonly at: string
  readonly value: JsonObject
}

/** Everything in the answers of one service that the rules on cards look at. */
export interface CardsSeen {
  readonly answers: readonly Found[]
  readonly cards: readonly Found[]
  readonly suggestions: readonly Found[]
  readonly links: readonly Found[]
  /** Of suggestions. */
  readonly actions: readonly Found[]
  readonly systemActions: readonly Found[]
  /** Entries that are no object at all, by place. */
  readonly oddEntries: readonly string[]
  readonly problemOf: ResourceProblem
}

export function cardsIn(seen: CallsSeen, problemOf: ResourceProblem): CardsSeen {
  const oddEntries: string[] = []
  const parts = (owners: readonly Found[], name: string): readonly Found[] =>
    owners.flatMap(({ at, value }) =>
      listAt(value, name).flatMap((entry, index) => {
        const place = `${at}.${name}[${index}]`
        if (isObject(entry)) return [{ at: place, value: entry }]
        oddEntries.push(place)
        return []
      }),
    )
  const answers = conformingAnswers(seen).flatMap(([at, { status, json }]) =>
    status === 200 && isObject(json) ? [{ at, value: json }] : [],
  )
  const cards = parts(answers, 'cards')
  const suggestions = parts(cards, 'suggestions')
  return {
    answers,
    cards,
    suggestions,
    links: parts(cards, 'links'),
    actions: parts(suggestions, 'actions'),
    systemActions: parts(answers, 'systemActions'),
    oddEntries,
    problemOf,
  }
}
