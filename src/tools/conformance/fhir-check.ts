import { validateResource } from '@medplum/core'
import type { Resource } from '@medplum/fhirtypes'
import { isResourceType, loadDefinitions } from '../../sandbox/definitions.ts'
import type { JsonObject } from './json.ts'

/** What is wrong with a resource as FHIR R4, in one sentence; undefined when nothing is. */
export type ResourceProblem = (resource: JsonObject) => string | undefined

/** Checks structure, cardinalities and data types by the R4 definitions; no profiles, no value sets. */
export async function loadFhirCheck(): Promise<ResourceProblem> {
  const definitions = await loadDefinitions()
  return (resource) => {
    const { resourceType } = resource
    if (!isResourceType(definitions, resourceType)) return 'resourceType is none of FHIR R4'
    try {
      // Medplum's own type promises what this call is there to find out.
      validateResource(resource as unknown as Resource)
      return undefined
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }
}
