import type { ResourceType } from '@medplum/fhirtypes'
import { type FhirRequest, type FhirResponse, refuse } from './fhir-message.ts'
import { type Parameter, parseForm } from './form.ts'
import { parseSearch } from './parse-search.ts'
import { search } from './search.ts'
import type { Sandbox } from './store.ts'

export async function searchByGet(
  { store, definitions }: Sandbox,
  { baseUrl }: FhirRequest,
  resourceType: ResourceType,
  parameters: readonly Parameter[],
): Promise<FhirResponse> {
  const known = definitions.get(resourceType) ?? new Map()
  const plan = parseSearch(parameters, { resourceType, known, baseUrl })
  return plan.ok ? search(store, plan.value, baseUrl) : plan.failure
}

/** The parameters of the address and of the form count alike. */
export async function searchByPost(
  sandbox: Sandbox,
  request: FhirRequest,
  resourceType: ResourceType,
  parameters: readonly Parameter[],
): Promise<FhirResponse> {
  const form = request.body ?? ''
  const contentType = request.headers['content-type'] ?? ''
  if (form !== '' && !/^application\/x-www-form-urlencoded\b/i.test(contentType)) {
    return refuse(415, 'not-supported', 'a search by POST takes application/x-www-form-urlencoded')
  }
  const posted = parseForm(form)
  if (!posted) return refuse(400, 'invalid', 'the percent-encoding of the form is broken')
  return searchByGet(sandbox, request, resourceType, [...parameters, ...posted])
}
