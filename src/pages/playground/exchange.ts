import * as z from '../../zod.ts'

/** Enough for any answer of ours; what a list holds beyond it is not shown. */
const MAX_ITEMS = 200

const text = z.catch(z.string(), '')
const textOrNull = z.catch(z.nullable(z.string()), null)
const duration = z.catch(z.nullable(z.number().check(z.nonnegative())), null)

/** The items that are of the wanted shape; anything that is no list is an empty one. */
function listOf<Item>(item: z.ZodMiniType<Item>) {
  return z.pipe(
    z.catch(z.array(z.unknown()), []),
    z.transform((items) =>
      items.slice(0, MAX_ITEMS).flatMap((candidate) => {
        const parsed = item.safeParse(candidate)
        return parsed.success ? [parsed.data] : []
      }),
    ),
  )
}

const coding = z.object({ code: text, system: text, display: text })
const evidence = z.object({ reference: text, date: textOrNull, basis: text })
const finding = z.catch(z.enum(['met', 'not-met', 'unknown']), 'unknown')

const judged = z.object({
  id: text,
  statement: text,
  finding,
  because: text,
  evidence: listOf(evidence),
  missing: textOrNull,
  citation: text,
})

const gate = z.extend(judged, { action: text, couldNotLook: listOf(z.string()) })

const fracture = z.object({
  level: textOrNull,
  region: textOrNull,
  cause: text,
  certainty: text,
  acuity: text,
  status: text,
  because: text,
  onset: textOrNull,
  onsetEarliest: textOrNull,
  onsetBasis: text,
  evidence: listOf(evidence),
})

const policyRow = z.object({ outcome: text, level: textOrNull, criteria: listOf(judged) })

const assessment = z.object({
  ruleVersion: text,
  assessedOn: text,
  policy: text,
  outcome: z.string().check(z.minLength(1)),
  because: text,
  fractures: listOf(fracture),
  otherFractures: listOf(fracture),
  gates: listOf(gate),
  policies: z.catch(z.record(z.string(), z.catch(policyRow, { outcome: '', level: null, criteria: [] })), {}),
  facts: z.catch(z.record(z.string(), z.unknown()), {}),
  companions: listOf(judged),
  couldNotLook: listOf(z.string()),
})

const suggestion = z.object({
  label: text,
  uuid: text,
  actions: listOf(z.object({ type: text, description: text, resource: z.optional(z.unknown()) })),
})

const card = z.object({
  uuid: text,
  summary: text,
  detail: text,
  indicator: text,
  source: z.catch(z.object({ label: text, url: text }), { label: '', url: '' }),
  suggestions: listOf(suggestion),
  overrideReasons: listOf(coding),
  links: listOf(z.object({ label: text, url: text, type: text })),
})

const request = z.catch(
  z.object({
    service: text,
    hook: text,
    hookInstance: text,
    fhirServer: textOrNull,
    /** The value of X-Development-Mode, where it was sent. */
    mode: textOrNull,
    context: z.catch(z.record(z.string(), text), {}),
    /** What was sent for each key, in words: the resources themselves stay in the browser. */
    prefetch: z.catch(z.nullable(z.record(z.string(), text)), null),
  }),
  { service: '', hook: '', hookInstance: '', fhirServer: null, mode: null, context: {}, prefetch: null },
)

const response = z.catch(z.object({ cards: listOf(card) }), { cards: [] })
const outcome = z.catch(z.object({ issue: listOf(z.object({ diagnostics: text })) }), { issue: [] })

const exchange = z.object({
  /** Of the hook call, by which the service recorded it. */
  requestId: text,
  request,
  response: z.optional(z.unknown()),
  status: z.catch(z.number(), 0),
  assessment: z.catch(z.nullable(assessment), null),
  timings: z.catch(z.object({ readMs: duration, hookMs: duration, assessmentMs: duration }), {
    readMs: null,
    hookMs: null,
    assessmentMs: null,
  }),
})

export type Assessment = z.infer<typeof assessment>
export type Card = z.infer<typeof card>
export type Evidence = z.infer<typeof evidence>
export type Fracture = z.infer<typeof fracture>
export type Gate = z.infer<typeof gate>
export type Judged = z.infer<typeof judged>

/** What the service recorded of one hook call, as far as it explains the answer. */
export interface CallRecord {
  readonly result: string
  readonly silentBecause: string | null
  readonly shownBecause: string | null
  readonly cardUuid: string | null
}

/** One hook call as its client saw it, with the assessment of the same request. */
export interface Exchange extends z.infer<typeof exchange> {
  readonly cards: readonly Card[]
  /** Why the service refused, in its own words. */
  readonly problems: readonly string[]
}

/** Reads what the page's script reports. It may be any JSON: what does not fit is shown as empty, and nothing throws. */
export function parseExchange(body: unknown): Exchange {
  const parsed = z.catch(exchange, EMPTY).parse(body)
  const { cards } = response.parse(parsed.response)
  const { issue } = outcome.parse(parsed.response)
  return { ...parsed, cards, problems: issue.map(({ diagnostics }) => diagnostics).filter((words) => words !== '') }
}

const EMPTY = exchange.parse({})

/** The evidence of a fact, which is one object; that of a criterion is a list. */
export function readEvidence(value: unknown): readonly Evidence[] {
  return listOf(evidence).parse(Array.isArray(value) ? value : [value])
}
