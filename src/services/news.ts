import type { Assessment } from '../clinical/assessment.ts'
import { type CalendarDate, latestOf } from '../clinical/calendar.ts'
import type { Source } from '../clinical/facts.ts'
import { ADVANCED_MODALITIES } from '../clinical/fracture-age.ts'
import type { CardDraft } from './card-draft.ts'
import { missingItemsOf } from './missing-items.ts'

/**
 * The findings that make a card new: outcome, levels, gates that are met, missing items, the date of the newest advanced
 * imaging. Never ids, versions or the passing of time, so that the same chart tells the same news tomorrow. Another route
 * is told again only when its finding changes. The pain score stands beside it (painBehind): only a clear rise is news.
 */
export function newsKeyOf(assessment: Assessment): string {
  const { outcome, gates } = assessment
  const levels = levelsOf(assessment)
  const metGates = gates.filter(({ finding }) => finding === 'met')
  if (outcome === 'other-route') {
    const dangers = metGates.filter(({ action }) => action === 'other-route')
    return JSON.stringify([outcome, levels, dangers.map(({ id, evidence }) => [id, evidence[0]?.date ?? null])])
  }
  // What could not be read today may be read tomorrow: that is no news about the patient.
  const missing = missingItemsOf(assessment)
    .map(({ id }) => id)
    .filter((id) => !id.startsWith('unread-'))
    .sort()
  return JSON.stringify([outcome, levels, metGates.map(({ id }) => id), missing, newestAdvancedImaging(assessment)])
}

/** Kinds of cards that are all about the referral: what is answered to one of them is answered to the advice. */
const ABOUT_REFERRAL: ReadonlySet<string> = new Set(['refer-now', 'complete-workup', 'other-route'])

/** What a card is about. */
export function subjectOf({ kind }: Pick<CardDraft, 'kind'>): string {
  return ABOUT_REFERRAL.has(kind) ? 'referral' : kind
}

/** The pain score a card rests on; null where it is unknown or the card is about something else. */
export function painBehind({ kind }: Pick<CardDraft, 'kind'>, { policy, policies }: Assessment): number | null {
  if (kind !== 'refer-now' && kind !== 'complete-workup') return null
  return policies.get(policy)?.first?.standing.pain.deciding?.score ?? null
}

/** Current levels, in a fixed order. */
export function levelsOf({ current }: Assessment): readonly string[] {
  return current.map(({ fracture }) => fracture.level ?? fracture.region ?? 'unknown').sort()
}

function newestAdvancedImaging({ current }: Assessment): CalendarDate | null {
  const dates = current.flatMap(({ fracture: { imaging, studies } }) =>
    [...imaging, ...studies].filter(({ modality }) => ADVANCED_MODALITIES.has(modality)).map(({ date }) => date),
  )
  return dates.reduce<CalendarDate | null>((newest, date) => latestOf(newest, date), null)
}

/** What the record holds behind a card, fact by fact, as text without ids: the same facts give the same text on every day. */
export interface RecordBehind {
  /** About the spine: a card is new only where one of them is. */
  readonly facts: readonly string[]
  /** Behind the gates. */
  readonly laboratory: readonly string[]
  readonly unreadSources: readonly Source[]
}

export function recordBehind({ facts }: Pick<Assessment, 'facts'>): RecordBehind {
  const { fractures, imaging, pain, setting, safety } = facts
  const { function: functionFacts, nonSurgicalCare, examinations, augmentations, tumourStability } = facts
  return {
    facts: asTexts({
      // What stands behind the fracture, its imaging, is among the imaging findings.
      fractures: fractures.map(({ level, region, cause, certainty, diagnosed }) => ({
        level,
        region,
        cause,
        certainty,
        diagnosed,
      })),
      onsets: fractures.map(({ level, onset }) => ({ level, onset })),
      studies: fractures.flatMap(({ level, studies }) => studies.map((study) => ({ level, ...study }))),
      imaging,
      pain,
      functionFacts,
      nonSurgicalCare,
      examinations,
      augmentations,
      tumourStability,
      safety,
      setting: setting === 'inpatient' ? [setting] : [],
    }),
    laboratory: asTexts({ labs: facts.labs }),
    unreadSources: facts.couldNotLook,
  }
}

/** Sorted and without twins, since the order of a record and a page sent twice tell nothing. */
function asTexts(kinds: Readonly<Record<string, readonly unknown[]>>): readonly string[] {
  const texts = Object.entries(kinds).flatMap(([kind, facts]) =>
    facts.map((fact) => JSON.stringify([kind, fact], withoutEvidence)),
  )
  return [...new Set(texts)].sort()
}

/** Evidence names resources: another version of one, or a copy under another id, is the same fact. */
function withoutEvidence(key: string, value: unknown): unknown {
  return key === 'evidence' ? undefined : value
}
