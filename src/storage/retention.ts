import * as z from '../zod.ts'
import type { FeedbackRetention } from './feedback-store.ts'

const MS_PER_DAY = 86_400_000

/** How long what is kept, in milliseconds. */
export interface Retention extends FeedbackRetention {
  /** What was told and answered about a patient, counted from the last time it was asked for. */
  readonly suppressionMs: number
  readonly auditMs: number
}

const daysOr = (otherwise: number) => z._default(z.int().check(z.positive()), otherwise)

/** Days. Audit: six years, as HIPAA keeps documentation (45 CFR 164.316(b)(2)(i)). */
const days = z.strictObject({
  suppression: daysOr(400),
  issuedCards: daysOr(400),
  unknownFeedback: daysOr(30),
  comments: daysOr(90),
  audit: daysOr(2_192),
})

/** What `RETENTION_DAYS` may hold: JSON with any of the keys above. */
export const retentionDays = z.pipe(
  z.pipe(
    z._default(z.string(), '{}'),
    z.transform((text, { issues }) => {
      try {
        return JSON.parse(text)
      } catch {
        issues.push({ code: 'custom', message: 'must be JSON', input: text })
        return z.NEVER
      }
    }),
  ),
  days,
)

const variables = z.looseObject({ RETENTION_DAYS: retentionDays })

/** Reads RETENTION_DAYS of the Worker's variables; throws where it is none. */
export function readRetention(environment: unknown): Retention {
  const { suppression, issuedCards, unknownFeedback, comments, audit } = variables.parse(environment).RETENTION_DAYS
  return {
    suppressionMs: suppression * MS_PER_DAY,
    issuedCardsMs: issuedCards * MS_PER_DAY,
    unknownFeedbackMs: unknownFeedback * MS_PER_DAY,
    commentsMs: comments * MS_PER_DAY,
    auditMs: audit * MS_PER_DAY,
  }
}
