import type { Reaction } from './behaviour.ts'
import { type Happening, MS_PER_DAY, MS_PER_HOUR } from './world.ts'

/**
 * The simulation's own account of who was shown what and why, kept from what happened in its world and from the answers as a
 * client sees them. It shares nothing with the memory of the service: where the two differ, one of them is wrong.
 */
export interface Truth {
  /** A card was shown. Gives what is wrong with that, if anything, and what it broke the silence with. */
  readonly shown: (showing: Showing) => Verdict
  /** Nothing was shown. True where a card that this user has in front of him has vanished without a reason. */
  readonly hasVanished: (silence: Omit<Showing, 'uuid' | 'conclusion'>) => boolean
  readonly answered: (answer: Answer) => void
}

export interface Showing {
  readonly patientId: string
  readonly userId: string
  readonly encounterId: string | undefined
  readonly at: number
  readonly uuid: string
  /** What the card says without its numbers: the same words are the same conclusion. */
  readonly conclusion: string
  /** What is, or can be, news about this patient so far, the newest last. */
  readonly facts: readonly Happening[]
  /** How often anything was added to the record: an order that was placed ends advice without being news. */
  readonly recordSize: number
}

export interface Answer {
  readonly patientId: string
  readonly userId: string
  readonly uuid: string
  /** When it was given, and when the service heard of it. */
  readonly givenAt: number
  readonly at: number
  readonly reaction: Exclude<Reaction, { does: 'nothing' }>
  readonly isMainAdvice: boolean
}

export interface Verdict {
  readonly repeat: string | null
  /** What ended a silence that an answer had asked for; null = there was none. */
  readonly brokenBy: string | null
  readonly isFirstOfItsNews: boolean
}

interface Telling {
  readonly userId: string
  readonly uuid: string
  readonly fact: Happening | undefined
  readonly conclusion: string
  readonly recordSize: number
  readonly sittings: readonly { readonly at: number; readonly encounters: readonly (string | undefined)[] }[]
}

interface Silence {
  /** The card that was answered: of several answers to it the one given last stands. */
  readonly uuid: string
  readonly givenAt: number
  readonly userId: string | 'everybody'
  readonly fact: Happening | undefined
  readonly conclusion: string
  readonly at: number
  readonly days: number
  readonly waitsForSafetyFact: boolean
}

/** Sittings in which one user may meet the same card, and within how many days, as a client with our defaults expects. */
const MAX_SITTINGS = 3
const TELLING_DAYS = 30
const FOREVER = Number.POSITIVE_INFINITY

/** Who is silent, and for how many days, after each of the reasons that our cards offer. */
const SILENCES: Readonly<Record<string, { readonly everybody: boolean; readonly days: number }>> = {
  'patient-ineligible': { everybody: true, days: FOREVER },
  'action-completed': { everybody: true, days: FOREVER },
  'indication-order-exists': { everybody: true, days: FOREVER },
  'need-more-info': { everybody: false, days: 14 },
  'patient-contraindication': { everybody: true, days: FOREVER },
  'patient-refuses': { everybody: true, days: 90 },
  'does-not-align-latest-evidence': { everybody: false, days: FOREVER },
  'inappropriate-recipient': { everybody: false, days: FOREVER },
}

/** What a contraindication can rest on: another fracture, or a danger that comes or goes. */
const SAFETY_FACTS: ReadonlySet<string> = new Set(['a new fracture', 'another fracture', 'a neurological deficit'])

