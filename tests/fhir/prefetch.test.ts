import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SOURCES } from '../../src/clinical/facts.ts'
import { readPrefetch } from '../../src/fhir/prefetch.ts'
import { condition, searchset } from './ehr.ts'

test('a key that is missing was not provided', () => {
  expect(readPrefetch('conditions', {}).state).toBe('not-provided')
})

test('a key that is null was searched without a result', () => {
  expect(readPrefetch('conditions', { conditions: null }).state).toBe('empty')
})

test('a key is read with the types of its source', () => {
  const prefetch = { conditions: searchset([condition('1')]), procedures: searchset([condition('1')]) }
  expect(readPrefetch('conditions', prefetch).state).toBe('read')
  expect(readPrefetch('procedures', prefetch).state).toBe('not-provided')
})

test('a key that is only inherited is not there', () => {
  const inherited: Record<string, unknown> = Object.create({ conditions: searchset([condition('1')]) })
  expect(readPrefetch('conditions', inherited).state).toBe('not-provided')
})

test('any JSON under any key is no exception', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...SOURCES, '__proto__', 'constructor'), fc.jsonValue()), (prefetch) => {
      for (const source of SOURCES) expect(() => readPrefetch(source, prefetch)).not.toThrow()
    }),
  )
})
