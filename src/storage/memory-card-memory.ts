import { type CardHistory, type CardMemory, decideShowing } from './card-memory.ts'

/** Patients remembered at most; the one not seen for longest is forgotten first. */
const MAX_PATIENTS = 10_000

/** In the isolate's memory: for development and tests. */
export function createMemoryCardMemory(): CardMemory {
  const patients = new Map<string, Map<string, CardHistory>>()
  return {
    mayShow: async (sighting) => {
      const patient = JSON.stringify([sighting.clientId, sighting.patientKey])
      const users = patients.get(patient) ?? new Map<string, CardHistory>()
      const { mayShow, history } = decideShowing(users.get(sighting.userKey) ?? [], sighting)
      users.set(sighting.userKey, history)
      // Set anew, so that the Map's order is the order of last use.
      patients.delete(patient)
      patients.set(patient, users)
      const oldest = patients.keys().next().value
      if (patients.size > MAX_PATIENTS && oldest !== undefined) patients.delete(oldest)
      return mayShow
    },
    forget: async (clientId, patientKey) => {
      patients.delete(JSON.stringify([clientId, patientKey]))
    },
  }
}
