import { generateId } from '@medplum/core'
import type { Resource, ResourceType } from '@medplum/fhirtypes'
import { checkResource, parseJson } from './check-resource.ts'
import { isFhirId } from './fhir-id.ts'
import { answer, type FhirRequest, type FhirResponse, refuse } from './fhir-message.ts'
import { rewriteReferences } from './references.ts'
import type { Sandbox } from './store.ts'

/** POST: the id is the server's, whatever the body says. */
export async function createResource(
  sandbox: Sandbox,
  request: FhirRequest,
  resourceType: ResourceType,
): Promise<FhirResponse> {
  if (request.headers['if-none-exist'] !== undefined) {
    return refuse(400, 'not-supported', 'conditional create is not supported')
  }
  const resource = readBody(sandbox, request, resourceType)
  if (!resource.ok) return resource.failure
  return write(sandbox, { ...resource.value, id: generateId() }, request.baseUrl)
}

/** PUT: creates the resource where there is none. */
export async function updateResource(
  sandbox: Sandbox,
  request: FhirRequest,
  resourceType: ResourceType,
  id: string,
): Promise<FhirResponse> {
  if (!isFhirId(id)) return refuse(400, 'invalid', 'the address holds no FHIR id')
  const resource = readBody(sandbox, request, resourceType)
  if (!resource.ok) return resource.failure
  if (resource.value.id !== id) return refuse(400, 'invalid', `'id' is not the one of the address`)
  return write(sandbox, resource.value, request.baseUrl)
}

/** Stores under the id given. References to this base become relative, or a search by them would miss the resource. */
export async function write({ store }: Sandbox, resource: Resource, baseUrl: string): Promise<FhirResponse> {
  const base = `${baseUrl}/`
  const local = rewriteReferences(resource, (reference) =>
    reference.startsWith(base) ? reference.slice(base.length) : reference,
  )
  const { resource: stored, isNew } = await store.put(local)
  return answer(isNew ? 201 : 200, stored, { location: `${baseUrl}/${stored.resourceType}/${stored.id}` })
}

function readBody({ definitions }: Sandbox, request: FhirRequest, resourceType: ResourceType) {
  const json = parseJson(request.body)
  return json.ok ? checkResource(json.value, resourceType, definitions) : json
}
