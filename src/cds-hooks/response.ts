import * as z from 'zod'

/** Longest `summary`: "one-sentence, <140-character" text; 140 is already too long. */
export const MAX_SUMMARY_CHARACTERS = 139

/**
 * Text that every client shows as written: no HTML, link, image, code or table markup, and nothing that GitHub Flavored
 * Markdown would turn into a link by itself. All our texts are built from our own words, numbers, levels and dates; a
 * text that fails this is a bug and leaves as a 500, never as a card.
 */
const HARMLESS = /^[^<>[\]`|\\!@#~]*$/
const AUTOLINK = /https?:|www\./i

const harmlessText = z
  .string()
  .min(1)
  .regex(HARMLESS)
  .refine((text) => !AUTOLINK.test(text))
const httpsUrl = z.url({ protocol: /^https$/ })

const coding = z.strictObject({
  code: z.string().min(1),
  system: z.string().min(1),
  display: z.string().min(1).optional(),
})

/** @see https://cds-hooks.hl7.org/2.0/#action */
const action = z.strictObject({
  type: z.literal('create'),
  description: harmlessText,
  resource: z.looseObject({ resourceType: z.literal('ServiceRequest'), status: z.literal('draft') }),
})

/** @see https://cds-hooks.hl7.org/2.0/#suggestion */
const suggestion = z.strictObject({
  label: harmlessText.max(80),
  uuid: z.uuid(),
  isRecommended: z.boolean().optional(),
  actions: z.array(action).length(1),
})

const link = z.strictObject({ label: harmlessText, url: httpsUrl, type: z.enum(['absolute', 'smart']) })

/** @see https://cds-hooks.hl7.org/2.0/#card-attributes */
const card = z
  .strictObject({
    uuid: z.uuid(),
    summary: harmlessText.max(MAX_SUMMARY_CHARACTERS),
    detail: harmlessText,
    indicator: z.enum(['info', 'warning']),
    source: z.strictObject({ label: harmlessText, url: httpsUrl.optional(), topic: coding }),
    suggestions: z.array(suggestion).min(1).optional(),
    selectionBehavior: z.literal('any').optional(),
    overrideReasons: z.array(coding.required()).min(1),
    links: z.array(link).min(1).optional(),
  })
  .refine((value) => (value.suggestions === undefined) === (value.selectionBehavior === undefined))
  .refine(({ uuid, suggestions = [] }) => hasNoTwins([uuid, ...suggestions.map((each) => each.uuid)]))
  .refine(hasNoBlank)

/** What leaves: at most one card. Strict on purpose, so that nothing slips out that this page does not name. */
export const cdsResponse = z.strictObject({ cards: z.array(card).max(1) })

function hasNoTwins(uuids: readonly string[]): boolean {
  return new Set(uuids).size === uuids.length
}

/** No null and nothing empty at any depth, the drafted resources included: an element without a value is left out. */
function hasNoBlank(value: unknown): boolean {
  if (typeof value === 'string') return value !== ''
  if (typeof value !== 'object') return true
  if (value === null) return false
  const members = Object.values(value)
  return members.length > 0 && members.every((member) => member === undefined || hasNoBlank(member))
}

export type Card = z.infer<typeof card>
export type CdsResponse = z.infer<typeof cdsResponse>
