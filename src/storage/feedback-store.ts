import type { News } from './card-memory.ts'

/** A card that was really shown: what feedback is tied to. People are keyed hashes. */
export interface IssuedCard {
  readonly clientId: string
  readonly cardUuid: string
  readonly patientKey: string
  readonly userKey: string
  readonly serviceId: string
  /** Which advice it was: `refer-now`, `complete-workup`, ... */
  readonly kind: string
  readonly news: News
  readonly suggestions: readonly IssuedSuggestion[]
  readonly ruleVersion: string
  /** When it was first shown, in epoch milliseconds. */
  readonly issuedAt: number
}

export interface IssuedSuggestion {
  readonly uuid: string
  /** What it would order: `referral`, `mri`, ... */
  readonly id: string
  /** A companion leaves the card's main advice open. */
  readonly part: 'main' | 'companion'
}

/** One answer to one card, or to one of its suggestions. */
export interface Feedback {
  readonly cardUuid: string
  /** The service whose feedback address was called. */
  readonly serviceId: string
  readonly outcome: 'accepted' | 'overridden'
  readonly outcomeAt: number
  /** Empty = the card as a whole. */
  readonly suggestionUuid: string
  readonly reasonSystem: string | null
  readonly reasonCode: string | null
  readonly comment: string | null
  readonly receivedAt: number
}

/** Feedback with the card it is about. */
export interface CountedFeedback {
  readonly card: IssuedCard
  readonly feedback: Feedback
}

/** How long what is kept, in milliseconds. */
export interface FeedbackRetention {
  readonly issuedCardsMs: number
  readonly unknownFeedbackMs: number
  readonly commentsMs: number
}

/**
 * Cards that were shown and what was answered to them. Feedback for a card that is not known waits under client and card,
 * and counts only when that client's card exists. Everything is idempotent: a card by client and uuid, feedback by card,
 * outcome, time and suggestion. All reject when the store cannot be reached; what they resolved is kept.
 */
export interface FeedbackStore {
  /** Records a card that is shown, or shown again, and gives the feedback that is there for it. */
  readonly issue: (card: IssuedCard) => Promise<readonly Feedback[]>
  /** Records feedback of one client, and gives it with the cards that are known. */
  readonly record: (clientId: string, feedback: readonly Feedback[]) => Promise<readonly CountedFeedback[]>
  /** Everything that counts, by time of the answer: for the export. */
  readonly counted: (clientId?: string) => Promise<readonly CountedFeedback[]>
  /** Removes one patient's cards and what was answered to them, so that the same card is new again: for trying things out. */
  readonly forget: (clientId: string, patientKeys: readonly string[]) => Promise<void>
  readonly purge: (now: number, retention: FeedbackRetention) => Promise<void>
}
