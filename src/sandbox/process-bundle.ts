import { generateId, isObject } from '@medplum/core'
import type { Bundle, BundleEntry, Resource } from '@medplum/fhirtypes'
import { ok, type Result } from '../result.ts'
import { FHIR_PATH } from './address.ts'
import { type RequestedEntry, readEntry } from './bundle-entry.ts'
import { checkResource, parseJson } from './check-resource.ts'
import { isFhirId } from './fhir-id.ts'
import {
  answer,
  type FhirRequest,
  type FhirResponse,
  type Handle,
  invalid,
  refuse,
  unsupported,
} from './fhir-message.ts'
import { rewriteReferences } from './references.ts'
import type { Sandbox } from './store.ts'
import { write } from './write-resource.ts'

/** POST to the base. `handle` answers the requests of a batch as if each had come alone. */
export async function processBundle(sandbox: Sandbox, request: FhirRequest, handle: Handle): Promise<FhirResponse> {
  const json = parseJson(request.body)
  if (!json.ok) return json.failure
  const bundle = json.value
  if (!isObject(bundle) || bundle.resourceType !== 'Bundle') return refuse(400, 'invalid', 'the body is no Bundle')
  const entries: readonly unknown[] = Array.isArray(bundle.entry) ? bundle.entry : []
  if (bundle.type === 'batch') return processBatch(sandbox, entries, request, handle)
  if (bundle.type === 'transaction') return processTransaction(sandbox, entries, request.baseUrl)
  return refuse(400, 'invalid', 'only a Bundle of type batch or transaction can be processed')
}

/** Each entry stands for itself: one that fails leaves the others alone. */
async function processBatch(
  { definitions }: Sandbox,
  entries: readonly unknown[],
  request: FhirRequest,
  handle: Handle,
): Promise<FhirResponse> {
  const responses: FhirResponse[] = []
  for (const each of entries) {
    const entry = readEntry(each, request.baseUrl, definitions)
    responses.push(entry.ok ? await handle(toRequest(entry.value, request)) : entry.failure)
  }
  return answer(200, toResponseBundle('batch-response', responses))
}

/** The outer headers are about the Bundle and stay behind. */
function toRequest({ method, url, resource }: RequestedEntry, { baseUrl }: FhirRequest): FhirRequest {
  const body = resource === undefined ? undefined : JSON.stringify(resource)
  return { method, target: `${FHIR_PATH}/${url}`, headers: {}, body, baseUrl }
}

/** A transaction of writes. Everything that could fail is checked before the first one, so that it is all or nothing. */
async function processTransaction(
  sandbox: Sandbox,
  entries: readonly unknown[],
  baseUrl: string,
): Promise<FhirResponse> {
  const steps: Step[] = []
  for (const [index, each] of entries.entries()) {
    const step = toStep(each, baseUrl, sandbox)
    if (!step.ok) return refuse(400, 'invalid', `entry ${index}: ${problemOf(step.failure)}`)
    steps.push(step.value)
  }
  const targets = new Set(steps.map(toReference))
  if (targets.size < steps.length) return refuse(400, 'invalid', 'two entries are about the same resource')

  const newReferences = new Map(steps.flatMap((step) => (step.fullUrl ? [[step.fullUrl, toReference(step)]] : [])))
  const resolve = (reference: string) => newReferences.get(reference) ?? reference
  const responses = new Map<Step, FhirResponse>()
  for (const step of [...steps].sort((a, b) => orderOf(a) - orderOf(b))) {
    responses.set(step, await take(sandbox, step, resolve, baseUrl))
  }
  const inOrder = steps.flatMap((step) => responses.get(step) ?? [])
  return answer(200, toResponseBundle('transaction-response', inOrder))
}

/** One write with its id decided; without a resource it deletes. */
interface Step {
  readonly resourceType: Resource['resourceType']
  readonly id: string
  readonly fullUrl: string | undefined
  readonly resource: Resource | undefined
}

function toStep(each: unknown, baseUrl: string, { definitions }: Sandbox): Result<Step, FhirResponse> {
  const entry = readEntry(each, baseUrl, definitions)
  if (!entry.ok) return entry
  const id = decideId(entry.value)
  if (!id.ok) return id
  const { method, resourceType, fullUrl } = entry.value
  if (method === 'DELETE') return ok({ resourceType, id: id.value, fullUrl, resource: undefined })

  const resource = checkResource(entry.value.resource, resourceType, definitions)
  if (!resource.ok) return resource
  if (method === 'PUT' && resource.value.id !== id.value) return invalid(`'id' is not the one of the url`)
  return ok({ resourceType, id: id.value, fullUrl, resource: { ...resource.value, id: id.value } })
}

function decideId({ method, url, resourceType, id }: RequestedEntry): Result<string, FhirResponse> {
  if (method === 'POST' && url === resourceType) return ok(generateId())
  const isWrite = method === 'PUT' || method === 'DELETE'
  if (!isWrite || id === undefined || !isFhirId(id) || url !== `${resourceType}/${id}`) {
    return unsupported('a transaction takes create (POST Type), update (PUT Type/id) and delete (DELETE Type/id)')
  }
  return ok(id)
}

async function take(
  sandbox: Sandbox,
  { resourceType, id, resource }: Step,
  resolve: (reference: string) => string,
  baseUrl: string,
): Promise<FhirResponse> {
  if (resource) return write(sandbox, rewriteReferences(resource, resolve), baseUrl)
  await sandbox.store.remove(resourceType, id)
  return answer(204, undefined)
}

/** FHIR's order within a transaction: deletes first. */
function orderOf({ resource }: Step): number {
  return resource ? 1 : 0
}

function toReference({ resourceType, id }: Step): string {
  return `${resourceType}/${id}`
}

function problemOf({ resource }: FhirResponse): string {
  return (resource?.resourceType === 'OperationOutcome' && resource.issue?.[0]?.diagnostics) || 'it is invalid'
}

function toResponseBundle(type: Bundle['type'], responses: readonly FhirResponse[]): Bundle {
  const entry = responses.map(({ status, headers, resource }): BundleEntry => {
    const location = headers.location === undefined ? {} : { location: headers.location }
    const response = { status: String(status), ...location }
    if (resource?.resourceType === 'OperationOutcome') return { response: { ...response, outcome: resource } }
    return resource ? { resource, response } : { response }
  })
  return { resourceType: 'Bundle', type, ...(entry.length > 0 ? { entry } : {}) }
}
