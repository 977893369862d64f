import { expect, test } from 'vitest'
import { createMemoryFeedbackStore } from '../../src/storage/memory-feedback-store.ts'
import { aCard, aFeedback } from './feedback-of.ts'
import { describeFeedbackStore } from './feedback-store-contract.ts'

describeFeedbackStore('in memory', createMemoryFeedbackStore)

test('the oldest answers go first when there are more than 20,000', async () => {
  const store = createMemoryFeedbackStore()
  await store.issue(aCard())
  const many = Array.from({ length: 20_001 }, (_, outcomeAt) => aFeedback({ outcomeAt }))
  await store.record('st-elsewhere', many)
  const counted = await store.counted()
  expect(counted).toHaveLength(20_000)
  expect(counted[0]?.feedback.outcomeAt).toBe(1)
})
