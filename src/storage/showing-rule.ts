import { answersOn, silencedBy } from './answer-rule.ts'
import type { Showing, ShowingReason, Sighting } from './card-memory.ts'
import { isNewFact, isSameFinding } from './new-fact.ts'
import { MAX_TOLD, type PatientMemory, renameKeys, type Sitting, type ToldNews } from './patient-memory.ts'
import { isSameSitting } from './sitting.ts'

const MS_PER_DAY = 86_400_000
/** A card that was not dealt with is met again this long after it was first shown. */
const TELLING_MS = 30 * MS_PER_DAY

/**
 * The rule, pure: may this card be shown, and what is remembered after it?
 * The same news within one sitting is one showing, in at most `maxSittings` sittings within 30 days; after an answer there
 * is silence until a new fact or the end of the snooze, and then as many sittings again. Always the same uuid.
 */
export function decideShowing(
  before: PatientMemory,
  sighting: Sighting,
): { readonly showing: Showing; readonly memory: PatientMemory } {
  const memory = renameKeys(before, sighting.renames)
  const told = toldBefore(memory, sighting)
  if (silencedBy(memory, told, sighting)) return { showing: { shown: false, because: 'answered' }, memory }
  if (!told) {
    const because = wasToldOfSubject(memory, sighting) ? 'new-fact' : 'first-telling'
    return { showing: { shown: true, cardUuid: sighting.cardUuid, because }, memory: tell(memory, newlyTold(sighting)) }
  }
  const next = nextSitting(told, sighting, memory)
  if (!next) return { showing: { shown: false, because: 'told-before' }, memory }
  const news = { ...told.news, pain: told.news.pain ?? sighting.news.pain }
  return {
    showing: { shown: true, cardUuid: told.cardUuid, because: next.because },
    memory: tell(memory, { ...told, news, sittings: next.sittings }),
  }
}

/** What this user was told last that holds nothing less than this. */
function toldBefore({ told }: PatientMemory, { userKey, news }: Sighting): ToldNews | undefined {
  return told.findLast((each) => each.userKey === userKey && !isNewFact(each.news, news))
}

function wasToldOfSubject({ told }: PatientMemory, { userKey, news }: Sighting): boolean {
  return told.some((each) => each.userKey === userKey && each.news.subject === news.subject)
}

function newlyTold({ userKey, news, cardUuid, at, encounterKey }: Sighting): ToldNews {
  return { userKey, news, cardUuid, sittings: [{ startedAt: at, encounterKeys: named(encounterKey) }] }
}

interface NextSitting {
  readonly sittings: readonly Sitting[]
  readonly because: ShowingReason
}

/** The sittings with this one among them; undefined when it would be one too many. */
function nextSitting(told: ToldNews, sighting: Sighting, memory: PatientMemory): NextSitting | undefined {
  const { at, encounterKey, maxSittings } = sighting
  // An answer whose silence has ended closes the sittings before it.
  const answeredAt = Math.max(...answersOn(memory, sighting).map(({ from }) => from), Number.NEGATIVE_INFINITY)
  const open = told.sittings.filter(({ startedAt }) => startedAt > answeredAt)
  const same = open.find((sitting) => isSameSitting(sitting, sighting))
  if (same) {
    const joined = { ...same, encounterKeys: [...new Set([...same.encounterKeys, ...named(encounterKey)])] }
    return {
      sittings: told.sittings.map((sitting) => (sitting === same ? joined : sitting)),
      because: 'same-sitting',
    }
  }
  const firstAt = open[0]?.startedAt ?? at
  if (open.length >= maxSittings || at - firstAt > TELLING_MS) return undefined
  // Clocks of two machines may differ: a sitting after an answer never seems to be before it.
  const started = { startedAt: Math.max(at, answeredAt + 1), encounterKeys: named(encounterKey) }
  return { sittings: [...told.sittings, started], because: open.length === 0 ? 'snooze-ended' : 'another-sitting' }
}

/** One entry per user and finding; the one told last stands last. */
function tell(memory: PatientMemory, told: ToldNews): PatientMemory {
  const others = memory.told.filter((each) => each.userKey !== told.userKey || !isSameFinding(each.news, told.news))
  return { ...memory, told: [...others, told].slice(-MAX_TOLD) }
}

function named(encounterKey: string | null): readonly string[] {
  return encounterKey === null ? [] : [encounterKey]
}
