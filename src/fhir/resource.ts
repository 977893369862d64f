import type { Resource } from '@medplum/fhirtypes'

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** All that is known of a resource from outside: it names its type. Its reader still guards every field it reads. */
export function isResource(value: unknown): value is Resource {
  return isObject(value) && typeof value.resourceType === 'string'
}
