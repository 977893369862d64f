import { orCouldNotLook } from '../could-not-look.ts'
import type { Source } from '../facts.ts'
import type { Judgement } from '../finding.ts'
import { ageUnder18, pregnancy, pregnancyStatusUnknown } from './age-and-pregnancy.ts'
import { anticoagulant, coagulopathy, highInr, lowPlatelets } from './bleeding.ts'
import type { Gate, GateAction, GateSubject } from './gate.ts'
import { oneRaisedMarker, spinalInfection } from './infection.ts'
import {
  canalCompromise,
  highEnergyTrauma,
  neuralCompression,
  neurologicalDeficit,
  retropulsion,
  spinalInstability,
} from './nerves-and-stability.ts'
import { cementAllergy, comfortCare, contrastAllergy, epiduralTumour, moreThanThreeLevels } from './other-dangers.ts'
import { sinsPotentiallyUnstable, sinsUnstable } from './tumour-stability.ts'

/** Every gate, the most urgent first: the first one that is met names itself on the card. */
export const GATES: readonly Gate[] = [
  neurologicalDeficit,
  neuralCompression,
  canalCompromise,
  spinalInfection,
  spinalInstability,
  epiduralTumour,
  sinsUnstable,
  highEnergyTrauma,
  ageUnder18,
  pregnancy,
  cementAllergy,
  retropulsion,
  sinsPotentiallyUnstable,
  oneRaisedMarker,
  highInr,
  lowPlatelets,
  moreThanThreeLevels,
  pregnancyStatusUnknown,
  comfortCare,
  anticoagulant,
  coagulopathy,
  contrastAllergy,
]

export interface AssessedGate extends Judgement {
  readonly id: string
  readonly statement: string
  readonly name: string
  readonly action: GateAction
  readonly confirm: Gate['confirm']
  readonly citation: string
  /** Sources of the answer that could not be read: then "nothing found" is not said. */
  readonly couldNotLook: readonly Source[]
}

export function assessGates(subject: GateSubject): readonly AssessedGate[] {
  return GATES.map(({ id, statement, name, action, confirm, citation, sources, assess }) => {
    const couldNotLook = sources.filter((source) => subject.facts.couldNotLook.includes(source))
    const judgement = orCouldNotLook(assess(subject), sources, subject.facts)
    return { id, statement, name, action, confirm, citation: citation.title, couldNotLook, ...judgement }
  })
}
