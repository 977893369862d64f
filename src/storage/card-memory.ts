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
  readonly sittings: readonly { readonly startedAt: number; readonly encounterKey: string | null }[]
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
  const told = history.find((news) => news.newsKey === newsKey)
  if (!told)
    return {
      mayShow: true,
      history: [...history, { newsKey, sittings: [{ startedAt: at, encounterKey }] }].slice(-MAX_NEWS),
    }

  const isSameSitting = told.sittings.some(
    (sitting) =>
      at - sitting.startedAt <= SITTING_MS || (encounterKey !== null && sitting.encounterKey === encounterKey),
  )
  if (isSameSitting) return { mayShow: true, history }

  const firstToldAt = told.sittings[0]?.startedAt ?? at
  if (told.sittings.length >= maxSittings || at - firstToldAt > TELLING_MS) return { mayShow: false, history }
  const again = { newsKey, sittings: [...told.sittings, { startedAt: at, encounterKey }] }
  return { mayShow: true, history: history.map((news) => (news === told ? again : news)) }
}
