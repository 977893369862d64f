import { randomUUID } from 'node:crypto'
import type { Advertised } from './discovery.ts'
import { exampleResource, PEOPLE } from './example-resources.ts'
import type { JsonObject } from './json.ts'
import { type Query, queryOf } from './prefetch-template.ts'

/** A body for this service: what its hook asks for in `context`, and this prefetch. No FHIR server is named. */
export function bodyFor(service: Advertised, today: string, prefetch?: JsonObject): JsonObject {
  return {
    hook: service.hook,
    hookInstance: randomUUID(),
    context: contextOf(service.hook, today),
    ...(prefetch === undefined ? {} : { prefetch }),
  }
}

/** What each hook of the hook library requires in its context. A hook we do not know gets user, patient and encounter. */
export function contextOf(hook: string, today: string): JsonObject {
  const { encounterId, ...needed } = PEOPLE
  const draft = exampleResource('ServiceRequest', { id: 'conformance-draft', today })
  switch (hook) {
    case 'patient-view':
      return needed
    case 'order-sign':
      return { ...needed, draftOrders: collection(draft) }
    case 'order-select':
      return { ...needed, selections: ['ServiceRequest/conformance-draft'], draftOrders: collection(draft) }
    case 'order-dispatch':
      return {
        patientId: PEOPLE.patientId,
        dispatchedOrders: ['ServiceRequest/conformance-draft'],
        performer: 'Organization/conformance-organization',
      }
    case 'appointment-book':
      return {
        ...needed,
        appointments: collection(exampleResource('Appointment', { id: 'conformance-appointment', today })),
      }
    case 'problem-list-item-create':
      return { ...needed, conditions: collection(exampleResource('Condition', { id: 'conformance-condition', today })) }
    case 'medication-refill':
      return {
        ...needed,
        medications: collection(exampleResource('MedicationRequest', { id: 'conformance-refill', today })),
      }
    case 'allergyintolerance-create':
      return {
        ...needed,
        allergyIntolerance: exampleResource('AllergyIntolerance', { id: 'conformance-allergy', today }),
      }
    default:
      return { ...needed, encounterId }
  }
}

function collection(...resources: readonly JsonObject[]): JsonObject {
  return { resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) }
}

/** Every key of the service's templates, answered in one of the ways a CDS client may. */
export function prefetchOf(service: Advertised, answer: (query: Query) => unknown): JsonObject {
  // Encounter ids are in the tokens also where the hook's context may leave them out.
  return Object.fromEntries(
    Object.entries(service.prefetch).map(([key, template]) => [key, answer(queryOf(template, PEOPLE))]),
  )
}

/** Reads give a resource, searches find nothing: the smallest record there is. */
export function emptyRecord(today: string): (query: Query) => unknown {
  return ({ type, id }) =>
    id === undefined ? { resourceType: 'Bundle', type: 'searchset', total: 0 } : exampleResource(type, { id, today })
}

/** Each search finds one resource that carries the first code it asked for. */
export function oneOfEach(today: string): (query: Query) => unknown {
  return ({ type, id, parameters }) => {
    if (id !== undefined) return exampleResource(type, { id, today })
    const resource = exampleResource(type, { id: `conformance-${type.toLowerCase()}`, today, code: codeIn(parameters) })
    const fullUrl = `https://conformance.example.org/fhir/${type}/${resource.id}`
    return {
      resourceType: 'Bundle',
      type: 'searchset',
      total: 1,
      entry: [{ fullUrl, resource, search: { mode: 'match' } }],
    }
  }
}

export function nothing(): null {
  return null
}

export function failedRead(): JsonObject {
  return {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code: 'transient', diagnostics: 'The query could not be carried out.' }],
  }
}

function codeIn(parameters: Query['parameters']): { readonly system?: string; readonly code: string } | undefined {
  const [, value = ''] = parameters.find(([name]) => name === 'code' || name === 'code:in') ?? []
  const [first = ''] = value.split(',')
  const [system, code] = first.includes('|') ? first.split('|', 2) : [undefined, first]
  if (!code) return undefined
  return { ...(system ? { system } : {}), code }
}
