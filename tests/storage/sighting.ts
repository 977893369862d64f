import type { Sighting } from '../../src/storage/card-memory.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** The first time one user opens one chart; every test moves what it is about. */
export function aSighting(changes: Partial<Sighting> = {}): Sighting {
  return {
    clientId: 'st-elsewhere',
    patientKey: 'patient-1',
    userKey: 'user-1',
    newsKey: 'T12, pain 8',
    encounterKey: null,
    at: 0,
    maxSittings: 3,
    ...changes,
  }
}
