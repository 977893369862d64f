import { describe, expect, test } from 'vitest'
import { createStores, purgeStores } from '../src/stores.ts'
import { aCard, aFeedback } from './storage/feedback-of.ts'
import { emptyDatabase } from './storage/sqlite.ts'

const tools = { now: () => new Date(0), writeLine: () => undefined }
const objects = { getByName: () => ({}) }

describe('the stores of a deployment', () => {
  test('are those that are bound', async () => {
    const DB = emptyDatabase()
    const { feedbackStore } = createStores({ DB, CARD_MEMORY: objects, REPLAY: objects }, tools)
    await feedbackStore.issue(aCard())
    expect((await DB.prepare('SELECT card_uuid FROM issued_cards').all()).results).toEqual([{ card_uuid: 'card-1' }])
  })

  test.each([[undefined], [{}], [{ DB: {} }], [{ DB: 'text', CARD_MEMORY: objects, REPLAY: objects }]])(
    'are in memory where not all of it is bound: %j',
    async (bindings) => {
      const { feedbackStore, replayStore } = createStores(bindings, tools)
      await feedbackStore.issue(aCard())
      expect(await feedbackStore.record('st-elsewhere', [aFeedback()])).toHaveLength(1)
      expect(await replayStore.isFirstUse('token', 1)).toBe(true)
    },
  )
})

describe('the purge', () => {
  test('keeps to the retention that is set', async () => {
    const bindings = {
      DB: emptyDatabase(),
      CARD_MEMORY: objects,
      REPLAY: objects,
      RETENTION_DAYS: '{"issuedCards": 1}',
    }
    const { feedbackStore } = createStores(bindings, tools)
    await feedbackStore.issue(aCard({ issuedAt: 0 }))
    await feedbackStore.record('st-elsewhere', [aFeedback()])
    await purgeStores(bindings, 86_400_000)
    expect(await feedbackStore.counted()).toHaveLength(1)
    await purgeStores(bindings, 86_400_001)
    expect(await feedbackStore.counted()).toEqual([])
  })

  test('has nothing to do where nothing is bound', async () => {
    await expect(purgeStores({}, 0)).resolves.toBeUndefined()
  })
})