export function createTruth(): Truth {
  const tellings = new Map<string, Telling[]>()
  const silences = new Map<string, Silence[]>()
  const tellingsOf = (patientId: string, userId: string) =>
    (tellings.get(patientId) ?? []).filter((telling) => telling.userId === userId)

  return {
    shown: (showing) => {
      const { patientId, userId, facts, uuid, conclusion, recordSize, at, encounterId } = showing
      const newestFact = facts.at(-1)
      const before = tellingsOf(patientId, userId).at(-1)
      const own = (silences.get(patientId) ?? []).filter((one) => one.userId === 'everybody' || one.userId === userId)
      const isSameNews = before !== undefined && newsSince(before, showing).length === 0
      const repeat = repeatIn(showing, isSameNews ? before : undefined, own)
      const sitting = { at, encounters: [encounterId] }
      const telling: Telling = isSameNews
        ? { ...before, recordSize, sittings: joined(before.sittings, showing) }
        : { userId, uuid, fact: newestFact, conclusion, recordSize, sittings: [sitting] }
      const others = (tellings.get(patientId) ?? []).filter((each) => each !== before || !isSameNews)
      tellings.set(patientId, [...others, telling])
      return { repeat, brokenBy: brokenBy(own, showing), isFirstOfItsNews: !isSameNews }
    },
    hasVanished: (silence) => {
      const before = tellingsOf(silence.patientId, silence.userId).at(-1)
      if (!before || before.fact !== silence.facts.at(-1) || before.recordSize !== silence.recordSize) return false
      const answered = (silences.get(silence.patientId) ?? []).length > 0
      return !answered && before.sittings.some((sitting) => isSame(sitting, silence))
    },
    answered: ({ patientId, userId, uuid, givenAt, at, reaction, isMainAdvice }) => {
      const about = (tellings.get(patientId) ?? []).findLast((telling) => telling.uuid === uuid)
      if (!about) return
      const { fact, conclusion } = about
      const silence = { ...silenceAfter(reaction, isMainAdvice, userId), uuid, givenAt, fact, conclusion, at }
      const known = silences.get(patientId) ?? []
      if (known.some((one) => one.uuid === uuid && one.givenAt >= givenAt)) return
      silences.set(patientId, [...known.filter((one) => one.uuid !== uuid), silence])
    },
  }
}

function silenceAfter(
  reaction: Answer['reaction'],
  isMainAdvice: boolean,
  userId: string,
): Pick<Silence, 'userId' | 'days' | 'waitsForSafetyFact'> {
  if (reaction.does === 'accept') {
    return { userId: isMainAdvice ? 'everybody' : userId, days: FOREVER, waitsForSafetyFact: false }
  }
  const code = reaction.reason?.code
  const rule = (code === undefined ? undefined : SILENCES[code]) ?? { everybody: false, days: FOREVER }
  return {
    userId: rule.everybody ? 'everybody' : userId,
    days: rule.days,
    waitsForSafetyFact: code === 'patient-contraindication',
  }
}

function repeatIn(showing: Showing, before: Telling | undefined, silences: readonly Silence[]): string | null {
  if (silences.some((silence) => isSilent(silence, showing))) return 'shown although it was answered'
  if (!before) return null
  if (before.uuid !== showing.uuid) return 'another uuid without a new fact'
  if (before.sittings.some((sitting) => isSame(sitting, showing))) return null
  const answeredAt = Math.max(...silences.map(({ at }) => at), Number.NEGATIVE_INFINITY)
  const open = before.sittings.filter(({ at }) => at > answeredAt)
  if (open.length >= MAX_SITTINGS) return 'a sitting too many'
  const first = open[0]?.at ?? showing.at
  return showing.at - first > TELLING_DAYS * MS_PER_DAY ? 'told for more than 30 days' : null
}

/** What has become known since something was told or answered. */
function newsSince(
  { fact, conclusion }: Pick<Telling, 'fact' | 'conclusion'>,
  showing: Pick<Showing, 'facts' | 'conclusion'>,
): readonly Happening[] {
  const since = fact === undefined ? showing.facts : showing.facts.slice(showing.facts.indexOf(fact) + 1)
  return since.filter(({ isNewFact }) => isNewFact === true || conclusion !== showing.conclusion)
}

/** A contraindication outlasts every new fact but one that it can rest on. */
function isSilent(silence: Silence, showing: Showing): boolean {
  if (showing.at - silence.at >= silence.days * MS_PER_DAY) return false
  const since = newsSince(silence, showing)
  return silence.waitsForSafetyFact ? !since.some(({ what }) => SAFETY_FACTS.has(what)) : since.length === 0
}

function brokenBy(silences: readonly Silence[], { facts, at }: Showing): string | null {
  const last = silences.at(-1)
  const newestFact = facts.at(-1)
  if (!last) return null
  if (last.fact !== newestFact) return newestFact?.what ?? null
  return at - last.at >= last.days * MS_PER_DAY ? 'the end of the snooze' : null
}

type Sitting = Telling['sittings'][number]

function isSame({ at, encounters }: Sitting, showing: Pick<Showing, 'at' | 'encounterId'>): boolean {
  const { encounterId } = showing
  return showing.at - at <= 12 * MS_PER_HOUR || (encounterId !== undefined && encounters.includes(encounterId))
}

function joined(sittings: readonly Sitting[], showing: Showing): readonly Sitting[] {
  const same = sittings.find((sitting) => isSame(sitting, showing))
  if (!same) return [...sittings, { at: showing.at, encounters: [showing.encounterId] }]
  const encounters = [...same.encounters, showing.encounterId]
  return sittings.map((sitting) => (sitting === same ? { ...same, encounters } : sitting))
}
