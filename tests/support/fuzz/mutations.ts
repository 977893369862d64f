import fc from 'fast-check'
import { hostileJson } from './hostile-values.ts'

type Path = readonly (string | number)[]

/** One change of a JSON value. The places are numbers into the list of all places of the value as it was at first. */
interface Mutation {
  readonly kind: 'replace' | 'delete' | 'repeat' | 'wrap' | 'graft'
  readonly at: number
  readonly from: number
  readonly value: unknown
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('replace', 'replace', 'replace', 'delete', 'repeat', 'wrap', 'graft'),
  at: fc.nat(),
  from: fc.nat(),
  value: hostileJson,
})

/** A JSON value that is almost `value`: a few places of it replaced, removed, repeated, wrapped, or put elsewhere. */
export function mutated(value: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(value)
  return fc
    .array(mutation, { minLength: 1, maxLength: 6 })
    .map((mutations) => mutations.reduce((changed, each) => mutate(changed, places, each), value))
}

function mutate(value: unknown, places: readonly Path[], { kind, at, from, value: given }: Mutation): unknown {
  const place = places[at % places.length] ?? []
  const found = valueAt(value, place)
  switch (kind) {
    case 'replace':
      return withValue(value, place, given)
    case 'delete':
      return withValue(value, place, undefined)
    case 'repeat':
      return withValue(
        value,
        place,
        Array.isArray(found) ? Array(30).fill(found).flat().slice(0, 3_000) : [found, found],
      )
    case 'wrap':
      return withValue(value, place, Array.isArray(found) ? (found[0] ?? null) : [found])
    case 'graft':
      return withValue(value, place, valueAt(value, places[from % places.length] ?? []))
  }
}

/** Every place but the root. */
function placesIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null || path.length > 12) return []
  return Object.keys(value).flatMap((key) => {
    const place = [...path, key]
    return [place, ...placesIn(Reflect.get(value, key), place)]
  })
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((part, key) => (isContainer(part) ? Reflect.get(part, key) : undefined), value)
}

/** A copy; undefined removes the place. Own keys only, so that `__proto__` becomes a key as it does in JSON.parse. */
function withValue(value: unknown, [key, ...rest]: Path, change: unknown): unknown {
  if (key === undefined) return change
  const copy: object = Array.isArray(value) ? [...value] : { ...Object(value) }
  const child = withValue(Reflect.get(copy, key), rest, change)
  if (child === undefined && !Array.isArray(copy)) Reflect.deleteProperty(copy, key)
  else Object.defineProperty(copy, key, { value: child, enumerable: true, configurable: true, writable: true })
  return copy
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
