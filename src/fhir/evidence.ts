import { isFhirId } from '../cds-hooks/request.ts'
import type { CalendarDate } from '../clinical/calendar.ts'
import type { Basis, Evidence } from '../clinical/evidence.ts'
import { textOf } from './element.ts'

/** What a resource is, by its codes and names together and by its codes alone: the same, and the codes say it. */
export function basisOf<Kind>(kind: Kind, byCodesAlone: Kind): Basis {
  return kind === byCodesAlone ? 'coded' : 'text'
}

const TYPE_NAME = /^[A-Z][A-Za-z]{0,63}$/

/** Names a resource as evidence. A type or an id that is none of FHIR's is not repeated: what arrives may hold anything. */
export function evidenceOf(resource: unknown, date: CalendarDate | null, basis: Basis = 'coded'): Evidence {
  const id = textOf(resource, 'id')
  const type = textOf(resource, 'resourceType')
  const resourceType = type !== undefined && TYPE_NAME.test(type) ? type : 'Resource'
  return { reference: id !== undefined && isFhirId(id) ? `${resourceType}/${id}` : resourceType, date, basis }
}
