import type { Card } from '../../cds-hooks/response.ts'
import { type Draw, drawFrom } from '../seeded.ts'
import { createAgenda } from './agenda.ts'
import { deliveriesOf, isAboutUnknownCard, type Reaction, react } from './behaviour.ts'
import { bodyOf, callsAbout, type SimulatedCall } from './calls.ts'
import { consequencesOf } from './consequences.ts'
import type { SimulatedService } from './service.ts'
import { type Counter, createCounter, type Tally } from './tally.ts'
import { buildTown, type TownOptions } from './town.ts'
import { createTruth, type Truth } from './truth.ts'
import { createRecord, type LivingRecord, MS_PER_MINUTE } from './world.ts'

interface Year {
  readonly service: SimulatedService
  readonly draw: Draw
  readonly truth: Truth
  readonly counter: Counter
  /** What is on its way and arrives later: feedback. */
  readonly later: (at: number, run: () => Promise<void>) => void
}

/** Drives a whole year through the service, call by call, and counts. The same seed gives the same year. */
export async function simulateYear(options: TownOptions, service: SimulatedService): Promise<Tally> {
  const town = buildTown(options)
  const agenda = createAgenda()
  const counter = createCounter(options, town.span.from)
  const draw = drawFrom(options.seed + 17)
  const year: Year = { service, draw, truth: createTruth(), counter, later: agenda.add }
  for (const [index, { patient, background }] of town.patients.entries()) {
    const record = createRecord([...background, ...patient.story.happenings])
    counter.patient(patient.story.kind)
    const own = drawFrom(options.seed * 7_919 + index)
    for (const call of callsAbout(patient, { users: town.users, span: town.span, draw: own })) {
      agenda.add(call.at, () => makeCall(call, record, year))
    }
  }
  await agenda.run()
  return counter.tally
}

/** Advice belongs to the chart: within its sitting it is there again whenever the chart is opened. */
const ADVICE_HOOKS: ReadonlySet<string> = new Set(['patient-view', 'encounter-start'])

async function makeCall(call: SimulatedCall, record: LivingRecord, year: Year): Promise<void> {
  const { service, draw, truth, counter } = year
  const { at, hook, patient, userId, encounterId } = call
  const [card] = await service.call(at, `vcf-${hook}`, bodyOf(call, record.entriesAt(at), uuidFrom(draw)))
  counter.called(call, card, service.lastEntry())
  const facts = record.factsAt(at)
  const occasion = { patientId: patient.id, userId, encounterId, at, facts, recordSize: record.sizeAt(at) }
  if (!card) {
    if (ADVICE_HOOKS.has(hook) && truth.hasVanished(occasion)) counter.vanished(call)
    return
  }
  const verdict = truth.shown({ ...occasion, uuid: card.uuid, conclusion: card.summary.replace(/[\d]+/g, '') })
  counter.shown(call, card, verdict)
  // Who let a card pass once mostly lets it pass again.
  if (!verdict.isFirstOfItsNews && draw.next() < 0.6) return
  const reaction = react(card, draw)
  if (verdict.isFirstOfItsNews) counter.reacted(reaction)
  if (reaction.does !== 'nothing') answer(call, { card, reaction }, record, year)
}

interface Answered {
  readonly card: Card
  readonly reaction: Exclude<Reaction, { does: 'nothing' }>
}

function answer(call: SimulatedCall, { card, reaction }: Answered, record: LivingRecord, year: Year): void {
  const { draw, truth, service, later } = year
  const { patient, userId, hook } = call
  const at = call.at + MS_PER_MINUTE / 2
  const suggestion = reaction.does === 'accept' ? card.suggestions?.[reaction.suggestion] : undefined
  if (suggestion) {
    for (const happening of consequencesOf(suggestion, patient, at, draw)) record.add(happening)
  }
  const uuid = isAboutUnknownCard(draw) ? uuidFrom(draw) : card.uuid
  const entry = feedbackEntry(uuid, { reaction, at, suggestionUuid: suggestion?.uuid })
  // Bone health stands beside the advice: who orders only that has left the advice open.
  const isMainAdvice = /kyphoplasty|MRI/.test(suggestion?.label ?? '')
  for (const deliveredAt of deliveriesOf(at, draw)) {
    later(deliveredAt, async () => {
      await service.feedback(deliveredAt, `vcf-${hook}`, { feedback: [entry] })
      truth.answered({ patientId: patient.id, userId, uuid, givenAt: at, at: deliveredAt, reaction, isMainAdvice })
    })
  }
}

interface Entry {
  readonly reaction: Answered['reaction']
  readonly at: number
  readonly suggestionUuid: string | undefined
}

/** @see https://cds-hooks.hl7.org/2.0/#feedback */
function feedbackEntry(card: string, { reaction, at, suggestionUuid }: Entry): object {
  const outcomeTimestamp = new Date(at).toISOString()
  if (reaction.does === 'accept') {
    const acceptedSuggestions = suggestionUuid === undefined ? [] : [{ id: suggestionUuid }]
    return { card, outcome: 'accepted', outcomeTimestamp, acceptedSuggestions }
  }
  const overrideReason = reaction.reason ? { overrideReason: { reason: reaction.reason } } : {}
  return { card, outcome: 'overridden', outcomeTimestamp, ...overrideReason }
}

/** Looks like a version 4 uuid, and is the same for the same seed. */
function uuidFrom(draw: Draw): string {
  const hex = Array.from({ length: 32 }, () => draw.between(0, 15).toString(16)).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}
