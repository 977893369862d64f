import type { Threshold } from '../citation.ts'
import { type Judgement, met, notMet, unknown } from '../finding.ts'
import { SINS_COUNTS, type Sins, sinsOf } from '../sins.ts'
import { SINS } from '../sources.ts'
import { factsOf, type Gate, type GateSubject } from './gate.ts'
import { firstDecisive } from './imaging-sign.ts'

export const SINS_UNSTABLE: Threshold = {
  id: 'sins-unstable',
  value: 13,
  unit: '{0-18 score}',
  says: '13-18 unstable',
  origin: 'source',
  citation: SINS,
}

export const SINS_POTENTIALLY_UNSTABLE: Threshold = {
  id: 'sins-potentially-unstable',
  value: 7,
  unit: '{0-18 score}',
  says: '7-12 potentially unstable; 7-18 surgical consultation',
  origin: 'source',
  citation: SINS,
}

/** The score of each current fracture that has one; a score of another vertebra is not about them. */
function judgeScores(subject: GateSubject, judge: (sins: Sins) => Judgement): Judgement {
  const scores = subject.current.flatMap(({ fracture }) => sinsOf(fracture, subject.facts, subject.assessedOn) ?? [])
  return scores.length === 0 ? unknown('No SINS found in the record.') : firstDecisive(scores.map(judge))
}

/** Below the limit by what imaging shows is no score: there is more to it than imaging. An undated one may be long past. */
function below({ because, documented, evidence, date }: Sins): Judgement {
  return documented && date !== null ? notMet(because, evidence) : unknown(because, null, evidence)
}

export const sinsUnstable: Gate = {
  id: 'sins-unstable',
  statement: 'Spinal Instability Neoplastic Score 13-18',
  name: 'SINS 13-18',
  action: 'other-route',
  citation: SINS,
  thresholds: [SINS_UNSTABLE, SINS_COUNTS],
  sources: ['observations', 'imagingReports'],
  confirm: false,
  assess: (subject) =>
    judgeScores(subject, (sins) => (isUnstable(sins) ? met(sins.because, sins.evidence) : below(sins))),
}

export const sinsPotentiallyUnstable: Gate = {
  id: 'sins-potentially-unstable',
  statement: 'SINS 7-12 before a spine surgeon was consulted',
  name: 'SINS 7-12',
  action: 'complete-workup',
  citation: SINS,
  thresholds: [SINS_POTENTIALLY_UNSTABLE, SINS_COUNTS],
  sources: ['observations', 'imagingReports', 'serviceRequests'],
  confirm: false,
  assess: (subject) => judgeScores(subject, (sins) => judgePotentiallyUnstable(sins, subject)),
}

function judgePotentiallyUnstable(sins: Sins, subject: GateSubject): Judgement {
  const { because, evidence, documented, low, high } = sins
  if (isUnstable(sins)) return notMet(because, evidence)
  const counted = documented ? high : low
  if (counted < SINS_POTENTIALLY_UNSTABLE.value) return below(sins)
  const consulted = factsOf(subject, 'spine-surgeon-consulted').find(
    // Of an undated score nobody knows whether the surgeon has seen it.
    ({ present, date }) => present && date !== null && sins.date !== null && date >= sins.date,
  )
  if (consulted)
    return notMet(`${because} Spine surgeon consulted ${consulted.date}.`, [...evidence, consulted.evidence])
  return {
    ...met(because, evidence),
    missing: { id: 'spine-surgeon', text: 'a spine surgery consultation (SINS 7-12)' },
  }
}

function isUnstable({ low }: Sins): boolean {
  return low >= SINS_UNSTABLE.value
}
