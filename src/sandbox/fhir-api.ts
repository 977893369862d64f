import type { Resource, ResourceType } from '@medplum/fhirtypes'
import { FHIR_PATH, parseAddress } from './address.ts'
import { toCapabilityStatement } from './capability-statement.ts'
import { isResourceType, loadDefinitions } from './definitions.ts'
import { answer, type FhirRequest, type FhirResponse, type Handle, refuse, toOutcome } from './fhir-message.ts'
import { type Parameter, valuesOf } from './form.ts'
import { processBundle } from './process-bundle.ts'
import { deleteResource, readResource } from './read-resource.ts'
import { searchByGet, searchByPost } from './search-by.ts'
import { createStore, type Sandbox } from './store.ts'
import { createResource, updateResource } from './write-resource.ts'

/** What one address answers, by method. */
type Methods = ReadonlyMap<string, () => Promise<FhirResponse>>

/** A FHIR R4 server without a transport. Rejects for resources that no R4 server would hold. */
export async function createFhirApi(resources: readonly Resource[]): Promise<Handle> {
  const definitions = await loadDefinitions()
  for (const { resourceType } of resources) {
    if (!isResourceType(definitions, resourceType)) throw new Error(`'${resourceType}' is no resource type of R4`)
  }
  const sandbox = { definitions, store: await createStore(resources) }
  const handle: Handle = (request) =>
    route(sandbox, request, handle).catch(() => refuse(500, 'exception', 'the sandbox could not answer this request'))
  return handle
}

async function route(sandbox: Sandbox, request: FhirRequest, handle: Handle): Promise<FhirResponse> {
  if (request.method === 'OPTIONS') return answer(204, undefined)
  const address = parseAddress(request.target)
  if (!address) return refuse(400, 'invalid', 'the percent-encoding of the address is broken')
  const { segments, parameters } = address
  const methods = segments && findMethods(sandbox, request, segments, parameters, handle)
  if (!methods) return refuse(404, 'not-found', `there is nothing here; ${FHIR_PATH}/metadata lists what is`)
  if (asksForAnotherFormat(request, parameters)) return refuse(406, 'not-supported', 'this server speaks JSON only')

  const interaction = methods.get(request.method === 'HEAD' ? 'GET' : request.method)
  if (interaction) return interaction()
  const allow = [...methods.keys(), ...(methods.has('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
  return refuse(405, 'not-supported', `this address takes ${allow}`, { allow })
}

/** Every address there is. */
function findMethods(
  sandbox: Sandbox,
  request: FhirRequest,
  segments: readonly string[],
  parameters: readonly Parameter[],
  handle: Handle,
): Methods | undefined {
  const [type, id, ...rest] = segments
  if (type === undefined) {
    return new Map<string, () => Promise<FhirResponse>>([
      ['GET', async () => describeBase(parameters)],
      ['POST', () => processBundle(sandbox, request, handle)],
    ])
  }
  if (rest.length > 0) return undefined
  if (type === 'metadata' && id === undefined) {
    return new Map([['GET', async () => answer(200, toCapabilityStatement(sandbox.definitions, request.baseUrl))]])
  }
  if (!isResourceType(sandbox.definitions, type)) return undefined
  return id === undefined
    ? typeMethods(sandbox, request, type, parameters)
    : instanceMethods(sandbox, request, type, id, parameters)
}

function typeMethods(
  sandbox: Sandbox,
  request: FhirRequest,
  type: ResourceType,
  parameters: readonly Parameter[],
): Methods {
  return new Map([
    ['GET', () => searchByGet(sandbox, request, type, parameters)],
    ['POST', () => createResource(sandbox, request, type)],
  ])
}

function instanceMethods(
  sandbox: Sandbox,
  request: FhirRequest,
  type: ResourceType,
  id: string,
  parameters: readonly Parameter[],
): Methods {
  if (id === '_search') return new Map([['POST', () => searchByPost(sandbox, request, type, parameters)]])
  return new Map([
    ['GET', () => readResource(sandbox, type, id)],
    ['PUT', () => updateResource(sandbox, request, type, id)],
    ['DELETE', () => deleteResource(sandbox, type, id)],
  ])
}

function describeBase(parameters: readonly Parameter[]): FhirResponse {
  if (parameters.length > 0) return refuse(400, 'not-supported', 'a search over all types is not supported')
  const hint = `This is the base of a FHIR R4 server. ${FHIR_PATH}/metadata says what it does, ${FHIR_PATH}/Patient lists its patients.`
  return answer(200, toOutcome('information', 'informational', hint))
}

function asksForAnotherFormat({ headers }: FhirRequest, parameters: readonly Parameter[]): boolean {
  const [format] = valuesOf(parameters, '_format')
  // A bare `+` in a query is a blank.
  if (format !== undefined) return !/^(?:json|text\/json|application\/(?:fhir[+ ])?json)\b/i.test(format)
  const { accept } = headers
  return accept !== undefined && accept !== '' && !/json|\*\/\*|application\/\*/i.test(accept)
}
