import { isObject } from '../../../src/fhir/resource.ts'
import type { Form, LibraryCase } from './format.ts'
import { requestBodyOf } from './request.ts'
import type { AnyResource, Fields, PrefetchKey } from './resource.ts'

/** A hook call whose prefetch can be changed key by key. */
export interface Call extends Fields {
  readonly prefetch: Readonly<Record<string, unknown>>
}

interface Entry {
  readonly resource: AnyResource
}

interface Searchset extends Fields {
  readonly entry: readonly Entry[]
}

export function callOf(one: LibraryCase, form: Form): Call {
  const body = requestBodyOf(one, form)
  const { prefetch } = body
  if (!isObject(prefetch)) throw new Error('a call without prefetch')
  return { ...body, prefetch: { ...prefetch } }
}

function isSearchset(value: unknown): value is Searchset {
  return isObject(value) && value.resourceType === 'Bundle'
}

/** The resources a key brings in a Bundle; none where it brings something else. */
export function entriesOf({ prefetch }: Call, key: string): readonly AnyResource[] {
  const value = prefetch[key]
  return isSearchset(value) ? value.entry.map(({ resource }) => resource) : []
}

/** The call with each Bundle's resources put through a change. */
export function withEntries(
  call: Call,
  change: (resources: readonly AnyResource[], key: string) => readonly Fields[],
): Call {
  const changed = Object.entries(call.prefetch).map(([key, value]) => {
    if (!isSearchset(value)) return [key, value]
    const entry = change(entriesOf(call, key), key).map((resource) => ({ resource, search: { mode: 'match' } }))
    return [key, { ...value, entry }]
  })
  return { ...call, prefetch: Object.fromEntries(changed) }
}

/** The call with some resources more under the keys that bring them. */
export function withMore(call: Call, more: Partial<Record<PrefetchKey, readonly Fields[]>>): Call {
  const added = new Map<string, readonly Fields[]>(Object.entries(more))
  return withEntries(call, (resources, key) => [...resources, ...(added.get(key) ?? [])])
}

export function withAnswer(call: Call, key: PrefetchKey, answer: unknown): Call {
  return { ...call, prefetch: { ...call.prefetch, [key]: answer } }
}
