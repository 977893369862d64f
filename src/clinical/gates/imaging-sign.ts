import type { ImagingFinding, Sign } from '../facts.ts'
import { type Judgement, met, notMet, unknown } from '../finding.ts'
import { covers, newestFirst } from '../imaging-evidence.ts'
import { capitalised, type GateSubject } from './gate.ts'

type SignName = {
  [Name in keyof ImagingFinding]: ImagingFinding[Name] extends Sign ? Name : never
}[keyof ImagingFinding]

/**
 * What imaging says about a danger sign at the current fractures: the newest study of each that mentions it. One "yes" is
 * met; not-met needs a "no" for every fracture, since a sign ruled out at one vertebra says nothing about another.
 */
export function judgeSign(subject: GateSubject, sign: SignName, words: string): Judgement {
  const statements = subject.current.map(({ fracture }) => {
    const about = subject.facts.imaging.filter(
      (finding) =>
        covers(finding, fracture) && finding[sign] !== 'unknown' && isSince(finding, fracture.onset?.earliest ?? null),
    )
    return newestFirst(about)[0]
  })
  const yes = statements.find((statement) => statement?.[sign] === 'yes')
  if (yes) return met(`${capitalised(words)}${at(yes)} on imaging of ${yes.date ?? 'unknown date'}.`, [yes.evidence])

  const ruledOut = statements.filter((statement) => statement?.[sign] === 'no')
  if (statements.length > 0 && ruledOut.length === statements.length) {
    return notMet(
      `Imaging reports no ${words}.`,
      ruledOut.flatMap((statement) => (statement ? [statement.evidence] : [])),
    )
  }
  return unknown(`No ${words} found in the imaging reports.`)
}

function isSince({ date }: ImagingFinding, since: string | null): boolean {
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
