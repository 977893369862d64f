import type { Resource, ResourceType } from '@medplum/fhirtypes'
import type { CdsRequest } from '../cds-hooks/request.ts'
import { elementsOf, fieldOf, textOf } from './element.ts'
import { lastTwoParts } from './in-order.ts'
import { belongsToPatient, PATIENT_FIELDS } from './patient-identity.ts'
import { isResource } from './resource.ts'

/** One entry of a Bundle in `context`, with the names it can be referred to by. */
interface Entry {
  readonly resource: Resource
  readonly names: ReadonlySet<string>
}

/** The orders that are being written; nothing where the client did not send them. */
export function draftOrdersIn(request: CdsRequest): readonly Resource[] {
  return entriesIn('draftOrders', request).map(({ resource }) => resource)
}

/** Whether the client says at all what is being ordered: without the scopes for it Epic does not. */
export function saysDraftOrders({ context }: CdsRequest): boolean {
  return fieldOf(context, 'draftOrders') != null
}

/** The drafts that were just picked. A selection that names none of them is passed over. */
export function selectedOrdersIn(request: CdsRequest): readonly Resource[] {
  const { selections } = request.context
  const picked: readonly unknown[] = Array.isArray(selections) ? selections : []
  const names = new Set(
    picked.flatMap((name) => (typeof name === 'string' && name !== '' ? [name, lastTwoParts(name)] : [])),
  )
  return entriesIn('draftOrders', request)
    .filter((entry) => [...entry.names].some((name) => names.has(name)))
    .map(({ resource }) => resource)
}

/** The problems that were just added; the record may not hold them yet. */
export function newConditionsIn(request: CdsRequest): readonly Resource[] {
  return entriesIn('conditions', request)
    .map(({ resource }) => resource)
    .filter(({ resourceType }) => resourceType === ('Condition' satisfies ResourceType))
}

/** An entry that names nobody is this patient's, by the call; one that names somebody else is dropped. */
function entriesIn(field: string, { context, fhirServer }: CdsRequest): readonly Entry[] {
  return elementsOf(context[field], 'entry').flatMap((entry) => {
    const resource = fieldOf(entry, 'resource')
    if (!isResource(resource)) return []
    const isOwn = namesNobody(resource) || belongsToPatient(resource, { patientId: context.patientId, fhirServer })
    return isOwn ? [{ resource, names: namesOf(resource, textOf(entry, 'fullUrl')) }] : []
  })
}

function namesNobody(resource: Resource): boolean {
  return PATIENT_FIELDS.every((field) => fieldOf(resource, field) === undefined)
}

const URN_UUID = 'urn:uuid:'

/** `Type/id`, and the fullUrl: a draft that was never on a server may have nothing else. */
function namesOf(resource: Resource, fullUrl: string | undefined): ReadonlySet<string> {
  const id = textOf(resource, 'id')
  const uuid = fullUrl?.startsWith(URN_UUID) ? fullUrl.slice(URN_UUID.length) : undefined
  const ids = [id, uuid].filter((each) => each !== undefined)
  return new Set([
    ...(fullUrl === undefined ? [] : [fullUrl]),
    ...ids.map((each) => `${resource.resourceType}/${each}`),
  ])
}
