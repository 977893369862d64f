import { daysBetween } from './calendar.ts'
import type { Threshold } from './citation.ts'
import { lookedWords } from './could-not-look.ts'
import type { FractureCase } from './criterion.ts'
import type { CareKind, NonSurgicalCare, Onset, PatientFacts } from './facts.ts'
import { type Judgement, met, notMet, unknown } from './finding.ts'
import type { PainPicture } from './pain.ts'
import { MULTISOCIETY_2014, ours } from './sources.ts'

export const TREATMENT_TRIAL: Threshold = {
  id: 'treatment-trial',
  value: 24,
  unit: 'h',
  says: 'refractory to brief (24 hrs.) nonoperative therapy',
  origin: 'source',
  citation: MULTISOCIETY_2014,
}

export const PAIN_DESPITE_TREATMENT = ours(
  'pain-despite-treatment',
  5,
  '{0-10 score}',
  'a score below 5 after treatment began counts as pain under control; the source practice gives no number',
)

const MS_PER_HOUR = 3_600_000

const CARE_WORDS: Readonly<Record<CareKind, string>> = {
  analgesic: 'pain medicine',
  opioid: 'opioid',
  brace: 'brace',
  'physical-therapy': 'physical therapy',
  'bed-rest': 'bed rest',
}

/**
 * Non-surgical treatment has failed when it was started since the fracture and pain at least a day later is still there.
 * What is not documented is unknown, never "not tried": much of this care stands in notes only.
 */
export function judgeTreatment({ facts, fracture: { onset }, pain }: FractureCase): Judgement {
  const care = facts.nonSurgicalCare
  const started = onset === null ? [] : startedSince(care, onset)
  const first = started[0]
  if (!first) return nothingStarted(facts)

  const evidence = started.map((item) => item.evidence)
  const tried = listOf(started)
  const { deciding } = pain
  if (deciding === null || !isADayLater(first, deciding)) {
    return unknown(
      `${tried} started ${first.startedOn}; no pain score at least ${TREATMENT_TRIAL.value} hours later.`,
      {
        id: 'pain-score',
        text: 'a pain score (0-10) after at least a day of treatment',
        short: deciding === null ? 'a pain score' : 'a pain score after a day of treatment',
      },
      evidence,
    )
  }
  const since = `${tried} since ${first.startedOn}, pain ${deciding.score}/10 on ${deciding.date}`
  return deciding.score < PAIN_DESPITE_TREATMENT.value
    ? notMet(`${since}: under control.`, [...evidence, deciding.evidence])
    : met(`${since}.`, [...evidence, deciding.evidence])
}

function startedSince(care: readonly NonSurgicalCare[], onset: Onset): readonly NonSurgicalCare[] {
  return byStart(care.filter(({ startedOn }) => startedOn !== null && startedOn >= onset.latest))
}

/** By day, then by moment, then by name and kind, so that the order of the record changes nothing. */
export function byStart(care: readonly NonSurgicalCare[]): readonly NonSurgicalCare[] {
  return [...care].sort((a, b) => {
    const [first, second] = [startOf(a), startOf(b)]
    if (first === second) return 0
    return first < second ? -1 : 1
  })
}

function startOf({ startedOn, startedAt, evidence, kind }: NonSurgicalCare): string {
  return `${startedOn} ${String(startedAt ?? 0).padStart(15, '0')} ${evidence.reference} ${kind}`
}

function nothingStarted(facts: PatientFacts): Judgement {
  const care = facts.nonSurgicalCare
  const missing = {
    id: 'treatment',
    text: 'treatment tried since the fracture (pain medicine, brace, physical therapy, bed rest)',
  }
  if (care.length === 0) {
    return unknown(lookedWords(facts, 'medications', 'No non-surgical treatment is documented.'), missing)
  }
  const evidence = care.map((item) => item.evidence)
  return unknown(`${listOf(care)} documented, but not known to have started after the fracture.`, missing, evidence)
}

/** Uses the time of day where both have one, else calendar days: a date alone cannot show 24 hours, the next day must do. */
function isADayLater(first: NonSurgicalCare, deciding: NonNullable<PainPicture['deciding']>): boolean {
  if (first.startedAt !== null && deciding.at !== null) {
    return deciding.at - first.startedAt >= TREATMENT_TRIAL.value * MS_PER_HOUR
  }
  return first.startedOn !== null && daysBetween(first.startedOn, deciding.date) >= 1
}

function listOf(care: readonly NonSurgicalCare[]): string {
  const words = [...new Set(care.map(({ kind }) => CARE_WORDS[kind]))].join(', ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
