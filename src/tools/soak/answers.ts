import * as z from 'zod'

const action = z.object({ resource: z.object({ subject: z.object({ reference: z.string() }) }) })
const card = z.object({
  uuid: z.string(),
  summary: z.string(),
  suggestions: z.array(z.object({ uuid: z.string(), actions: z.array(action) })).default([]),
})
const answered = z.object({ cards: z.array(card) })

export type ShownCard = z.infer<typeof card>

/** The one card of an answer that was found right. */
export function cardIn(answer: unknown): ShownCard | undefined {
  return answered.safeParse(answer).data?.cards[0]
}

/** One card that begins with these words, and whose orders are all for this patient. */
export function oneCard(answer: unknown, beginsWith: string, patientId: string): string | undefined {
  const parsed = answered.safeParse(answer)
  if (!parsed.success) return 'no answer of CDS Hooks'
  const [first, ...more] = parsed.data.cards
  if (first === undefined || more.length > 0) return `${parsed.data.cards.length} cards instead of one`
  if (!first.summary.startsWith(beginsWith)) return `"${first.summary}" instead of "${beginsWith}…"`
  const subjects = first.suggestions.flatMap(({ actions }) => actions.map(({ resource }) => resource.subject.reference))
  return subjects.every((subject) => subject === `Patient/${patientId}`) ? undefined : 'an order for another patient'
}

export function noCard(answer: unknown): string | undefined {
  const parsed = answered.safeParse(answer)
  if (!parsed.success) return 'no answer of CDS Hooks'
  return parsed.data.cards.length === 0 ? undefined : 'a card instead of none'
}

export function anOutcome(answer: unknown): string | undefined {
  return Object(answer).resourceType === 'OperationOutcome' ? undefined : 'no OperationOutcome'
}

/** Ids of the generated patients, and whatever is referred to as a patient. */
const PATIENT = /bench-\d{8}|Patient\/[A-Za-z0-9._-]+/g

/** The patients whose ids stand in a text and should not. */
export function foreignPatients(text: string, own: string | null): readonly string[] {
  const ids = (text.match(PATIENT) ?? []).map((found) => found.replace('Patient/', ''))
  return [...new Set(ids)].filter((id) => id !== own)
}
