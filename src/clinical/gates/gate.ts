import { addDays, type CalendarDate } from '../calendar.ts'
import type { Citation, Threshold } from '../citation.ts'
import type { FractureStanding } from '../current-fractures.ts'
import type { LabKind, LabResult, PatientFacts, SafetyFact, SafetyKind, Source } from '../facts.ts'
import { type Judgement, met, notMet, unknown } from '../finding.ts'

/**
 * What a documented gate does: send the patient elsewhere, ask for something first, or only be named on the card.
 */
export type GateAction = 'other-route' | 'complete-workup' | 'name'

export interface GateSubject {
  readonly facts: PatientFacts
  /** The current fractures; a sign at another vertebra is not about them. */
  readonly current: readonly FractureStanding[]
  readonly assessedOn: CalendarDate
}

/** A safety question that is asked before any policy decides. */
export interface Gate {
  readonly id: string
  readonly statement: string
  /** As few words as a card has room for ("neurological deficit"). */
  readonly name: string
  readonly action: GateAction
  readonly citation: Citation
  readonly thresholds?: readonly Threshold[]
  /** Where the answer is looked for: if one of these could not be read, "nothing found" is not said. */
  readonly sources: readonly Source[]
  /** Whether "nothing found" is worth naming on a card, for a person to confirm; or only a doubt that a report states. */
  readonly confirm: boolean | 'in-doubt'
  readonly assess: (subject: GateSubject) => Judgement
}

/** Facts of one kind that bear on today, newest first as the readers deliver them. */
export function factsOf({ facts }: GateSubject, ...kinds: readonly SafetyKind[]): readonly SafetyFact[] {
  return facts.safety.filter(({ kind }) => kinds.includes(kind))
}

/**
 * Documented = met or not met, by the newest statement; nothing documented = unknown. `words` is how the finding reads.
 */
export function judgeDocumented(documented: readonly SafetyFact[], words: string): Judgement {
  const newest = newestOf(documented)
  if (!newest) return unknown(`No ${words} found in the record.`)
  const on = newest.date === null ? 'undated' : newest.date
  return newest.present
    ? met(`${capitalised(words)} documented (${on}).`, [newest.evidence])
    : notMet(`Documented as absent: ${words} (${on}).`, [newest.evidence])
}

/** Of statements on one day the one that names a danger counts, and an undated danger counts as today's. */
function newestOf(documented: readonly SafetyFact[]): SafetyFact | undefined {
  const dayOf = ({ date, present }: SafetyFact) => date ?? (present ? '9999-12-31' : '')
  return [...documented].sort((a, b) => {
    if (dayOf(a) !== dayOf(b)) return dayOf(a) < dayOf(b) ? 1 : -1
    return Number(b.present) - Number(a.present)
  })[0]
}

/** The results of one kind from `since` on; a record in another time zone may already write tomorrow's date. */
export function labsSince(
  { facts, assessedOn }: GateSubject,
  kind: LabKind,
  since: CalendarDate,
): readonly LabResult[] {
  const until = addDays(assessedOn, 1)
  return facts.labs.filter((lab) => lab.kind === kind && lab.date !== null && lab.date >= since && lab.date <= until)
}

/** The newest of them; of several on one day the one that raises the question. */
export function newestLab(subject: GateSubject, kind: LabKind, since: CalendarDate): LabResult | undefined {
  return [...labsSince(subject, kind, since)].sort((a, b) => {
    if (a.date !== b.date) return (a.date ?? '') < (b.date ?? '') ? 1 : -1
    const byFlag = Number(b.flaggedHigh) - Number(a.flaggedHigh)
    return byFlag || (kind === 'platelets' ? a.value - b.value : b.value - a.value)
  })[0]
}

export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
