import type { Card } from '../../cds-hooks/response.ts'
import type { AuditEntry } from '../../storage/audit-log.ts'
import type { Reaction } from './behaviour.ts'
import type { SimulatedCall } from './calls.ts'
import type { TownOptions } from './town.ts'
import type { Verdict } from './truth.ts'
import type { StoryKind } from './world.ts'

/** How often what happened: name -> times. */
export type Counts = ReadonlyMap<string, number>

export interface Tally {
  readonly options: TownOptions
  readonly patients: Counts
  /** Calls by hook, and answers with a card by hook. */
  readonly calls: Counts
  readonly cards: Counts
  /** Of each month, 1 to 12: calls, answers with a card, first tellings. */
  readonly months: readonly Month[]
  /** First tellings: a card somebody had not met before. By what it says, and by the patient's story. */
  readonly firstTellings: Counts
  readonly firstTellingsByStory: Counts
  /** Why a card was shown and why none was, as the service recorded it. */
  readonly shownBecause: Counts
  readonly silentBecause: Counts
  /** First tellings by what became of them. */
  readonly reactions: Counts
  readonly reasons: Counts
  /** Silences that an answer had asked for and what ended them. */
  readonly brokenSilences: Counts
  /** What should not have been, with the call. */
  readonly repeats: readonly Fault[]
  readonly vanished: readonly Fault[]
}

export interface Month {
  readonly month: number
  readonly calls: number
  readonly cards: number
  readonly firstTellings: number
}

export interface Fault {
  readonly what: string
  readonly at: string
  readonly hook: string
  readonly patientId: string
  readonly userId: string
  readonly story: StoryKind
  readonly summary: string
}

/** Counts while the year goes on. */
export interface Counter {
  readonly tally: Tally
  readonly patient: (kind: StoryKind) => void
  readonly called: (call: SimulatedCall, card: Card | undefined, entry: AuditEntry | undefined) => void
  readonly shown: (call: SimulatedCall, card: Card, verdict: Verdict) => void
  readonly vanished: (call: SimulatedCall) => void
  readonly reacted: (reaction: Reaction) => void
}

export function createCounter(options: TownOptions, firstDay: number): Counter {
  const counts = () => new Map<string, number>()
  const tables = {
    patients: counts(),
    calls: counts(),
    cards: counts(),
    firstTellings: counts(),
    firstTellingsByStory: counts(),
    shownBecause: counts(),
    silentBecause: counts(),
    reactions: counts(),
    reasons: counts(),
    brokenSilences: counts(),
  }
  const months = Array.from({ length: 12 }, (_, index) => ({ month: index + 1, calls: 0, cards: 0, firstTellings: 0 }))
  const monthOf = (at: number) => months[Math.min(11, Math.floor((at - firstDay) / MS_PER_MONTH))]
  const repeats: Fault[] = []
  const vanished: Fault[] = []

  return {
    tally: { options, ...tables, months, repeats, vanished },
    patient: (kind) => add(tables.patients, kind),
    called: ({ hook, at }, card, entry) => {
      add(tables.calls, hook)
      const month = monthOf(at)
      if (month) month.calls += 1
      if (!card) {
        add(tables.silentBecause, entry?.silentBecause ?? 'not recorded')
        return
      }
      add(tables.cards, hook)
      add(tables.shownBecause, entry?.shownBecause ?? 'not recorded')
      if (month) month.cards += 1
    },
    shown: (call, card, { repeat, brokenBy, isFirstOfItsNews }) => {
      if (repeat !== null) repeats.push(faultOf(repeat, call, card.summary))
      if (!isFirstOfItsNews) return
      if (brokenBy !== null) add(tables.brokenSilences, brokenBy)
      add(tables.firstTellings, headOf(card.summary))
      add(tables.firstTellingsByStory, call.patient.story.kind)
      const month = monthOf(call.at)
      if (month) month.firstTellings += 1
    },
    vanished: (call) => vanished.push(faultOf('vanished within its sitting', call, '')),
    reacted: (reaction) => {
      add(tables.reactions, reaction.does)
      if (reaction.does === 'override') add(tables.reasons, reaction.reason?.code ?? 'no reason given')
    },
  }
}

const MS_PER_MONTH = (365 / 12) * 86_400_000

function add(table: Map<string, number>, name: string): void {
  table.set(name, (table.get(name) ?? 0) + 1)
}

/** A summary without what differs from patient to patient. */
function headOf(summary: string): string {
  return (summary.split(/[:;.]/)[0] ?? summary).replace(/\b[TL]\d{1,2}\b/g, '…').trim()
}

function faultOf(what: string, { at, hook, patient, userId }: SimulatedCall, summary: string): Fault {
  const when = new Date(at).toISOString()
  return { what, at: when, hook, patientId: patient.id, userId, story: patient.story.kind, summary }
}
