import type { Resource } from '@medplum/fhirtypes'
import { isObject, isResource } from '../../fhir/resource.ts'

/**
 * Every resource in a text: a Bundle of any type, a resource, a list of them, one per line (NDJSON), or the body of a hook
 * call with its prefetch. References that a Bundle makes by fullUrl are turned into `Type/id`.
 * @throws SyntaxError where the text is neither JSON nor NDJSON.
 */
export function resourcesIn(text: string): readonly Resource[] {
  const entries = valuesIn(text).flatMap(entriesIn)
  const names = new Map(
    entries.flatMap(({ fullUrl, resource }, index) =>
      fullUrl === undefined ? [] : [[fullUrl, `${resource.resourceType}/${idOf(resource, index)}`] as const],
    ),
  )
  return entries.map(({ resource }, index) => {
    const named = { ...resource, id: idOf(resource, index) }
    const renamed: unknown = names.size === 0 ? named : withNames(named, names)
    return isResource(renamed) ? renamed : named
  })
}

interface Entry {
  readonly fullUrl: string | undefined
  readonly resource: Resource
}

function valuesIn(text: string): readonly unknown[] {
  // A byte order mark is no JSON.
  const json = text.replace(/^\uFEFF/, '')
  if (json.trim() === '') throw new SyntaxError('the file is empty')
  try {
    return [JSON.parse(json)]
  } catch (error) {
    const lines = json.split('\n').map((line) => line.trim())
    // A broken document is told as it is; only lines that are documents of their own are NDJSON.
    if (lines.filter((line) => line !== '').length < 2 || !isDocument(lines[0] ?? '')) throw error
    return lines.flatMap((line, index) => (line === '' ? [] : [valueIn(line, index + 1)]))
  }
}

function isDocument(line: string): boolean {
  try {
    return isObject(JSON.parse(line))
  } catch {
    return false
  }
}

function valueIn(line: string, number: number): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw new SyntaxError(`line ${number}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function entriesIn(value: unknown): readonly Entry[] {
  if (Array.isArray(value)) return value.flatMap(entriesIn)
  if (!isObject(value)) return []
  if (value.resourceType === 'Bundle') return Array.isArray(value.entry) ? value.entry.flatMap(bundleEntry) : []
  if (isResource(value)) return [{ fullUrl: undefined, resource: value }]
  return isObject(value.prefetch) ? Object.values(value.prefetch).flatMap(entriesIn) : []
}

function bundleEntry(entry: unknown): readonly Entry[] {
  if (!isObject(entry) || !isResource(entry.resource)) return []
  if (entry.resource.resourceType === 'Bundle') return entriesIn(entry.resource)
  return [{ fullUrl: typeof entry.fullUrl === 'string' ? entry.fullUrl : undefined, resource: entry.resource }]
}

function idOf({ id }: Resource, index: number): string {
  return id ?? `entry-${index + 1}`
}

function withNames(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((each) => withNames(each, names))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'reference' && typeof inner === 'string' ? (names.get(inner) ?? inner) : withNames(inner, names),
    ]),
  )
}
