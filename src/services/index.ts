import { encounterDischarge } from './encounter-discharge.ts'
import { encounterStart } from './encounter-start.ts'
import { orderSelect } from './order-select.ts'
import { orderSign } from './order-sign.ts'
import { patientView } from './patient-view.ts'
import { problemListItemCreate } from './problem-list-item-create.ts'
import type { CdsService } from './service.ts'

/** Every service that works; discovery lists exactly these. */
export const SERVICES: readonly CdsService[] = [
  patientView,
  orderSelect,
  orderSign,
  encounterStart,
  encounterDischarge,
  problemListItemCreate,
]

/** Every hook an assessment can be asked for. */
export const HOOKS: readonly string[] = SERVICES.map(({ definition }) => definition.hook)

export function findService(id: string): CdsService | undefined {
  return SERVICES.find(({ definition }) => definition.id === id)
}
