import type { Resource } from '@medplum/fhirtypes'

/** A copy of the resource in which every `reference` has gone through `rewrite`. */
export function rewriteReferences(resource: Resource, rewrite: (reference: string) => string): Resource {
  return JSON.parse(JSON.stringify(resource), (key, value: unknown) =>
    key === 'reference' && typeof value === 'string' ? rewrite(value) : value,
  )
}
