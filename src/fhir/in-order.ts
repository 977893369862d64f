import type { Resource, ResourceType } from '@medplum/fhirtypes'
import type { Source } from '../clinical/facts.ts'
import { textOf } from './element.ts'
import type { Gathered } from './gathered.ts'

/** By type and id, so that a server's order (and the order of pages) changes nothing. */
export function inOrder(gathered: Gathered, source: Source, types: readonly ResourceType[]): readonly Resource[] {
  return sortedByName(ofTypes(gathered, source, types))
}

export function ofTypes(gathered: Gathered, source: Source, types: readonly ResourceType[]): readonly Resource[] {
  return gathered[source].resources.filter(({ resourceType }) => types.includes(resourceType))
}

export function sortedByName(resources: Iterable<Resource>): readonly Resource[] {
  // Each name is made once, not for every comparison.
  return [...resources]
    .map((resource) => ({ resource, name: nameOf(resource) }))
    .sort((a, b) => compare(a.name, b.name))
    .map(({ resource }) => resource)
}

export function nameOf(resource: Resource): string {
  return `${resource.resourceType}/${textOf(resource, 'id')}`
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** `https://ehr.example.org/fhir/Medication/7/_history/1` and `Medication/7` name the same resource. */
export function lastTwoParts(reference: string): string {
  const [unversioned = ''] = reference.split('/_history/')
  return unversioned.split('/').slice(-2).join('/')
}

const URN_UUID = 'urn:uuid:'

/** Looks up what a reference names among these. A Bundle that was never on a server refers by `urn:uuid:` and the id. */
export function finderIn(resources: readonly Resource[], type: ResourceType): (reference: string) => unknown {
  const byId = new Map(
    resources.filter(({ resourceType }) => resourceType === type).map((each) => [nameOf(each), each] as const),
  )
  return (reference) =>
    byId.get(reference.startsWith(URN_UUID) ? `${type}/${reference.slice(URN_UUID.length)}` : lastTwoParts(reference))
}
