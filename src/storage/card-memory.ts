/** Which card is about to be shown to whom. `patientKey` is a keyed hash; `newsKey` stands for the facts behind the card. */
export interface Sighting {
  readonly clientId: string
  readonly patientKey: string
  readonly userKey: string
  readonly newsKey: string
  readonly encounterKey: string | null
  /** Epoch milliseconds. */
  readonly at: number
  /** In how many sittings this user may meet the same news; set by the tenant. */
  readonly maxSittings: number
}

/**
 * Remembers what was shown, so that a chart that is opened again shows the same card and nobody is told the same news for
 * ever. One call both decides and records, so that two calls at once cannot both be the last sitting.
 */
export interface CardMemory {
  readonly mayShow: (sighting: Sighting) => Promise<boolean>
  /** Forgets everything about one patient of one client. */
  readonly forget: (clientId: string, patientKey: string) => Promise<void>
}

/** One piece of news and the sittings in which it was shown. */
export interface ToldNews {
  readonly newsKey: string
  readonly sittings: readonly Sitting[]
}

/** One occasion: half a day, and every encounter that was opened in it, to its end. */
export interface Sitting {
  readonly startedAt: number
  readonly encounterKeys: readonly string[]
}

/** What one user was told about one patient, the newest news last. */
export type CardHistory = readonly ToldNews[]

const MS_PER_HOUR = 3_600_000
/** Tab clicks, retries and re-opened charts within this time are one showing. */
const SITTING_MS = 12 * MS_PER_HOUR
/** A card that was not dealt with is met again this long after it was first shown. */
const TELLING_MS = 30 * 24 * MS_PER_HOUR
/** More different news than this about one patient is not kept for one user; the oldest goes. */
const MAX_NEWS = 20

/** The rule, pure: may this sighting be shown, and what is remembered after it? Every adapter runs this function. */
export function decideShowing(
  history: CardHistory,
  sighting: Sighting,
): { readonly mayShow: boolean; readonly history: CardHistory } {
  const { newsKey, encounterKey, at, maxSittings } = sighting
  const encounterKeys = encounterKey === null ? [] : [encounterKey]
  const told = history.find((news) => news.newsKey === newsKey)
  if (!told) {
    const news = { newsKey, sittings: [{ startedAt: at, encounterKeys }] }
    return { mayShow: true, history: [...history, news].slice(-MAX_NEWS) }
  }
  const remember = (sittings: ToldNews['sittings']) =>
    history.map((news) => (news === told ? { newsKey, sittings } : news))

  const same = told.sittings.find((sitting) => isSameSitting(sitting, sighting))
  if (same) {
    const joined = { ...same, encounterKeys: [...new Set([...same.encounterKeys, ...encounterKeys])] }
    return { mayShow: true, history: remember(told.sittings.map((sitting) => (sitting === same ? joined : sitting))) }
  }
  const firstToldAt = told.sittings[0]?.startedAt ?? at
  if (told.sittings.length >= maxSittings || at - firstToldAt > TELLING_MS) return { mayShow: false, history }
  return { mayShow: true, history: remember([...told.sittings, { startedAt: at, encounterKeys }]) }
}

function isSameSitting({ startedAt, encounterKeys }: Sitting, { at, encounterKey }: Sighting): boolean {
  return at - startedAt <= SITTING_MS || (encounterKey !== null && encounterKeys.includes(encounterKey))
}
