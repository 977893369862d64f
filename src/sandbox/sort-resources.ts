import {
  convertToSearchableDates,
  convertToSearchableReferences,
  convertToSearchableStrings,
  convertToSearchableTokens,
  evalFhirPathTyped,
  parseFhirPath,
  type TypedValue,
  toTypedValue,
} from '@medplum/core'
import type { Resource, SearchParameter } from '@medplum/fhirtypes'
import type { SortKey } from './parse-search.ts'

/** Sorts by the first key, then the next; equal ones keep the order in which they came, those without a value come last. */
export function sortResources(resources: readonly Resource[], keys: readonly SortKey[]): readonly Resource[] {
  if (keys.length === 0) return resources
  const readers = keys.map(({ parameter }) => createReader(parameter))
  return resources
    .map((resource) => ({ resource, values: readers.map((read) => read(resource)) }))
    .sort((a, b) => compareInTurn(a.values, b.values, keys))
    .map(({ resource }) => resource)
}

function compareInTurn(
  a: readonly (string | undefined)[],
  b: readonly (string | undefined)[],
  keys: readonly SortKey[],
): number {
  for (const [index, { descending }] of keys.entries()) {
    const difference = compare(a[index], b[index], descending)
    if (difference !== 0) return difference
  }
  return 0
}

function compare(a: string | undefined, b: string | undefined, descending: boolean): number {
  if (a === b) return 0
  if (a === undefined) return 1
  if (b === undefined) return -1
  return a < b === descending ? 1 : -1
}

/** Parses the expression once: it is evaluated for every resource. An element of the wrong shape counts as none. */
function createReader({ expression = '', type }: SearchParameter): (resource: Resource) => string | undefined {
  const path = parseFhirPath(expression)
  return (resource) => {
    try {
      return toText(evalFhirPathTyped(path, [toTypedValue(resource)]), type)
    } catch {
      return undefined
    }
  }
}

function toText(values: TypedValue[], kind: SearchParameter['type']): string | undefined {
  if (kind === 'date') {
    const [period] = convertToSearchableDates(values)
    return period?.start ?? period?.end
  }
  if (kind === 'reference') return convertToSearchableReferences(values)[0]
  if (kind === 'token') return convertToSearchableTokens(values)[0]?.value
  return convertToSearchableStrings(values)[0]?.toLowerCase()
}
