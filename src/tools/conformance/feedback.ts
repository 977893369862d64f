import { randomUUID } from 'node:crypto'
import { type Answer, type Caller, saidBy } from './caller.ts'
import type { CardsSeen } from './cards.ts'
import { isText, type JsonObject, listAt } from './json.ts'
import { type Rule, type Skipped, skip } from './rule.ts'

export interface FeedbackSeen {
  /** For a card that nobody ever sent. */
  readonly unknownCard: Answer
  /** For a suggestion of a card just received; undefined where none was. */
  readonly accepted: Answer | undefined
  readonly overridden: Answer | undefined
  readonly notFeedback: Answer
}

/** Posts feedback for a card of ours and for one nobody knows. The patient of both is the made-up one of the generated bodies. */
export async function askFeedback(url: string, cards: CardsSeen, now: Date, call: Caller): Promise<FeedbackSeen> {
  const post = (body: unknown) => call('POST', url, { body })
  const about = (entry: JsonObject) => ({ feedback: [{ ...entry, outcomeTimestamp: now.toISOString() }] })
  const card = cards.cards.find(({ value }) => isText(value.uuid))?.value
  const suggestion = listAt(card, 'suggestions').find((each) => isText(Object(each).uuid))
  return {
    unknownCard: await post(about({ card: randomUUID(), outcome: 'overridden' })),
    accepted:
      card === undefined || suggestion === undefined
        ? undefined
        : await post(
            about({ card: card.uuid, outcome: 'accepted', acceptedSuggestions: [{ id: Object(suggestion).uuid }] }),
          ),
    overridden:
      card === undefined ? undefined : await post(about({ card: card.uuid, outcome: 'overridden', ...reasonOf(card) })),
    notFeedback: await post({ feedback: 'none' }),
  }
}

function reasonOf(card: JsonObject): JsonObject {
  const [reason] = listAt(card, 'overrideReasons')
  return reason === undefined ? {} : { overrideReason: { reason } }
}

export const FEEDBACK_RULES: readonly Rule<FeedbackSeen>[] = [
  {
    id: 'feedback-offered',
    level: 'MAY',
    line: 820,
    section: 'feedback',
    title: 'There is a feedback endpoint',
    todo: 'Answer POST {base}/cds-services/{id}/feedback, to learn what becomes of the cards.',
    judge: (seen) => (isOffered(seen) ? [] : [saidBy(seen.unknownCard)]),
  },
  {
    id: 'feedback-accepted',
    level: 'MAY',
    line: 846,
    section: 'suggestion-accepted',
    title: 'Feedback that a suggestion was accepted is taken',
    todo: 'Answer 200.',
    judge: (seen) => taken(seen, seen.accepted, 'no suggestion with a uuid was seen'),
  },
  {
    id: 'feedback-overridden',
    level: 'MAY',
    line: 886,
    section: 'overridden-guidance',
    title: 'Feedback that a card was overridden is taken',
    todo: 'Answer 200, with and without a reason.',
    judge: (seen) => taken(seen, seen.overridden, 'no card with a uuid was seen'),
  },
  {
    id: 'feedback-unknown-card',
    level: 'advice',
    line: 852,
    section: 'suggestion-accepted',
    title: 'Feedback for a card that is not known is no error of the server',
    todo: 'Feedback comes late, twice and in batches: take it, or refuse it with a 4xx.',
    judge: (seen) => (isOffered(seen) ? brokenBy(seen.unknownCard) : skip(NOT_OFFERED)),
  },
  {
    id: 'feedback-malformed',
    level: 'advice',
    line: 832,
    section: 'feedback',
    title: 'A body that is no feedback is refused with 400',
    todo: 'Answer 400 where feedback is no array.',
    judge: (seen) => {
      if (!isOffered(seen)) return skip(NOT_OFFERED)
      return [400, 422].includes(seen.notFeedback.status) ? [] : [saidBy(seen.notFeedback)]
    },
  },
]

const NOT_OFFERED = 'there is no feedback endpoint'

function isOffered({ unknownCard, accepted, overridden, notFeedback }: FeedbackSeen): boolean {
  const absent = (answer: Answer | undefined) => answer === undefined || [0, 404, 405, 501].includes(answer.status)
  return ![unknownCard, accepted, overridden, notFeedback].every(absent)
}

function taken(seen: FeedbackSeen, answer: Answer | undefined, unseen: string): readonly string[] | Skipped {
  if (!isOffered(seen)) return skip(NOT_OFFERED)
  if (answer === undefined) return skip(unseen)
  return answer.status >= 200 && answer.status < 300 ? [] : [saidBy(answer)]
}

function brokenBy(answer: Answer): readonly string[] {
  return answer.status === 0 || answer.status >= 500 ? [saidBy(answer)] : []
}
