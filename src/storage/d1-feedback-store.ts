import * as z from '../zod.ts'
import type { Database } from './bindings.ts'
import type { CountedFeedback, Feedback, FeedbackStore, IssuedCard } from './feedback-store.ts'
import { storedNews, storedSuggestions } from './stored-shapes.ts'

const ISSUE = `
  INSERT INTO issued_cards VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10)
  ON CONFLICT (client_id, card_uuid) DO UPDATE SET
    patient_key = excluded.patient_key, user_key = excluded.user_key, service_id = excluded.service_id,
    kind = excluded.kind, news = excluded.news, suggestions = excluded.suggestions,
    rule_version = excluded.rule_version, last_shown_at = excluded.last_shown_at`

const FEEDBACK_OF_CARD = 'SELECT * FROM feedback WHERE client_id = ?1 AND card_uuid = ?2'

// A whole batch in one parameter: a statement takes no more than a hundred.
const RECORD = `
  INSERT OR IGNORE INTO feedback
  SELECT ?1, value ->> 'cardUuid', value ->> 'outcome', value ->> 'outcomeAt', value ->> 'suggestionUuid',
    value ->> 'serviceId', value ->> 'reasonSystem', value ->> 'reasonCode', value ->> 'comment', value ->> 'receivedAt'
  FROM json_each(?2)`

const CARDS_OF_BATCH = `
  SELECT * FROM issued_cards
  WHERE client_id = ?1 AND card_uuid IN (SELECT value ->> 'cardUuid' FROM json_each(?2))`

const COUNTED = `
  SELECT c.*, f.outcome, f.outcome_at, f.suggestion_uuid, f.service_id AS feedback_service_id, f.reason_system,
    f.reason_code, f.comment, f.received_at
  FROM feedback f JOIN issued_cards c ON c.client_id = f.client_id AND c.card_uuid = f.card_uuid
  WHERE ?1 IS NULL OR f.client_id = ?1
  ORDER BY f.outcome_at`

const CARDS_OF_PATIENT =
  'SELECT card_uuid FROM issued_cards WHERE client_id = ?1 AND patient_key IN (SELECT value FROM json_each(?2))'

const FORGET = [
  `DELETE FROM feedback WHERE client_id = ?1 AND card_uuid IN (${CARDS_OF_PATIENT})`,
  `DELETE FROM issued_cards WHERE client_id = ?1 AND card_uuid IN (${CARDS_OF_PATIENT})`,
] as const

const PURGE = [
  ['DELETE FROM issued_cards WHERE last_shown_at < ?1', 'issuedCardsMs'],
  [
    `DELETE FROM feedback WHERE received_at < ?1 AND NOT EXISTS (
       SELECT 1 FROM issued_cards c WHERE c.client_id = feedback.client_id AND c.card_uuid = feedback.card_uuid)`,
    'unknownFeedbackMs',
  ],
  ['UPDATE feedback SET comment = NULL WHERE received_at < ?1 AND comment IS NOT NULL', 'commentsMs'],
] as const

const json = z.pipe(
  z.string(),
  z.transform((text): unknown => JSON.parse(text)),
)

const cardRow = z.pipe(
  z.object({
    client_id: z.string(),
    card_uuid: z.string(),
    patient_key: z.string(),
    user_key: z.string(),
    service_id: z.string(),
    kind: z.string(),
    news: z.pipe(json, storedNews),
    suggestions: z.pipe(json, storedSuggestions),
    rule_version: z.string(),
    first_shown_at: z.number(),
  }),
  z.transform(
    (row): IssuedCard => ({
      clientId: row.client_id,
      cardUuid: row.card_uuid,
      patientKey: row.patient_key,
      userKey: row.user_key,
      serviceId: row.service_id,
      kind: row.kind,
      news: row.news,
      suggestions: row.suggestions,
      ruleVersion: row.rule_version,
      issuedAt: row.first_shown_at,
    }),
  ),
)

const feedbackRow = z.pipe(
  z.object({
    card_uuid: z.string(),
    service_id: z.string(),
    feedback_service_id: z.optional(z.string()),
    outcome: z.enum(['accepted', 'overridden']),
    outcome_at: z.number(),
    suggestion_uuid: z.string(),
    reason_system: z.nullable(z.string()),
    reason_code: z.nullable(z.string()),
    comment: z.nullable(z.string()),
    received_at: z.number(),
  }),
  z.transform(
    (row): Feedback => ({
      cardUuid: row.card_uuid,
      serviceId: row.feedback_service_id ?? row.service_id,
      outcome: row.outcome,
      outcomeAt: row.outcome_at,
      suggestionUuid: row.suggestion_uuid,
      reasonSystem: row.reason_system,
      reasonCode: row.reason_code,
      comment: row.comment,
      receivedAt: row.received_at,
    }),
  ),
)

/** Issued cards and feedback in D1. */
export function createD1FeedbackStore(database: Database): FeedbackStore {
  return {
    issue: async (card) => {
      const [, found] = await database.batch([
        database.prepare(ISSUE).bind(...columnsOf(card)),
        database.prepare(FEEDBACK_OF_CARD).bind(card.clientId, card.cardUuid),
      ])
      return (found?.results ?? []).map((row) => feedbackRow.parse(row))
    },
    record: async (clientId, feedback) => {
      const batch = JSON.stringify(feedback)
      const [, found] = await database.batch([
        database.prepare(RECORD).bind(clientId, batch),
        database.prepare(CARDS_OF_BATCH).bind(clientId, batch),
      ])
      const cards = new Map(
        (found?.results ?? []).map((row) => cardRow.parse(row)).map((card) => [card.cardUuid, card]),
      )
      return feedback.flatMap((each) => withCard(each, cards.get(each.cardUuid)))
    },
    counted: async (clientId) => {
      const { results } = await database
        .prepare(COUNTED)
        .bind(clientId ?? null)
        .all()
      return results.map((row) => ({ card: cardRow.parse(row), feedback: feedbackRow.parse(row) }))
    },
    forget: async (clientId, patientKeys) => {
      const keys = JSON.stringify(patientKeys)
      await database.batch(FORGET.map((sql) => database.prepare(sql).bind(clientId, keys)))
    },
    purge: async (now, retention) => {
      await database.batch(PURGE.map(([sql, keptMs]) => database.prepare(sql).bind(now - retention[keptMs])))
    },
  }
}

function withCard(feedback: Feedback, card: IssuedCard | undefined): readonly CountedFeedback[] {
  return card ? [{ card, feedback }] : []
}

function columnsOf(card: IssuedCard) {
  return [
    card.clientId,
    card.cardUuid,
    card.patientKey,
    card.userKey,
    card.serviceId,
    card.kind,
    JSON.stringify(card.news),
    JSON.stringify(card.suggestions),
    card.ruleVersion,
    card.issuedAt,
  ]
}
