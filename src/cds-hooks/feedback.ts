import { fail, ok, type Result } from '../result.ts'
import * as z from '../zod.ts'
import type { MalformedRequest } from './request.ts'

/** Entries in one call; a client sends the rest in another. */
const MAX_ENTRIES = 100
const MAX_SUGGESTIONS = 20
const MAX_COMMENT_CHARACTERS = 1_000
const MS_PER_DAY = 86_400_000
/** A local time that is written as UTC lies up to 14 hours ahead; what lies further ahead would outlast every later answer. */
const MAX_AHEAD_MS = MS_PER_DAY

/** What a user did with one card, as the client reports it. */
export interface ReportedFeedback {
  /** Any text: whether it is a card of ours shows in the store. */
  readonly card: string
  readonly outcome: 'accepted' | 'overridden'
  /** Epoch milliseconds. */
  readonly outcomeAt: number
  readonly acceptedSuggestions: readonly string[]
  readonly reason: { readonly system: string | null; readonly code: string } | null
  /** Free text: it can name a patient. */
  readonly comment: string | null
}

export interface ReportedBatch {
  readonly entries: readonly ReportedFeedback[]
  /** How many entries could not be used. */
  readonly ignored: number
}

const id = z.string().check(z.trim(), z.minLength(1), z.maxLength(256))
/** What is not readable in an optional element is left out, and the answer counts without it. */
const optionally = <Schema extends z.ZodMiniType>(schema: Schema) => z.catch(z.nullish(schema), null)

/** A name out of a vocabulary, and no words: what a client puts here is kept. */
const token = z.string().check(z.regex(/^[A-Za-z0-9][\w.:/-]{0,127}$/))

const overrideReason = z.object({
  reason: optionally(z.object({ code: token, system: optionally(token) })),
  userComment: optionally(z.string()),
})

/** @see https://cds-hooks.hl7.org/2.0/#feedback */
const entry = z.object({
  card: id,
  outcome: z.enum(['accepted', 'overridden']),
  outcomeTimestamp: z.iso.datetime({ offset: true, local: true }),
  acceptedSuggestions: optionally(z.array(z.unknown()).check(z.maxLength(MAX_SUGGESTIONS))),
  overrideReason: optionally(overrideReason),
  // Epic's name for the same.
  overrideReasons: optionally(
    z.union([
      overrideReason,
      z.pipe(
        z.tuple([overrideReason], z.unknown()),
        z.transform(([first]) => first),
      ),
    ]),
  ),
})

const envelope = z.object({ feedback: z.array(z.unknown()).check(z.minLength(1), z.maxLength(MAX_ENTRIES)) })
const suggestion = z.object({ id })

/** Reads a feedback call. Bad entries are left out as long as one is good; extensions and unknown elements are ignored. */
export function parseFeedback(body: unknown, now: number): Result<ReportedBatch, MalformedRequest> {
  const parsed = envelope.safeParse(body)
  if (!parsed.success) return malformed('feedback', `must be an array of 1 to ${MAX_ENTRIES} entries`)
  const { feedback } = parsed.data
  const entries = feedback.flatMap((each) => readEntry(each, now) ?? [])
  if (entries.length === 0) {
    return malformed(
      'feedback',
      "no entry has card, outcome ('accepted' or 'overridden') and an outcomeTimestamp (RFC 3339) that is not in the future",
    )
  }
  return ok({ entries, ignored: feedback.length - entries.length })
}

function readEntry(value: unknown, now: number): ReportedFeedback | undefined {
  const parsed = entry.safeParse(value)
  if (!parsed.success) return undefined
  const { card, outcome, outcomeTimestamp, acceptedSuggestions, overrideReason, overrideReasons } = parsed.data
  const outcomeAt = timeOf(outcomeTimestamp)
  if (!(outcomeAt <= now + MAX_AHEAD_MS)) return undefined
  const override = overrideReason ?? overrideReasons
  const { code, system } = override?.reason ?? {}
  return {
    card,
    outcome,
    outcomeAt,
    acceptedSuggestions: outcome === 'accepted' ? idsIn(acceptedSuggestions ?? []) : [],
    reason: outcome === 'overridden' && code !== undefined ? { code, system: system ?? null } : null,
    comment: override?.userComment?.slice(0, MAX_COMMENT_CHARACTERS) || null,
  }
}

/** Without an offset it is UTC, as the specification asks, wherever this runs. */
function timeOf(timestamp: string): number {
  return Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/i.test(timestamp) ? timestamp : `${timestamp}Z`)
}

function idsIn(suggestions: readonly unknown[]): readonly string[] {
  return [...new Set(suggestions.flatMap((each) => suggestion.safeParse(each).data?.id ?? []))]
}

function malformed(field: string, problem: string): Result<never, MalformedRequest> {
  return fail({ reason: 'malformed-request', problems: [{ field, problem }] })
}
