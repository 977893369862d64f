import { patientView } from './patient-view.ts'
import type { CdsService } from './service.ts'

/** Every service that works; discovery lists exactly these. */
export const SERVICES: readonly CdsService[] = [patientView]

export function findService(id: string): CdsService | undefined {
  return SERVICES.find(({ definition }) => definition.id === id)
}
