import { runDurableObjectAlarm } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { aSighting, PATIENT } from '../../storage/sighting.ts'
import { emptyState } from './state.ts'

test('the alarm leaves a patient who was asked about within the time the state is kept', async () => {
  const object = (await emptyState()).CARD_MEMORY.getByName('one shard')
  await object.show(PATIENT, aSighting({ maxSittings: 1 }))
  expect(await runDurableObjectAlarm(object)).toBe(true)
  const again = await object.show(PATIENT, aSighting({ maxSittings: 1, at: 90_000_000 }))
  expect(again).toEqual({ shown: false, because: 'told-before' })
})
