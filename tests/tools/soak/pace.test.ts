import { expect, test } from 'vitest'
import { callAtRate } from '../../../src/tools/soak/pace.ts'

/** A time at which every call is due. */
const LATE = () => 1_000_000

test('begins calls whether or not the ones before were answered, but keeps no more than a hundred open', async () => {
  const open: (() => void)[] = []
  let begun = 0
  const call = () => {
    begun += 1
    return new Promise<void>((resolve) => open.push(resolve))
  }
  const heldBack = callAtRate({ calls: 102, rate: 1_000, now: LATE }, call)
  await new Promise((resolve) => setImmediate(resolve))
  expect(begun).toBe(100)
  open.shift()?.()
  await new Promise((resolve) => setImmediate(resolve))
  expect(begun).toBe(101)
  open.shift()?.()
  await new Promise((resolve) => setImmediate(resolve))
  expect(begun).toBe(102)
  for (const answer of open) answer()
  expect(await heldBack).toBe(2)
})

test('ends when the last call is answered', async () => {
  const answered: number[] = []
  const heldBack = await callAtRate({ calls: 5, rate: 1_000, now: LATE }, async () => {
    await Promise.resolve()
    answered.push(answered.length)
  })
  expect(answered).toHaveLength(5)
  expect(heldBack).toBe(0)
})
