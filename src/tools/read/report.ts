import type { FractureRow } from '../../clinical/assessment.ts'
import type { FractureStanding } from '../../clinical/current-fractures.ts'
import type { Onset } from '../../clinical/facts.ts'
import { cited, imagingLine, otherFacts } from './fact-lines.ts'
import { notUsedLines } from './not-used-lines.ts'
import type { Understood } from './understand.ts'

export interface ReportOptions {
  /** Every score and laboratory value, and not the newest of each kind alone. */
  readonly all: boolean
}

/** What the service understood, for a person at a terminal. It holds what the record holds: nothing for a log. */
export function reportOf(understood: Understood, options: ReportOptions = { all: false }): readonly string[] {
  const { assessment, notUsed } = understood
  const { facts, current, notCurrent, policies, gates } = assessment
  return [
    ...opening(understood),
    ...section('Fractures, merged', [...current, ...notCurrent].flatMap(fractureLines)),
    ...section('Imaging', facts.imaging.map(imagingLine)),
    ...section('Other facts', otherFacts(facts, options)),
    ...section(
      'Gates that are met or denied',
      gates
        .filter(({ finding }) => finding !== 'unknown')
        .map((gate) => `${gate.id}: ${gate.finding}. ${gate.because}`),
    ),
    ...section(
      'Policies',
      [...policies].flatMap(([id, row]) => [
        `${id}: ${row.outcome}`,
        ...(row.first === null ? [] : criterionLines(row.first).map((line) => `  ${line}`)),
      ]),
    ),
    ...section('Behind no fact', notUsedLines(notUsed)),
    '',
    ...outcomeLines(understood),
  ]
}

function opening(understood: Understood): readonly string[] {
  const { assessment, suggestsFracture, used, notUsed, notGiven } = understood
  const { reference, bornEarliest, bornLatest, sex } = assessment.facts.patient
  const born = bornEarliest === bornLatest ? bornEarliest : `${bornEarliest} to ${bornLatest}`
  const ignored = [...notUsed.values()].reduce((sum, { length }) => sum + length, 0)
  return [
    `${reference}, ${sex}, born ${born ?? 'unknown'}. Assessed on ${assessment.assessedOn} by rules ${assessment.ruleVersion}.`,
    `${used.length + ignored} resources, ${used.length} behind a fact.`,
    ...(notGiven.length === 0
      ? []
      : [`None given, and so counted as looked for and not there: ${notGiven.join(', ')}.`]),
    ...(notGiven.includes('Patient') ? ['A hook call without the Patient is answered with 412.'] : []),
    ...(suggestsFracture ? [] : ['Nothing suggests a vertebral fracture: a hook call would read no further.']),
    '',
    ...outcomeLines(understood),
  ]
}

function outcomeLines({ assessment, card }: Understood): readonly string[] {
  const { policy, outcome, because } = assessment
  return [`Outcome by policy ${policy}: ${outcome}. ${because}`, card === undefined ? 'No card.' : `Card: ${card}`]
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]
}

function fractureLines({ fracture, status, because }: FractureStanding): readonly string[] {
  const { level, region, cause, certainty, acuity, onset, evidence } = fracture
  return [
    `${level ?? region ?? 'level not named'}: ${cause}, ${certainty}, acuity ${acuity}; onset ${onsetWords(onset)}; ${status}: ${because}`,
    ...evidence.map((each) => `  ${cited(each)}`),
  ]
}

function onsetWords(onset: Onset | null): string {
  if (onset === null) return 'unknown'
  const { earliest, latest, basis } = onset
  if (earliest === latest) return `${latest} (${basis})`
  return `${earliest === null ? 'at the latest' : `${earliest} to`} ${latest} (${basis})`
}

function criterionLines({ criteria }: FractureRow): readonly string[] {
  return criteria.map(({ id, finding, because }) => `${id}: ${finding}. ${because}`)
}
