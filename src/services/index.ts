import { patientView } from './patient-view.ts'
import type { CdsService } from './service.ts'

/** Every service that works; discovery lists exactly these. */
export const SERVICES: readonly CdsService[] = [patientView]

/** Every hook an assessment can be asked for; the ones without a service of their own come with theirs. */
export const HOOKS = [
  'patient-view',
  'order-select',
  'order-sign',
  'encounter-start',
  'encounter-discharge',
  'problem-list-item-create',
] as const

export function findService(id: string): CdsService | undefined {
  return SERVICES.find(({ definition }) => definition.id === id)
}
