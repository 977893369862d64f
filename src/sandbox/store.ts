import { type Filter, matchesSearchRequest } from '@medplum/core'
import { MemoryRepository } from '@medplum/fhir-router'
import type { Resource, ResourceType } from '@medplum/fhirtypes'
import type { Definitions } from './definitions.ts'

/** The resources of one sandbox. What goes in and out is copied, so that no caller changes what another one reads. */
export interface Store {
  readonly read: (resourceType: ResourceType, id: string) => Promise<Resource | undefined>
  readonly find: (resourceType: ResourceType, filters: readonly Filter[]) => Promise<readonly Resource[]>
  readonly put: (resource: Resource) => Promise<{ readonly resource: Resource; readonly isNew: boolean }>
  readonly remove: (resourceType: ResourceType, id: string) => Promise<void>
}

export interface Sandbox {
  readonly store: Store
  readonly definitions: Definitions
}

/** @throws Error when two different resources share a type and id: one patient would silently take over another's. */
export async function createStore(resources: readonly Resource[]): Promise<Store> {
  const repository = new MemoryRepository()
  await repository.withSeeding(async () => {
    for (const resource of withoutRepeats(resources)) await repository.createResource(resource)
  })
  const read = (resourceType: ResourceType, id: string): Promise<Resource | undefined> =>
    repository.readResource(resourceType, id).catch(() => undefined)

  return {
    read,
    find: async (resourceType, filters) => {
      try {
        return await search(repository, resourceType, filters)
      } catch {
        return await searchOneByOne(repository, resourceType, filters)
      }
    },
    put: async (resource) => {
      const isNew = !resource.id || (await read(resource.resourceType, resource.id)) === undefined
      return { resource: await repository.updateResource(resource), isNew }
    },
    remove: async (resourceType, id) => {
      if (await read(resourceType, id)) await repository.deleteResource(resourceType, id)
    },
  }
}

async function search(
  repository: MemoryRepository,
  resourceType: ResourceType,
  filters: readonly Filter[],
): Promise<readonly Resource[]> {
  const bundle = await repository.search({ resourceType, filters: [...filters] })
  return (bundle.entry ?? []).flatMap(({ resource }) => (resource ? [resource] : []))
}

/** A single element of the wrong shape makes the engine throw; it must not hide the other resources. */
async function searchOneByOne(
  repository: MemoryRepository,
  resourceType: ResourceType,
  filters: readonly Filter[],
): Promise<readonly Resource[]> {
  const every = await search(repository, resourceType, [])
  return every.filter((resource) => {
    try {
      return matchesSearchRequest(resource, { resourceType, filters: [...filters] })
    } catch {
      return false
    }
  })
}

function withoutRepeats(resources: readonly Resource[]): readonly Resource[] {
  const seen = new Map<string, string>()
  return resources.filter((resource) => {
    if (!resource.id) return true
    const reference = `${resource.resourceType}/${resource.id}`
    const text = JSON.stringify(resource)
    const earlier = seen.get(reference)
    if (earlier !== undefined && earlier !== text) throw new Error(`two different resources are called ${reference}`)
    seen.set(reference, text)
    return earlier === undefined
  })
}
