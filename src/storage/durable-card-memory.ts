import type { ObjectNamespace } from './bindings.ts'
import type { CardAnswer, CardMemory, PatientRef, Showing, Sighting } from './card-memory.ts'
import { shardOf } from './object-shard.ts'
import type { PatientMemory } from './patient-memory.ts'

/** How many objects share the patients of one client. */
const SHARDS = 256

/** What a card memory object answers to. */
export interface CardMemoryStub {
  /** Undefined: what was remembered under the former keys has not come over yet. */
  readonly show: (patient: PatientRef, sighting: Sighting) => Promise<Showing | undefined>
  /** The key under which the patient is known now, where it is another one; then nothing was kept here. */
  readonly answer: (patientKey: string, answers: readonly CardAnswer[]) => Promise<string | undefined>
  /** What is remembered under a former key; from now on answers to it go to `movedTo`. */
  readonly release: (patientKey: string, movedTo: string) => Promise<PatientMemory>
  readonly adopt: (patientKey: string, formerKey: string, memory: PatientMemory) => Promise<void>
  /** Forgets the patient; a former key still tells where the patient went. */
  readonly forget: (patientKey: string) => Promise<void>
}

/** The memory in durable objects: one decides about all that is shown of one patient, and reads what it wrote. */
export function createDurableCardMemory(objects: ObjectNamespace<CardMemoryStub>): CardMemory {
  const objectOf = (clientId: string, patientKey: string) =>
    objects.getByName(JSON.stringify([clientId, shardOf(patientKey, SHARDS)]))

  /** In steps that can be repeated: who stops halfway leaves everything where it was. */
  const bringOver = async ({ clientId, patientKey, formerPatientKeys }: PatientRef) => {
    for (const formerKey of formerPatientKeys) {
      const former = objectOf(clientId, formerKey)
      await objectOf(clientId, patientKey).adopt(patientKey, formerKey, await former.release(formerKey, patientKey))
      await former.forget(formerKey)
    }
  }

  return {
    show: async (patient, sighting) => {
      const object = objectOf(patient.clientId, patient.patientKey)
      const showing = await object.show(patient, sighting)
      if (showing) return showing
      await bringOver(patient)
      const afterwards = await object.show(patient, sighting)
      if (!afterwards) throw new Error('the memory under a former key did not come over')
      return afterwards
    },
    answer: async ({ clientId, patientKey }, answers) => {
      const movedTo = await objectOf(clientId, patientKey).answer(patientKey, answers)
      if (movedTo !== undefined) await objectOf(clientId, movedTo).answer(movedTo, answers)
    },
    forget: async ({ clientId, patientKey, formerPatientKeys }) => {
      for (const key of [patientKey, ...formerPatientKeys]) await objectOf(clientId, key).forget(key)
    },
  }
}
