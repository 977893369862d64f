import { describe, expect, test } from 'vitest'
import { nestsDeeperThan } from '../../src/fhir/json-nesting.ts'

function nested(depth: number, open: string, close: string): unknown {
  return JSON.parse(`${open.repeat(depth)}1${close.repeat(depth)}`)
}

describe('nesting', () => {
  test.each([
    ['lists', '[', ']'],
    ['objects', '{"a":', '}'],
    ['both', '{"a":[', ']}'],
  ])('of %s is counted: at the limit it passes, one more does not', (_kind, open, close) => {
    const each = open.length > 5 ? 2 : 1
    expect(nestsDeeperThan(64, nested(64 / each, open, close))).toBe(false)
    expect(nestsDeeperThan(63, nested(64 / each, open, close))).toBe(true)
  })

  test('is found behind shallow neighbours, and under any name', () => {
    expect(nestsDeeperThan(2, JSON.parse('{"a":1,"b":[2,{"__proto__":{}}]}'))).toBe(true)
    expect(nestsDeeperThan(4, JSON.parse('{"a":1,"b":[2,{"__proto__":{}}]}'))).toBe(false)
  })

  test('of a plain value is none', () => {
    for (const value of [null, 1, 'text', true]) expect(nestsDeeperThan(0, value)).toBe(false)
  })
})
