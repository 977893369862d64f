import type { Caller } from './caller.ts'
import type { CdsClient } from './cds-client.ts'
import type { ReportedBatch, ReportedFeedback } from './cds-hooks/feedback.ts'
import type { RefusedCall } from './failure.ts'
import { fail, ok, type Result } from './result.ts'
import { answerOf } from './storage/answers-of.ts'
import type { CardMemory } from './storage/card-memory.ts'
import type { CountedFeedback, Feedback, FeedbackStore } from './storage/feedback-store.ts'

/** Feedback that could not be kept: the client sends it again. */
export interface FeedbackStoreDown {
  readonly reason: 'feedback-store-down'
}

interface FeedbackTools {
  readonly now: () => Date
  readonly feedbackStore: FeedbackStore
  readonly cardMemory: CardMemory
  readonly logFailure: (entry: { readonly requestId: string; readonly error: string }) => void
}

/**
 * Keeps a batch of feedback and lets the memory know, before the answer leaves. A card that is unknown, or another
 * client's, gets the same answer as one of ours: nobody can find out here which cards exist.
 */
export async function takeFeedback(
  batch: ReportedBatch,
  call: Caller & { readonly serviceId: string; readonly requestId: string },
  { now, feedbackStore, cardMemory, logFailure }: FeedbackTools,
): Promise<Result<{ readonly accepted: number; readonly ignored: number }, FeedbackStoreDown | RefusedCall>> {
  const { client, serviceId, requestId } = call
  const admission = await call.admission
  if (!admission.ok) return admission
  const receivedAt = now().getTime()
  const feedback = batch.entries
    .filter(({ card }) => isUuid(card))
    .flatMap((entry) => toFeedback(entry, { client, serviceId, receivedAt }))
  try {
    const counted = await feedbackStore.record(client.id, feedback)
    await Promise.all([...byPatient(counted)].map(([patientKey, group]) => remember(patientKey, group)))
  } catch {
    logFailure({ requestId, error: 'feedback-store' })
    return fail({ reason: 'feedback-store-down' })
  }
  return ok({ accepted: batch.entries.length, ignored: batch.ignored })

  function remember(patientKey: string, group: readonly CountedFeedback[]): Promise<void> {
    const answers = group.map((each) => answerOf(each.card, each.feedback))
    return cardMemory.answer({ clientId: client.id, patientKey, formerPatientKeys: [] }, answers)
  }
}

/** Every name of ours is one. Other words can be about nothing of ours, and could name somebody: they are not kept. */
function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}

/** One entry per accepted suggestion: an acceptance is of a suggestion, an override of the card. */
function toFeedback(
  entry: ReportedFeedback,
  {
    client,
    serviceId,
    receivedAt,
  }: { readonly client: CdsClient; readonly serviceId: string; readonly receivedAt: number },
): readonly Feedback[] {
  const { card, outcome, outcomeAt, acceptedSuggestions, reason, comment } = entry
  const ours = acceptedSuggestions.filter(isUuid)
  const suggestions = ours.length === 0 ? [''] : ours
  return suggestions.map((suggestionUuid) => ({
    cardUuid: card,
    serviceId,
    outcome,
    outcomeAt,
    suggestionUuid,
    reasonSystem: reason?.system ?? null,
    reasonCode: reason?.code ?? null,
    comment: client.storeComments ? comment : null,
    receivedAt,
  }))
}

function byPatient(counted: readonly CountedFeedback[]): ReadonlyMap<string, readonly CountedFeedback[]> {
  return Map.groupBy(counted, ({ card }) => card.patientKey)
}
