import type { Counts, Tally } from './tally.ts'

/** What people ask of a year, computed from its tally. */
export interface Figures {
  readonly calls: number
  readonly cards: number
  readonly firstTellings: number
  /** First tellings for 100 calls: a card that somebody meets again in the same sitting is one card. */
  readonly perHundredCalls: number
  /** Answers that carry a card, the same one again included, for 100 calls. */
  readonly answersWithCardPerHundredCalls: number
  readonly accepted: number
  readonly overridden: number
  readonly leftAlone: number
  /** First tellings about patients whose spine is sound, or whose fracture healed long ago. */
  readonly falseAlarms: number
}

/** Whoever gets a card with one of these stories got it for nothing. */
const NOTHING_TO_SAY = ['no spine problem', 'back pain, normal spine', 'old painless fracture']

export function figuresOf(tally: Tally): Figures {
  const calls = sumOf(tally.calls)
  const cards = sumOf(tally.cards)
  const firstTellings = sumOf(tally.firstTellings)
  const reacted = (what: string) => tally.reactions.get(what) ?? 0
  return {
    calls,
    cards,
    firstTellings,
    perHundredCalls: (firstTellings / calls) * 100,
    answersWithCardPerHundredCalls: (cards / calls) * 100,
    accepted: reacted('accept'),
    overridden: reacted('override'),
    leftAlone: reacted('nothing'),
    falseAlarms: NOTHING_TO_SAY.reduce((sum, story) => sum + (tally.firstTellingsByStory.get(story) ?? 0), 0),
  }
}

export function sumOf(counts: Counts): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}

/** The most frequent first. */
export function ranked(counts: Counts): readonly (readonly [string, number])[] {
  return [...counts].sort(([name, count], [other, more]) => more - count || (name < other ? -1 : 1))
}
