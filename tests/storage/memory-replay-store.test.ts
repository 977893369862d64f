import { expect, test } from 'vitest'
import { createMemoryReplayStore } from '../../src/storage/memory-replay-store.ts'
import { describeReplayStore } from './replay-store-contract.ts'

const NOW = 1_000_000

describeReplayStore('in memory', () => createMemoryReplayStore(() => new Date()))

test('a token is new once', async () => {
  const { isFirstUse } = createMemoryReplayStore(() => new Date(NOW))
  expect(await isFirstUse('a', NOW + 1000)).toBe(true)
  expect(await isFirstUse('a', NOW + 1000)).toBe(false)
  expect(await isFirstUse('b', NOW + 1000)).toBe(true)
})

test('of many copies at once exactly one is new', async () => {
  const { isFirstUse } = createMemoryReplayStore(() => new Date(NOW))
  const answers = await Promise.all(Array.from({ length: 50 }, () => isFirstUse('a', NOW + 1000)))
  expect(answers.filter(Boolean)).toHaveLength(1)
})

test('when it is full it forgets what has expired, and else says that it cannot tell', async () => {
  let at = NOW
  const { isFirstUse } = createMemoryReplayStore(() => new Date(at))
  for (let token = 0; token < 100_000; token += 1) await isFirstUse(String(token), NOW + 1000)
  await expect(isFirstUse('one more', NOW + 1000)).rejects.toThrow()
  expect(await isFirstUse('7', NOW + 1000)).toBe(false)
  at = NOW + 1000
  expect(await isFirstUse('one more', at + 1000)).toBe(true)
})
