/** The facts behind a card, without anything that names a patient. */
export interface News {
  /** What the card is about: advice about one subject says nothing about another. */
  readonly subject: string
  /** Keyed hash of everything that makes it new but the pain score: outcome, levels, gates, missing items, newest advanced imaging. */
  readonly key: string
  /** The deciding score, 0-10; null = unknown, or the card does not rest on it. */
  readonly pain: number | null
  readonly levels: readonly string[]
  /** Ids of the gates that are met, and of those that could not be looked at. */
  readonly gates: readonly string[]
  readonly unreadGates: readonly string[]
  /** Short keyed hashes, one for each fact of the record about the spine and for each laboratory value behind a gate. */
  readonly facts: readonly string[]
  readonly laboratory: readonly string[]
  /** Sources that could not be read: what they hold is not gone. */
  readonly unreadSources: readonly string[]
}

/** One name under an older patient key and the same name under the key that writes now. */
export interface Rename {
  readonly from: string
  readonly to: string
}

/** One patient of one CDS client. `patientKey` is a keyed hash; `formerPatientKeys` are the same under older keys. */
export interface PatientRef {
  readonly clientId: string
  readonly patientKey: string
  readonly formerPatientKeys: readonly string[]
}

/** Which card is about to be shown to whom. Users, encounters and news are keyed hashes. */
export interface Sighting {
  readonly userKey: string
  readonly encounterKey: string | null
  readonly news: News
  /** The uuid that the card gets where this news was not told before. */
  readonly cardUuid: string
  /** Epoch milliseconds. */
  readonly at: number
  /** In how many sittings this user may meet the same news; set by the tenant. */
  readonly maxSittings: number
  /** What user, encounter and news are called under older keys. */
  readonly renames: readonly Rename[]
}

/** Why a card is shown, for the audit record. */
export type ShowingReason = 'first-telling' | 'same-sitting' | 'another-sitting' | 'new-fact' | 'snooze-ended'

/** `cardUuid` is that of the first telling: the same news keeps its card. */
export type Showing =
  | { readonly shown: true; readonly cardUuid: string; readonly because: ShowingReason }
  | { readonly shown: false; readonly because: 'told-before' | 'answered' }

/** What somebody did with a card, as far as it decides about showing it again. */
export interface CardAnswer {
  readonly cardUuid: string
  /** The user to whom the card was shown: feedback itself names nobody. */
  readonly userKey: string
  readonly news: News
  readonly outcome: 'accepted' | 'overridden'
  /** Of an acceptance: what was accepted. A companion leaves the card's main advice open. */
  readonly accepted: 'main' | 'companion' | null
  /** Of an override: the code, where it is one of HL7's. */
  readonly reason: string | null
  /** When the client says it was given, in epoch milliseconds: the later one of a card wins. */
  readonly outcomeAt: number
  /** When its silence starts: `outcomeAt`, but never later than it reached us. */
  readonly from: number
}

/**
 * Remembers what was shown and answered, so that a chart that is opened again shows the same card and nobody is told the
 * same news for ever. `show` both decides and records, so that two calls at once cannot both be the last sitting. Every
 * adapter runs the pure rule of showing-rule.ts. They reject when the memory cannot be reached.
 */
export interface CardMemory {
  readonly show: (patient: PatientRef, sighting: Sighting) => Promise<Showing>
  /** The same answers again, or in another order, change nothing. */
  readonly answer: (patient: PatientRef, answers: readonly CardAnswer[]) => Promise<void>
  readonly forget: (patient: PatientRef) => Promise<void>
}
