import * as z from '../zod.ts'
import type { PatientMemory } from './patient-memory.ts'

/** What stands in the stores as JSON. Parsed when it is read: an earlier release may have written it. */
export const storedNews = z.object({
  subject: z.string(),
  key: z.string(),
  pain: z.nullable(z.number()),
  levels: z.array(z.string()),
  gates: z.array(z.string()),
  unreadGates: z.array(z.string()),
  facts: z.array(z.string()),
  laboratory: z.array(z.string()),
  unreadSources: z.array(z.string()),
})

export const storedSuggestions = z.array(
  z.object({ uuid: z.string(), id: z.string(), part: z.enum(['main', 'companion']) }),
)

const storedMemory = z.object({
  told: z.array(
    z.object({
      userKey: z.string(),
      news: storedNews,
      cardUuid: z.string(),
      sittings: z.array(z.object({ startedAt: z.number(), encounterKeys: z.array(z.string()) })),
    }),
  ),
  answers: z.array(
    z.object({
      cardUuid: z.string(),
      userKey: z.string(),
      news: storedNews,
      outcome: z.enum(['accepted', 'overridden']),
      accepted: z.nullable(z.enum(['main', 'companion'])),
      reason: z.nullable(z.string()),
      outcomeAt: z.number(),
      from: z.number(),
    }),
  ),
})

/** Throws where it is none: a memory that cannot be read counts as one that cannot be reached. */
export function parsePatientMemory(stored: unknown): PatientMemory {
  return storedMemory.parse(JSON.parse(String(stored)))
}
