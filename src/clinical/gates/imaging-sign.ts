import { addDays, type CalendarDate, earliestOf } from '../calendar.ts'
import type { Fracture, ImagingFinding } from '../facts.ts'
import { type Judgement, met, notMet, unknown } from '../finding.ts'
import { covers, newestSaying, type SignName, studyWords } from '../imaging-evidence.ts'
import { newestFirst } from '../newest-first.ts'
import { ours } from '../sources.ts'
import { capitalised, type GateSubject } from './gate.ts'

/**
 * What imaging says about a danger sign at the current fractures: the newest study of each that can tell, and of several on
 * one day the one that sees the danger. One "yes" is met; not-met needs a "no" for every fracture, since a sign ruled out
 * at one vertebra says nothing about another.
 */
export function judgeSign(subject: GateSubject, sign: SignName, words: string): Judgement {
  const statements = subject.current.map(({ fracture }) => {
    const since = fracture.onset?.earliest ?? null
    return tellingOf(
      subject.facts.imaging.filter((finding) => isAbout(finding, fracture) && isSince(finding, since)),
      sign,
    )
  })
  return judgeStatements(statements, sign, words)
}

/** A report that names no place may speak of this fracture: that is not the sign of another level. */
function isAbout(finding: ImagingFinding, fracture: Fracture): boolean {
  return covers(finding, fracture) || (finding.level === null && finding.region === null)
}

/** A sign that matters wherever in the spine it is seen: since the onset, and in any case within a year. */
export function judgeSignAnywhere(subject: GateSubject, sign: SignName, words: string): Judgement {
  const since = subject.current.reduce<CalendarDate | null>(
    (first, { fracture }) => earliestOf(first, fracture.onset?.earliest ?? null),
    addDays(subject.assessedOn, -SIGN_COUNTS.value),
  )
  const recent = subject.facts.imaging.filter((finding) => isSince(finding, since))
  const seen = recent.filter((finding) => finding[sign] === 'yes')
  const decisive = tellingOf(seen.length > 0 ? seen : recent, sign)
  return judgeStatements(decisive ? [decisive] : [], sign, words)
}

export const SIGN_COUNTS = ours(
  'sign-counts',
  365,
  'd',
  'a sign of infection counts for a year wherever in the spine it was seen, and longer where the fracture is older',
)

/** The newest yes or no; a doubt ("cannot be excluded") of that day or later stands before a no, never before a yes. */
function tellingOf(findings: readonly ImagingFinding[], sign: SignName): ImagingFinding | undefined {
  const sorted = newestFirst(findings)
  const told = newestSaying(sorted, sign)
  if (told?.[sign] === 'yes') return told
  const doubt = sorted.find((finding) => finding[sign] === 'unreliable')
  return doubt && (doubt.date ?? '') >= (told?.date ?? '') ? doubt : told
}

function judgeStatements(
  statements: readonly (ImagingFinding | undefined)[],
  sign: SignName,
  words: string,
): Judgement {
  const yes = statements.find((statement) => statement?.[sign] === 'yes')
  if (yes) return met(`${capitalised(words)}${at(yes)} on imaging of ${yes.date ?? 'unknown date'}.`, [yes.evidence])

  const doubt = statements.find((statement) => statement?.[sign] === 'unreliable')
  if (doubt) {
    return unknown(`${capitalised(words)}${at(doubt)} could not be excluded (${studyWords(doubt)}).`, null, [
      doubt.evidence,
    ])
  }
  const ruledOut = statements.flatMap((statement) => statement ?? [])
  return ruledOut.length > 0 && ruledOut.length === statements.length
    ? notMet(
        `Imaging reports no ${words}.`,
        ruledOut.map(({ evidence }) => evidence),
      )
    : unknown(`No ${words} found in the imaging reports.`)
}

function isSince({ date }: ImagingFinding, since: CalendarDate | null): boolean {
  return since === null || date === null || date >= since
}

function at({ level }: ImagingFinding): string {
  return level === null ? '' : ` at ${level}`
}

/** A gate with several roads to it: one that is met decides, then what is unknown, and not-met only when all are. */
export function firstDecisive(judgements: readonly Judgement[]): Judgement {
  const decisive =
    judgements.find(({ finding }) => finding === 'met') ??
    judgements.find(({ finding }) => finding === 'unknown') ??
    judgements[0]
  return decisive ?? unknown('Nothing to judge.')
}
