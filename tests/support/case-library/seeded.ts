import fc from 'fast-check'
import { type Form, type LibraryCase, libraryCases } from '../case-library.ts'
import { type Call, callOf } from './call.ts'

const SEED = 20261122

/** One case in one of its forms, with what chance chose for it. */
export interface Drawn<Chance> {
  readonly one: LibraryCase
  readonly form: Form
  readonly call: Call
  readonly chance: Chance
}

/** Every case of the library, each with a form and a chance drawn for it: the same in every run. */
export function everyCaseWith<Chance>(chances: fc.Arbitrary<Chance>): readonly Drawn<Chance>[] {
  const cases = libraryCases()
  const forms: fc.Arbitrary<Form> = fc.constantFrom('coded', 'text')
  const drawn = fc.sample(fc.tuple(forms, chances), { numRuns: cases.length, seed: SEED })
  return cases.flatMap((one, index) => {
    const [form, chance] = drawn[index] ?? []
    return form === undefined || chance === undefined ? [] : [{ one, form, call: callOf(one, form), chance }]
  })
}

/** Every third of them, where the whole library would take too long. */
export function everyThird<Item>(list: readonly Item[]): readonly Item[] {
  return list.filter((_, index) => index % 3 === 0)
}

/** A repeatable shuffle: the same seed gives the same order. */
export function shuffled<Item>(list: readonly Item[], seed: number): readonly Item[] {
  return list
    .map((item, index) => ({ item, key: Math.imul(index + 1, seed | 1) >>> 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)
}

/** The same JSON with the keys of every object in another order. */
export function withKeysShuffled(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((each) => withKeysShuffled(each, seed))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    shuffled(Object.entries(value), seed).map(([key, each]) => [key, withKeysShuffled(each, seed)]),
  )
}
