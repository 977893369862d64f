import type { ResourceType } from '@medplum/fhirtypes'
import { answer, type FhirResponse, refuse } from './fhir-message.ts'
import type { Sandbox } from './store.ts'

export async function readResource({ store }: Sandbox, type: ResourceType, id: string): Promise<FhirResponse> {
  const resource = await store.read(type, id)
  return resource ? answer(200, resource) : refuse(404, 'not-found', `there is no such ${type}`)
}

/** FHIR answers the same whether or not there was something to delete. */
export async function deleteResource({ store }: Sandbox, type: ResourceType, id: string): Promise<FhirResponse> {
  await store.remove(type, id)
  return answer(204, undefined)
}
