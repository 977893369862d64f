import { runDurableObjectAlarm } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { createDurableReplayStore } from '../../../src/storage/durable-replay-store.ts'
import { describeReplayStore } from '../../storage/replay-store-contract.ts'
import { emptyState } from './state.ts'

describeReplayStore('in durable objects', async () => createDurableReplayStore((await emptyState()).REPLAY))

test('the alarm forgets what has expired, and nothing else', async () => {
  const object = (await emptyState()).REPLAY.getByName('one shard')
  await object.isFirstUse('expired', Date.now() - 1)
  await object.isFirstUse('valid', Date.now() + 60_000)
  expect(await runDurableObjectAlarm(object)).toBe(true)
  expect(await object.isFirstUse('expired', Date.now() + 60_000)).toBe(true)
  expect(await object.isFirstUse('valid', Date.now() + 60_000)).toBe(false)
})
