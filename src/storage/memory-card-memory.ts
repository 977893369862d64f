import type { CardMemory, PatientRef } from './card-memory.ts'
import { dropOldest } from './drop-oldest.ts'
import { addAnswers, EMPTY_MEMORY, joinMemories, type PatientMemory } from './patient-memory.ts'
import { decideShowing } from './showing-rule.ts'

/** Patients remembered at most; the one not seen for longest is forgotten first. */
const MAX_PATIENTS = 10_000

/** In the isolate's memory: for development and tests. */
export function createMemoryCardMemory(): CardMemory {
  const patients = new Map<string, PatientMemory>()
  /** Under which name a patient of an older key is known now; as many as there are patients, at most. */
  const movedTo = new Map<string, string>()
  const nameOf = ({ clientId }: PatientRef, patientKey: string) => JSON.stringify([clientId, patientKey])

  const recall = (patient: PatientRef): { readonly name: string; readonly memory: PatientMemory } => {
    const own = nameOf(patient, patient.patientKey)
    const name = movedTo.get(own) ?? own
    let memory = patients.get(name) ?? EMPTY_MEMORY
    for (const formerKey of patient.formerPatientKeys) {
      const former = nameOf(patient, formerKey)
      const left = patients.get(former)
      if (left) memory = joinMemories(left, memory)
      patients.delete(former)
      movedTo.set(former, name)
      dropOldest(movedTo, MAX_PATIENTS)
    }
    return { name, memory }
  }
  const remember = (name: string, memory: PatientMemory) => {
    // Set anew, so that the Map's order is the order of last use.
    patients.delete(name)
    patients.set(name, memory)
    dropOldest(patients, MAX_PATIENTS)
  }

  return {
    show: async (patient, sighting) => {
      const { name, memory } = recall(patient)
      const decided = decideShowing(memory, sighting)
      remember(name, decided.memory)
      return decided.showing
    },
    answer: async (patient, answers) => {
      const { name, memory } = recall(patient)
      remember(name, { ...memory, answers: addAnswers(memory.answers, answers) })
    },
    forget: async (patient) => {
      for (const key of [patient.patientKey, ...patient.formerPatientKeys]) patients.delete(nameOf(patient, key))
    },
  }
}
