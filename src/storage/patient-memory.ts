import type { CardAnswer, News, Rename } from './card-memory.ts'

/** One piece of news that one user was told, and the sittings in which it was shown. */
export interface ToldNews {
  readonly userKey: string
  readonly news: News
  readonly cardUuid: string
  readonly sittings: readonly Sitting[]
}

/** One occasion: half a day, and every encounter that was opened in it, to its end. */
export interface Sitting {
  readonly startedAt: number
  readonly encounterKeys: readonly string[]
}

/** Everything that is remembered about one patient: what was told to whom, and what was answered. */
export interface PatientMemory {
  /** The one told last stands last. */
  readonly told: readonly ToldNews[]
  /** One per card, outcome and accepted part, in a fixed order. */
  readonly answers: readonly CardAnswer[]
}

export const EMPTY_MEMORY: PatientMemory = { told: [], answers: [] }

/** More than this about one patient is a client gone wrong: the oldest goes. */
export const MAX_TOLD = 500
export const MAX_ANSWERS = 500

/** Writes every name of an older key as the key in use writes it. */
export function renameKeys(memory: PatientMemory, renames: readonly Rename[]): PatientMemory {
  if (renames.length === 0) return memory
  const names = new Map(renames.map(({ from, to }) => [from, to]))
  const renamed = (name: string) => names.get(name) ?? name
  const renamedNews = (news: News): News => ({
    ...news,
    key: renamed(news.key),
    facts: news.facts.map(renamed),
    laboratory: news.laboratory.map(renamed),
  })
  return {
    told: memory.told.map((told) => ({
      ...told,
      userKey: renamed(told.userKey),
      news: renamedNews(told.news),
      sittings: told.sittings.map(({ startedAt, encounterKeys }) => ({
        startedAt,
        encounterKeys: encounterKeys.map(renamed),
      })),
    })),
    answers: memory.answers.map((answer) => ({
      ...answer,
      userKey: renamed(answer.userKey),
      news: renamedNews(answer.news),
    })),
  }
}

/** One memory of two: what was remembered under an older patient key joins what is remembered under the present one. */
export function joinMemories(older: PatientMemory, newer: PatientMemory): PatientMemory {
  return {
    told: [...older.told, ...newer.told].slice(-MAX_TOLD),
    answers: addAnswers(older.answers, newer.answers),
  }
}

/** Of the same card, outcome and accepted part the latest stays; in whatever order and however often they come. */
export function addAnswers(known: readonly CardAnswer[], added: readonly CardAnswer[]): readonly CardAnswer[] {
  const byIdentity = new Map<string, CardAnswer>()
  for (const answer of [...known, ...added]) {
    const identity = JSON.stringify([answer.cardUuid, answer.outcome, answer.accepted])
    const other = byIdentity.get(identity)
    byIdentity.set(identity, other ? laterOf(other, answer) : answer)
  }
  return [...byIdentity.values()].sort(compareAnswers).slice(-MAX_ANSWERS)
}

function laterOf(one: CardAnswer, other: CardAnswer): CardAnswer {
  return compareAnswers(one, other) < 0 ? other : one
}

/** Total, so that a tie is decided the same way in every order. What arrived earlier is the later of equals: its silence began. */
function compareAnswers(a: CardAnswer, b: CardAnswer): number {
  return a.outcomeAt - b.outcomeAt || b.from - a.from || compareText(orderText(a), orderText(b))
}

function orderText({ cardUuid, outcome, accepted, reason, userKey, news }: CardAnswer): string {
  return JSON.stringify([cardUuid, outcome, accepted, reason, userKey, news])
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
