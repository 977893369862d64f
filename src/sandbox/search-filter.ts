import { type Filter, Operator, parseParameter, splitSearchOnComma } from '@medplum/core'
import type { ResourceType, SearchParameter } from '@medplum/fhirtypes'
import { ok, type Result } from '../result.ts'
import { isFhirId } from './fhir-id.ts'
import { type FhirResponse, invalid, unsupported } from './fhir-message.ts'
import type { Parameter } from './form.ts'

export interface FilterContext {
  readonly resourceType: ResourceType
  readonly known: ReadonlyMap<string, SearchParameter>
  readonly baseUrl: string
}

/** FHIR's prefixes. The engine knows one more (`sw`), which it never matches. */
const DATE = /^(?:eq|ne|lt|le|gt|ge|sa|eb|ap)?\d/
const TYPED_REFERENCE = /^([A-Za-z]+)\/([^/]+)$/
const ABSOLUTE_REFERENCE = /^(?:https?:\/\/|urn:)/

/** Turns one search parameter into what the engine evaluates, or says why it cannot be: never into a filter that matches nothing. */
export function toFilter([name, value]: Parameter, context: FilterContext): Result<Filter, FhirResponse> {
  const [code = '', modifier] = splitOnce(name)
  const parameter = context.known.get(code)
  if (!parameter)
    return unsupported(`the search parameter '${shorten(code)}' is not supported for ${context.resourceType}`)
  if (value === '') return invalid(`'${code}' has no value`)
  if (modifier === 'missing') return toMissing(code, value)
  if (parameter.type === 'reference') return toReference(parameter, modifier, value, context)
  if (parameter.type === 'date') return toDate(parameter, modifier, value)
  return toTokenOrString(parameter, modifier, value)
}

/** Names come from outside and are cut before they are repeated. */
export function shorten(name: string): string {
  return name.length > 64 ? `${name.slice(0, 64)}...` : name
}

function splitOnce(name: string): readonly [string, string | undefined] {
  const colon = name.indexOf(':')
  return colon < 0 ? [name, undefined] : [name.slice(0, colon), name.slice(colon + 1)]
}

function unsupportedModifier(code: string, modifier: string): Result<never, FhirResponse> {
  return unsupported(`the modifier '${shorten(modifier)}' is not supported for '${code}'`)
}

function toMissing(code: string, value: string): Result<Filter, FhirResponse> {
  if (value !== 'true' && value !== 'false') return invalid(`'${code}:missing' takes true or false`)
  return ok({ code, operator: Operator.MISSING, value })
}

function toDate(parameter: SearchParameter, modifier: string | undefined, value: string): Result<Filter, FhirResponse> {
  const { code } = parameter
  if (modifier !== undefined) return unsupportedModifier(code, modifier)
  if (!DATE.test(value)) return invalid(`the value of '${code}' is no date`)
  try {
    return ok(parseParameter(parameter, Operator.EQUALS, '', value))
  } catch {
    return invalid(`the value of '${code}' is no date`)
  }
}

function toTokenOrString(
  { code, type }: SearchParameter,
  modifier: string | undefined,
  value: string,
): Result<Filter, FhirResponse> {
  if (splitSearchOnComma(value).some((part) => part === '' || part === '|'))
    return invalid(`'${code}' has an empty value`)
  if (modifier === undefined) return ok({ code, operator: Operator.EQUALS, value })
  if (type === 'token' && modifier === 'not') return ok({ code, operator: Operator.NOT, value })
  // The engine matches every text anywhere within the value, which is what `:contains` asks for.
  if (type === 'string' && modifier === 'contains') return ok({ code, operator: Operator.EQUALS, value })
  return unsupportedModifier(code, modifier)
}

/** The engine compares references as text, so each value becomes all the ways in which a resource may have written it. */
function toReference(
  { code, target = [] }: SearchParameter,
  modifier: string | undefined,
  value: string,
  { baseUrl }: FilterContext,
): Result<Filter, FhirResponse> {
  const types: readonly string[] = modifier === undefined ? target : target.filter((type) => type === modifier)
  if (modifier !== undefined && types.length === 0) return unsupportedModifier(code, modifier)

  const references = splitSearchOnComma(value).map((part) => waysToWrite(part, types, baseUrl))
  if (references.some((ways) => ways.length === 0)) {
    return invalid(`the value of '${code}' is no id and no reference to ${types.slice(0, 5).join(', ')}`)
  }
  return ok({ code, operator: Operator.EQUALS, value: references.flat().join(',') })
}

function waysToWrite(value: string, types: readonly string[], baseUrl: string): readonly string[] {
  const local = value.startsWith(`${baseUrl}/`) ? value.slice(baseUrl.length + 1) : value
  if (isFhirId(local)) return types.map((type) => `${type}/${local}`)
  if (ABSOLUTE_REFERENCE.test(local)) return [local.replaceAll(',', '\\,')]
  const [, type = '', id = ''] = TYPED_REFERENCE.exec(local) ?? []
  return types.includes(type) && isFhirId(id) ? [local] : []
}
