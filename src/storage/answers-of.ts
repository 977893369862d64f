import type { CardAnswer } from './card-memory.ts'
import type { Feedback, IssuedCard } from './feedback-store.ts'
import { KNOWN_REASONS } from './silence-rule.ts'

const HL7_REASONS = 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes'

/** What feedback about a card means for showing it again. */
export function answerOf(card: IssuedCard, feedback: Feedback): CardAnswer {
  const { outcome, outcomeAt, receivedAt } = feedback
  return {
    cardUuid: card.cardUuid,
    userKey: card.userKey,
    news: card.news,
    outcome,
    accepted: outcome === 'accepted' ? acceptedPart(card, feedback) : null,
    reason: outcome === 'overridden' ? knownReason(feedback) : null,
    outcomeAt,
    from: Math.min(outcomeAt, receivedAt),
  }
}

/** An acceptance that names no suggestion of ours leaves open what was accepted: it is not taken for the main advice. */
function acceptedPart({ suggestions }: IssuedCard, { suggestionUuid }: Feedback): 'main' | 'companion' {
  return suggestions.find(({ uuid }) => uuid === suggestionUuid)?.part ?? 'companion'
}

/** A code without a system is HL7's where it is one of theirs: the codes we offer are. */
function knownReason({ reasonSystem, reasonCode }: Feedback): string | null {
  const isOurs = reasonSystem === null || reasonSystem === HL7_REASONS
  return isOurs && reasonCode !== null && KNOWN_REASONS.has(reasonCode) ? reasonCode : null
}
