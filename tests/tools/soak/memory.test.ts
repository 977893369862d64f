import { describe, expect, test } from 'vitest'
import { judgeMemory } from '../../../src/tools/soak/memory.ts'

const MB = 2 ** 20

/** One sample a second, for a hundred seconds. */
function samples(bytesAt: (second: number) => number) {
  return Array.from({ length: 101 }, (_, second) => ({ atMs: second * 1_000, bytes: bytesAt(second) }))
}

describe('memory under load', () => {
  test('is flat where it stays what it is', () => {
    expect(
      judgeMemory(
        samples(() => 200 * MB),
        10,
      ),
    ).toMatchObject({ isFlat: true, growthBytes: 0, allowedBytes: 20 * MB })
  })

  test('is flat where it only grew in the first half', () => {
    expect(
      judgeMemory(
        samples((second) => Math.min(second, 50) * 4 * MB),
        10,
      ).isFlat,
    ).toBe(true)
  })

  test('is flat where it goes up and down', () => {
    expect(
      judgeMemory(
        samples((second) => (200 + (second % 10) * 5) * MB),
        10,
      ).isFlat,
    ).toBe(true)
  })

  test('is not flat where it grows on by more than the margin, and is within the margin', () => {
    const leaking = samples((second) => (200 + second * 0.5) * MB)
    expect(judgeMemory(leaking, 10)).toMatchObject({ isFlat: false })
    expect(judgeMemory(leaking, 10).growthBytes).toBeCloseTo(25 * MB, 0)
    expect(judgeMemory(leaking, 11)).toMatchObject({ isFlat: true })
  })

  test('is flat where it shrinks', () => {
    expect(
      judgeMemory(
        samples((second) => (200 - second) * MB),
        0,
      ).isFlat,
    ).toBe(true)
  })

  test('is not called flat where it was not measured, or hardly', () => {
    expect(judgeMemory([], 10)).toMatchObject({ isFlat: false, growthBytes: undefined })
    expect(judgeMemory(samples(() => MB).slice(0, 6), 10)).toMatchObject({ isFlat: false, growthBytes: undefined })
  })
})
