import type { CdsClient } from './cds-client.ts'
import { type Card, cdsResponse } from './cds-hooks/response.ts'
import type { Assessment } from './clinical/assessment.ts'
import { toCard } from './services/card.ts'
import { type CardDraft, SUGGESTION_IDS } from './services/card-draft.ts'
import { levelsOf, painBehind, recordBehind, subjectOf } from './services/news.ts'
import { partOf } from './services/suggestion-part.ts'
import { answerOf } from './storage/answers-of.ts'
import type { CardMemory, News, PatientRef, Rename, Sighting } from './storage/card-memory.ts'
import type { Feedback, FeedbackStore, IssuedCard } from './storage/feedback-store.ts'
import { type IdentityKeys, type Names, uuidBelow } from './storage/identity-keys.ts'

export interface ShowingTools {
  readonly identityKeys: IdentityKeys
  readonly cardMemory: CardMemory
  readonly feedbackStore: FeedbackStore
  /** Where an unexpected failure is written down; it never holds anything of the record. */
  readonly logFailure: (entry: { readonly requestId: string; readonly error: string }) => void
}

/** Patient, user and encounter of one call, as keyed hashes. */
export interface People {
  readonly patient: Names
  readonly user: Names
  readonly encounter: Names | null
}

/** One card that is about to be shown, and to whom. */
export interface CardToShow {
  readonly draft: CardDraft
  readonly assessment: Assessment
  readonly people: People
  readonly client: CdsClient
  readonly serviceId: string
  readonly requestId: string
  /** Epoch milliseconds. */
  readonly at: number
}

export type ShownCard =
  | { readonly shown: true; readonly card: Card; readonly because: string }
  | { readonly shown: false; readonly because: string }

/** A card with the uuid it has when this is told for the first time. It breaks our own schema = a bug, and throws. */
export async function draftCard(toShow: CardToShow, { identityKeys }: ShowingTools): Promise<Card> {
  const { draft, assessment, people, client } = toShow
  const parts = [people.patient[0], people.user[0], draft.newsKey, String(painBehind(draft, assessment))]
  return withUuid(toShow, await identityKeys.uuidOf(client.id, 'card', parts))
}

/**
 * Shows a card unless it was told or answered before: without the memory we would rather repeat ourselves. It is recorded
 * before it leaves, so that its feedback finds it; feedback that came first counts now.
 */
export async function showCard(candidate: Card, toShow: CardToShow, tools: ShowingTools): Promise<ShownCard> {
  const { people, client, requestId } = toShow
  const patient = patientRef(client, people)
  const sighting = await sightingOf(candidate, toShow, tools)
  const ask = () =>
    tools.cardMemory.show(patient, sighting).catch(() => {
      tools.logFailure({ requestId, error: 'card-memory' })
      return { shown: true as const, cardUuid: candidate.uuid, because: 'memory-down' }
    })

  const showing = await ask()
  if (!showing.shown) return showing
  const card = showing.cardUuid === candidate.uuid ? candidate : await withUuid(toShow, showing.cardUuid)
  const issued = await issuedCard(card, sighting.news, toShow)
  const feedback = await issue(issued, requestId, tools)
  if (feedback.length === 0) return { shown: true, card, because: showing.because }

  const answers = feedback.map((each) => answerOf(issued, each))
  await tools.cardMemory.answer(patient, answers).catch(() => tools.logFailure({ requestId, error: 'card-memory' }))
  const again = await ask()
  return again.shown ? { shown: true, card, because: showing.because } : again
}

/** A card that could not be recorded is shown all the same; its feedback waits until it is shown again. */
async function issue(card: IssuedCard, requestId: string, tools: ShowingTools): Promise<readonly Feedback[]> {
  return tools.feedbackStore.issue(card).catch(() => {
    tools.logFailure({ requestId, error: 'feedback-store' })
    return []
  })
}

export function patientRef({ id }: CdsClient, { patient: [patientKey, ...formerPatientKeys] }: People): PatientRef {
  return { clientId: id, patientKey, formerPatientKeys }
}

async function withUuid({ draft, client }: CardToShow, uuid: string): Promise<Card> {
  const card = await toCard(draft, { uuid, uuidOf: (id) => uuidBelow(uuid, id) }, client)
  cdsResponse.parse({ cards: [card] })
  return card
}

async function sightingOf(
  { uuid }: Card,
  { draft, assessment, people, client, at }: CardToShow,
  { identityKeys }: ShowingTools,
): Promise<Sighting> {
  const { facts, laboratory, unreadSources } = recordBehind(assessment)
  const namesOf = (kind: string, text: string) => identityKeys.namesOf(client.id, kind, [text])
  const [key, factNames, laboratoryNames] = await Promise.all([
    namesOf('news', draft.newsKey),
    shortNames(facts, namesOf),
    shortNames(laboratory, namesOf),
  ])
  const { gates } = assessment
  const { user, encounter } = people
  return {
    userKey: user[0],
    encounterKey: encounter?.[0] ?? null,
    news: {
      subject: subjectOf(draft),
      key: key[0],
      pain: painBehind(draft, assessment),
      levels: levelsOf(assessment),
      gates: gates.filter(({ finding }) => finding === 'met').map(({ id }) => id),
      unreadGates: gates.filter(({ couldNotLook }) => couldNotLook.length > 0).map(({ id }) => id),
      facts: factNames.map(([name]) => name),
      laboratory: laboratoryNames.map(([name]) => name),
      unreadSources,
    },
    cardUuid: uuid,
    at,
    maxSittings: client.maxSittings,
    renames: [user, key, ...(encounter ? [encounter] : []), ...factNames, ...laboratoryNames].flatMap(renamesOf),
  }
}

/** A chart with more facts than this has the rest of them stand together as one. */
const MAX_FACTS = 64
/** Enough to tell the facts of one patient apart. */
const NAME_CHARACTERS = 16

async function shortNames(
  facts: readonly string[],
  namesOf: (kind: string, text: string) => Promise<Names>,
): Promise<readonly Names[]> {
  const few = facts.length <= MAX_FACTS ? facts : [...facts.slice(0, MAX_FACTS - 1), facts.slice(MAX_FACTS - 1).join()]
  const all = await Promise.all(few.map((fact) => namesOf('fact', fact)))
  return all.map(([name, ...older]) => [
    name.slice(-NAME_CHARACTERS),
    ...older.map((each) => each.slice(-NAME_CHARACTERS)),
  ])
}

function renamesOf([to, ...older]: Names): readonly Rename[] {
  return older.map((from) => ({ from, to }))
}

/**
 * With every suggestion that this card can carry: the same card offers less once something is ordered, and feedback about
 * what it offered in the morning may come in the evening.
 */
async function issuedCard(
  card: Card,
  news: News,
  { draft, people, client, serviceId, assessment, at }: CardToShow,
): Promise<IssuedCard> {
  return {
    clientId: client.id,
    cardUuid: card.uuid,
    patientKey: people.patient[0],
    userKey: people.user[0],
    serviceId,
    kind: draft.kind,
    news,
    suggestions: await Promise.all(
      SUGGESTION_IDS.map(async (id) => ({ uuid: await uuidBelow(card.uuid, id), id, part: partOf(draft, id) })),
    ),
    ruleVersion: assessment.ruleVersion,
    issuedAt: at,
  }
}
