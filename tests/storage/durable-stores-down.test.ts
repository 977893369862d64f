import { describe, expect, test } from 'vitest'
import { createDurableCardMemory } from '../../src/storage/durable-card-memory.ts'
import { createDurableReplayStore } from '../../src/storage/durable-replay-store.ts'
import { cardsOf, createTestApp, PATIENT_VIEW } from '../support/app.ts'
import { aCall } from '../support/fhir.ts'
import { anAnswer, aSighting, PATIENT } from './sighting.ts'

const unreachable = {
  getByName: () => {
    throw new Error('the object cannot be reached')
  },
}

describe('durable objects that cannot be reached', () => {
  test('reject, so that each caller follows its own policy', async () => {
    const memory = createDurableCardMemory(unreachable)
    await expect(memory.show(PATIENT, aSighting())).rejects.toThrow()
    await expect(memory.answer(PATIENT, [anAnswer()])).rejects.toThrow()
    await expect(memory.forget(PATIENT)).rejects.toThrow()
    await expect(createDurableReplayStore(unreachable).isFirstUse('token', 1)).rejects.toThrow()
  })

  test('take no card away', async () => {
    const app = createTestApp({ cardMemory: createDurableCardMemory(unreachable) })
    expect(await cardsOf(await app.post(PATIENT_VIEW, aCall()))).toHaveLength(1)
    expect(app.failures).toMatchObject([{ error: 'card-memory' }])
  })
})
