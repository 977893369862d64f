import { dropOldest } from './drop-oldest.ts'
import type { CountedFeedback, Feedback, FeedbackStore, IssuedCard } from './feedback-store.ts'

/** Cards and answers kept at most; the oldest goes first. */
const MAX_KEPT = 20_000

/** In the isolate's memory: for development and tests. */
export function createMemoryFeedbackStore(): FeedbackStore {
  const cards = new Map<string, { readonly card: IssuedCard; readonly shownAt: number }>()
  const answers = new Map<string, { readonly card: string; readonly feedback: Feedback }>()
  const nameOf = (clientId: string, cardUuid: string) => JSON.stringify([clientId, cardUuid])

  const counted = (): readonly CountedFeedback[] =>
    [...answers.values()].flatMap(({ card: name, feedback }) => {
      const issued = cards.get(name)
      return issued ? [{ card: issued.card, feedback }] : []
    })

  return {
    issue: async (card) => {
      const name = nameOf(card.clientId, card.cardUuid)
      const issuedAt = cards.get(name)?.card.issuedAt ?? card.issuedAt
      cards.set(name, { card: { ...card, issuedAt }, shownAt: card.issuedAt })
      dropOldest(cards, MAX_KEPT)
      return [...answers.values()].flatMap(({ card: about, feedback }) => (about === name ? [feedback] : []))
    },
    record: async (clientId, feedback) => {
      for (const each of feedback) {
        const card = nameOf(clientId, each.cardUuid)
        const name = JSON.stringify([card, each.outcome, each.outcomeAt, each.suggestionUuid])
        if (!answers.has(name)) answers.set(name, { card, feedback: each })
      }
      dropOldest(answers, MAX_KEPT)
      return feedback.flatMap((each) => {
        const issued = cards.get(nameOf(clientId, each.cardUuid))
        return issued ? [{ card: issued.card, feedback: each }] : []
      })
    },
    counted: async (clientId) =>
      counted()
        .filter(({ card }) => clientId === undefined || card.clientId === clientId)
        .sort((a, b) => a.feedback.outcomeAt - b.feedback.outcomeAt),
    forget: async (clientId, patientKeys) => {
      for (const [name, { card }] of cards) {
        if (card.clientId !== clientId || !patientKeys.includes(card.patientKey)) continue
        cards.delete(name)
        deleteWhere(answers, (answer) => answer.card === name)
      }
    },
    purge: async (now, { issuedCardsMs, unknownFeedbackMs, commentsMs }) => {
      const isOver = (at: number, keptMs: number) => now - at > keptMs
      deleteWhere(cards, ({ shownAt }) => isOver(shownAt, issuedCardsMs))
      deleteWhere(answers, ({ card, feedback }) => !cards.has(card) && isOver(feedback.receivedAt, unknownFeedbackMs))
      for (const [name, { card, feedback }] of answers) {
        if (isOver(feedback.receivedAt, commentsMs))
          answers.set(name, { card, feedback: { ...feedback, comment: null } })
      }
    },
  }
}

function deleteWhere<Value>(kept: Map<string, Value>, isGone: (value: Value) => boolean) {
  for (const [name, value] of kept) if (isGone(value)) kept.delete(name)
}
