import * as z from 'zod'
import type { FeedbackRetention } from './feedback-store.ts'

const MS_PER_DAY = 86_400_000

/** How long what is kept, in milliseconds. */
export interface Retention extends FeedbackRetention {
  /** What was told and answered about a patient, counted from the last time it was asked for. */
  readonly suppressionMs: number
  readonly auditMs: number
}

/** Days. Audit: six years, as HIPAA keeps documentation (45 CFR 164.316(b)(2)(i)). */
const days = z.strictObject({
  suppression: z.int().positive().default(400),
  issuedCards: z.int().positive().default(400),
  unknownFeedback: z.int().positive().default(30),
  comments: z.int().positive().default(90),
  audit: z.int().positive().default(2_192),
})

/** What `RETENTION_DAYS` may hold: JSON with any of the keys above. */
export const retentionDays = z
  .string()
  .default('{}')
  .transform((text, context) => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON' })
      return z.NEVER
    }
  })
  .pipe(days)

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
