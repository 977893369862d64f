import type { CardAnswer, News, Sighting } from './card-memory.ts'
import { isNewFact, isNewSafetyFact, newsShownAgain } from './new-fact.ts'
import type { PatientMemory, ToldNews } from './patient-memory.ts'
import { type SilenceRule, silenceAfterAcceptance, silenceAfterOverride } from './silence-rule.ts'
import { SITTING_MS } from './sitting.ts'

const MS_PER_DAY = 86_400_000

/** Whether an answer that somebody gave keeps this card silent. */
export function silencedBy(memory: PatientMemory, told: ToldNews | undefined, sighting: Sighting): boolean {
  return standingAnswers(memory).some(
    (answer) => isAbout(answer, memory, sighting) && lasts(answer, ruleOf(answer), told, sighting),
  )
}

/** The answers that concern this user and this news, whether or not their silence has ended. */
export function answersOn(memory: PatientMemory, sighting: Sighting): readonly CardAnswer[] {
  return standingAnswers(memory).filter((answer) => isAbout(answer, memory, sighting))
}

/** The latest answer to a card decides whether it was accepted or overridden; every accepted part of it counts. */
function standingAnswers({ answers }: PatientMemory): readonly CardAnswer[] {
  // The last one of a card in this list is its latest.
  const outcomes = new Map(answers.map(({ cardUuid, outcome }) => [cardUuid, outcome]))
  return answers.filter(({ cardUuid, outcome }) => outcomes.get(cardUuid) === outcome)
}

function ruleOf({ outcome, accepted, reason }: CardAnswer): SilenceRule {
  return outcome === 'accepted' ? silenceAfterAcceptance(accepted) : silenceAfterOverride(reason)
}

function isAbout(answer: CardAnswer, memory: PatientMemory, { userKey, news }: Sighting): boolean {
  const { scope, until } = ruleOf(answer)
  if (scope === 'user' && answer.userKey !== userKey) return false
  return !(until === 'new-safety-fact' ? isNewSafetyFact : isNewFact)(newsAnswered(answer, memory), news)
}

/** An answer carries the news of the card's last showing, which may have been able to read less than the first. */
function newsAnswered({ cardUuid, news }: CardAnswer, { told }: PatientMemory): News {
  const first = told.find((each) => each.cardUuid === cardUuid)
  return first ? newsShownAgain(first.news, news) : news
}

function lasts(
  answer: CardAnswer,
  { until }: SilenceRule,
  told: ToldNews | undefined,
  { at, encounterKey }: Sighting,
): boolean {
  if (until === 'new-fact' || until === 'new-safety-fact') return true
  if (until !== 'next-encounter') return at - answer.from < until.days * MS_PER_DAY
  const encounters = encountersBefore(answer, told)
  if (encounterKey === null || encounters.length === 0) return at - answer.from <= SITTING_MS
  return encounters.includes(encounterKey)
}

/** The encounters in which the card had been seen when it was answered: feedback itself names none. */
function encountersBefore({ from }: CardAnswer, told: ToldNews | undefined): readonly string[] {
  return (told?.sittings ?? []).filter(({ startedAt }) => startedAt <= from).flatMap((sitting) => sitting.encounterKeys)
}
