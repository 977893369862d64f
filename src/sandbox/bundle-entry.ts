import { isObject } from '@medplum/core'
import type { ResourceType } from '@medplum/fhirtypes'
import { ok, type Result } from '../result.ts'
import { type Definitions, isResourceType } from './definitions.ts'
import { type FhirResponse, invalid, unsupported } from './fhir-message.ts'

/** One entry of a batch or transaction, with the address it is meant for. */
export interface RequestedEntry {
  readonly method: string
  /** Relative to the base, without a leading slash. */
  readonly url: string
  readonly resourceType: ResourceType
  /** Absent where the address names a type only. */
  readonly id: string | undefined
  readonly fullUrl: string | undefined
  readonly resource: unknown
}

/** Preconditions that this server would not check. To ignore one could overwrite or duplicate what it guards. */
const PRECONDITIONS = ['ifMatch', 'ifModifiedSince', 'ifNoneExist', 'ifNoneMatch'] as const

export function readEntry(
  entry: unknown,
  baseUrl: string,
  definitions: Definitions,
): Result<RequestedEntry, FhirResponse> {
  if (!isObject(entry) || !isObject(entry.request)) return invalid('an entry has no request')
  const { method, url } = entry.request
  if (typeof method !== 'string' || typeof url !== 'string') return invalid('a request has no method or no url')
  const precondition = PRECONDITIONS.find((name) => isObject(entry.request) && entry.request[name] !== undefined)
  if (precondition) return unsupported(`'request.${precondition}' is not supported`)

  const relative = toRelative(url, baseUrl)
  const [resourceType, id] = relative.split('?')[0]?.split('/') ?? []
  if (!isResourceType(definitions, resourceType)) return invalid('a request is not about a resource type of R4')
  const fullUrl = typeof entry.fullUrl === 'string' ? entry.fullUrl : undefined
  return ok({ method, url: relative, resourceType, id, fullUrl, resource: entry.resource })
}

function toRelative(url: string, baseUrl: string): string {
  if (url.startsWith(`${baseUrl}/`)) return url.slice(baseUrl.length + 1)
  return url.startsWith('/') ? url.slice(1) : url
}
