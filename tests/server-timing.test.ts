import { expect, test } from 'vitest'
import { createStopwatch } from '../src/server-timing.ts'

function clockAt(...times: readonly number[]): () => number {
  const left = [...times]
  return () => left.shift() ?? Number.NaN
}

test('the time between two ends belongs to the second stage, a stage that comes again adds up, and the total is told last', () => {
  const stopwatch = createStopwatch(clockAt(100, 101, 103, 103.5, 107, 110))
  stopwatch.ended('auth')
  stopwatch.ended('gather')
  stopwatch.ended('read')
  stopwatch.ended('gather')
  expect(stopwatch.header()).toBe('auth;dur=1.00, gather;dur=5.50, read;dur=0.50, total;dur=10.00')
})
