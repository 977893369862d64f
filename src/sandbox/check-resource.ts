import { isObject } from '@medplum/core'
import type { Resource, ResourceType } from '@medplum/fhirtypes'
import { ok, type Result } from '../result.ts'
import { type Definitions, isResourceType } from './definitions.ts'
import { isFhirId } from './fhir-id.ts'
import { type FhirResponse, invalid } from './fhir-message.ts'

const MAX_NESTING = 100

export function parseJson(text: string | undefined): Result<unknown, FhirResponse> {
  if (!text) return invalid('the request has no body')
  const value = parse(text)
  if (value === undefined) return invalid('the body is not valid JSON')
  // Reading it needs no stack, writing it again would.
  if (isDeeperThan(value, MAX_NESTING)) return invalid(`the body is nested deeper than ${MAX_NESTING} levels`)
  return ok(value)
}

/** Checks what storing and searching rely on, and no more: a sandbox also has to hold records as untidy as real ones. */
export function checkResource(
  value: unknown,
  resourceType: ResourceType,
  definitions: Definitions,
): Result<Resource, FhirResponse> {
  if (!isResourceOf(value, definitions)) return invalid('the body is no R4 resource')
  if (value.resourceType !== resourceType) return invalid(`the body is no ${resourceType}`)
  if (value.id !== undefined && !isIdValue(value.id)) return invalid(`'id' is no FHIR id`)
  if (value.meta !== undefined && (!isObject(value.meta) || Array.isArray(value.meta))) {
    return invalid(`'meta' is no object`)
  }
  return ok(value)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isResourceOf(value: unknown, definitions: Definitions): value is Resource {
  return isObject(value) && Object.hasOwn(value, 'resourceType') && isResourceType(definitions, value.resourceType)
}

function isIdValue(value: unknown): boolean {
  return typeof value === 'string' && isFhirId(value)
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((member) => isDeeperThan(member, levels - 1))
}
