import fc from 'fast-check'
import { expect, test } from 'vitest'
import { acceptsJson } from '../src/strict-answers.ts'

test.each([
  [undefined, true],
  ['', true],
  ['*/*', true],
  ['*', true],
  ['application/json', true],
  ['application/fhir+json;charset=utf-8', true],
  ['APPLICATION/JSON', true],
  ['application/*;q=0.1', true],
  ['text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2', true],
  ['text/html, application/json;q=0.5', true],
  [',;;q=x,/', true],
  ['none of your business', true],
  ['text/html', false],
  ['application/fhir+xml', false],
  ['text/html, application/json;q=0', false],
  ['*/*; q=0.0', false],
  ['application/jsonx', false],
])('Accept: %s leaves room for JSON: %s', (accept, room) => {
  expect(acceptsJson(accept)).toBe(room)
})

test('whatever Accept says, it is answered yes or no', () => {
  fc.assert(fc.property(fc.string(), (accept) => typeof acceptsJson(accept) === 'boolean'))
})
