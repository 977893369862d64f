import { type Filter, splitSearchOnComma } from '@medplum/core'
import type { ResourceType, SearchParameter } from '@medplum/fhirtypes'
import { ok, type Result } from '../result.ts'
import { isFhirId } from './fhir-id.ts'
import { type FhirResponse, invalid, unsupported } from './fhir-message.ts'
import { type Parameter, valuesOf } from './form.ts'
import { type FilterContext, shorten, toFilter } from './search-filter.ts'

export interface SortKey {
  readonly parameter: SearchParameter
  readonly descending: boolean
}

export interface SearchPlan {
  readonly resourceType: ResourceType
  readonly filters: readonly Filter[]
  readonly sort: readonly SortKey[]
  /** Resources on a page; none asks for the total alone. */
  readonly count: number
  /** Id of the last resource of the page before. */
  readonly cursor: string | undefined
  /** What was asked, without page and count: links repeat it. */
  readonly question: readonly Parameter[]
}

const DEFAULT_COUNT = 50
const MAX_COUNT = 200
/** Evaluating is one comparison per value and resource. */
const MAX_VALUES = 5000
const ABOUT_THE_RESULT: ReadonlySet<string> = new Set([
  '_count',
  '_cursor',
  '_format',
  '_pretty',
  '_sort',
  '_summary',
  '_total',
])
const TOTALS: ReadonlySet<string> = new Set(['accurate', 'estimate', 'none'])

/** Reads the parameters of a search. One that cannot be honoured refuses the whole search, so that nobody takes its silence for an answer. */
export function parseSearch(
  parameters: readonly Parameter[],
  context: FilterContext,
): Result<SearchPlan, FhirResponse> {
  if (countValues(parameters) > MAX_VALUES) return invalid(`a search takes at most ${MAX_VALUES} values`)

  const about = new Map(parameters.filter(([name]) => ABOUT_THE_RESULT.has(name)))
  const repeated = [...about.keys()].find((name) => valuesOf(parameters, name).length > 1)
  if (repeated) return invalid(`'${repeated}' is given twice`)

  const filters = parameters.filter(([name]) => !ABOUT_THE_RESULT.has(name)).map((each) => toFilter(each, context))
  const problem = filters.find((filter) => !filter.ok)
  if (problem) return problem

  const total = about.get('_total')
  if (total !== undefined && !TOTALS.has(total)) return invalid(`'_total' takes none, estimate or accurate`)
  const sort = parseSort(about.get('_sort'), context)
  if (!sort.ok) return sort
  const count = parseCount(about.get('_count'), about.get('_summary'))
  if (!count.ok) return count
  const cursor = about.get('_cursor')
  if (cursor !== undefined && !isFhirId(cursor)) return invalid(`'_cursor' is not one that this server gave out`)

  return ok({
    resourceType: context.resourceType,
    filters: filters.flatMap((filter) => (filter.ok ? [filter.value] : [])),
    sort: sort.value,
    count: count.value,
    cursor,
    question: parameters.filter(([name]) => name !== '_count' && name !== '_cursor'),
  })
}

function countValues(parameters: readonly Parameter[]): number {
  return parameters.reduce((sum, [, value]) => sum + value.split(',').length, 0)
}

function parseCount(count: string | undefined, summary: string | undefined): Result<number, FhirResponse> {
  if (count !== undefined && !/^\d+$/.test(count)) return invalid(`'_count' takes a number that is not negative`)
  if (summary !== undefined && summary !== 'count' && summary !== 'false') {
    return unsupported(`'_summary' takes count or false here`)
  }
  if (summary === 'count') return ok(0)
  return ok(count === undefined ? DEFAULT_COUNT : Math.min(Number(count), MAX_COUNT))
}

function parseSort(value: string | undefined, context: FilterContext): Result<readonly SortKey[], FhirResponse> {
  const keys: SortKey[] = []
  for (const rule of value === undefined ? [] : splitSearchOnComma(value)) {
    const descending = rule.startsWith('-')
    const code = descending ? rule.slice(1) : rule
    const parameter = context.known.get(code)
    if (!parameter) return unsupported(`sorting by '${shorten(code)}' is not supported for ${context.resourceType}`)
    keys.push({ parameter, descending })
  }
  return ok(keys)
}
