import { isFhirId } from '../cds-hooks/request.ts'
import type { CalendarDate } from '../clinical/calendar.ts'
import type { Basis, Evidence } from '../clinical/evidence.ts'
import { textOf } from './element.ts'

/** Names a resource as evidence. An id that is no FHIR id is not repeated: what arrives may hold anything. */
export function evidenceOf(resource: unknown, date: CalendarDate | null, basis: Basis = 'coded'): Evidence {
  const id = textOf(resource, 'id')
  const resourceType = textOf(resource, 'resourceType') ?? 'Resource'
  return { reference: id !== undefined && isFhirId(id) ? `${resourceType}/${id}` : resourceType, date, basis }
}
