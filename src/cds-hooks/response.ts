import * as z from '../zod.ts'

/** Longest `summary`: "one-sentence, <140-character" text; 140 is already too long. */
export const MAX_SUMMARY_CHARACTERS = 139

/**
 * Text that every client shows as written: no HTML, link, image, code or table markup, and nothing that GitHub Flavored
 * Markdown would turn into a link by itself. All our texts are built from our own words, numbers, levels and dates; a
 * text that fails this is a bug and leaves as a 500, never as a card.
 */
const HARMLESS = /^[^<>[\]`|\\!@#~]*$/
const AUTOLINK = /https?:|www\./i

const harmlessText = z.string().check(
  z.minLength(1),
  z.regex(HARMLESS),
  z.refine((text) => !AUTOLINK.test(text)),
)
const httpsUrl = z.url({ protocol: /^https$/ })

const someText = z.string().check(z.minLength(1))
const coding = z.strictObject({
  code: someText,
  system: someText,
  display: z.optional(someText),
})

/** @see https://cds-hooks.hl7.org/2.0/#action */
const action = z.strictObject({
  type: z.literal('create'),
  description: harmlessText,
  resource: z.looseObject({ resourceType: z.literal('ServiceRequest'), status: z.literal('draft') }),
})

/** @see https://cds-hooks.hl7.org/2.0/#suggestion */
const suggestion = z.strictObject({
  label: harmlessText.check(z.maxLength(80)),
  uuid: z.uuid(),
  isRecommended: z.optional(z.boolean()),
  actions: z.array(action).check(z.length(1)),
})

const link = z.strictObject({ label: harmlessText, url: httpsUrl, type: z.enum(['absolute', 'smart']) })

/** @see https://cds-hooks.hl7.org/2.0/#card-attributes */
const card = z
  .strictObject({
    uuid: z.uuid(),
    summary: harmlessText.check(z.maxLength(MAX_SUMMARY_CHARACTERS)),
    detail: harmlessText,
    indicator: z.enum(['info', 'warning']),
    source: z.strictObject({ label: harmlessText, url: z.optional(httpsUrl), topic: coding }),
    suggestions: z.optional(z.array(suggestion).check(z.minLength(1))),
    selectionBehavior: z.optional(z.literal('any')),
    overrideReasons: z.array(z.required(coding)).check(z.minLength(1)),
    links: z.optional(z.array(link).check(z.minLength(1))),
  })
  .check(
    z.refine((value) => (value.suggestions === undefined) === (value.selectionBehavior === undefined)),
    z.refine(({ uuid, suggestions = [] }) => hasNoTwins([uuid, ...suggestions.map((each) => each.uuid)])),
    z.refine(hasNoBlank),
  )

/** What leaves: at most one card. Strict on purpose, so that nothing slips out that this page does not name. */
export const cdsResponse = z.strictObject({ cards: z.array(card).check(z.maxLength(1)) })

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
