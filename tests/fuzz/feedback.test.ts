import fc from 'fast-check'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { parseFeedback } from '../../src/cds-hooks/feedback.ts'
import { createMemoryFeedbackStore } from '../../src/storage/memory-feedback-store.ts'
import { cardsOf, createTestApp, NOW, PATIENT_VIEW } from '../support/app.ts'
import { aCall } from '../support/fhir.ts'
import { CANARY_TRACE, CANARY_WORDS, hostileJson } from '../support/fuzz/hostile-values.ts'
import { mutated } from '../support/fuzz/mutations.ts'
import { FUZZ_TIMEOUT_MS, fuzz } from '../support/fuzz/parameters.ts'
import { watchConsole, watchedCall } from '../support/fuzz/watched-call.ts'

const printed = watchConsole()
afterAll(() => vi.restoreAllMocks())

const ENTRY = {
  card: '3efc4fc0-e116-5a22-9db4-e114152bca9a',
  outcome: 'overridden',
  outcomeTimestamp: NOW.toISOString(),
  acceptedSuggestions: [{ id: '24053e7c-698c-5355-823f-601b1e0d3f36' }],
  overrideReason: {
    reason: { code: 'patient-ineligible', system: 'http://x', display: CANARY_WORDS },
    userComment: CANARY_WORDS,
  },
}
const BODY = {
  feedback: [ENTRY, { ...ENTRY, outcome: 'accepted' }, { ...ENTRY, overrideReasons: [ENTRY.overrideReason] }],
}
const anyBody = fc.oneof({ weight: 4, arbitrary: mutated(BODY) }, hostileJson)

describe('whatever feedback', () => {
  test(
    'comes in, it is kept or refused, and no words of it are kept',
    async () => {
      await fuzz(anyBody, 1_500, async (body) => {
        const feedbackStore = createMemoryFeedbackStore()
        const { status } = await watchedCall(
          `${PATIENT_VIEW}/feedback`,
          JSON.stringify(body) ?? '',
          { feedbackStore },
          printed,
        )
        expect([200, 400]).toContain(status)
        expect(JSON.stringify(await feedbackStore.counted())).not.toMatch(CANARY_TRACE)
      })
    },
    FUZZ_TIMEOUT_MS,
  )

  test(
    'is about a card that was shown, no words of it are kept with the card',
    async () => {
      await fuzz(mutated(BODY), 500, async (body) => {
        const feedbackStore = createMemoryFeedbackStore()
        const app = createTestApp({ feedbackStore })
        const [card] = await cardsOf(await app.post(PATIENT_VIEW, aCall()))
        const about = (JSON.stringify(body) ?? '').replaceAll(ENTRY.card, card?.uuid ?? '')
        expect((await app.post(`${PATIENT_VIEW}/feedback`, about)).status).toBeLessThan(500)
        expect(JSON.stringify(await feedbackStore.counted())).not.toMatch(CANARY_TRACE)
      })
    },
    FUZZ_TIMEOUT_MS,
  )

  test(
    'is read, it has an outcome, a time that is not to come, and short names',
    async () => {
      await fuzz(anyBody, 8_000, (body) => {
        const parsed = parseFeedback(body, NOW.getTime())
        if (!parsed.ok) return expect(parsed.failure.problems.length).toBeGreaterThan(0)
        for (const { outcome, outcomeAt, card, comment } of parsed.value.entries) {
          expect(['accepted', 'overridden']).toContain(outcome)
          expect(outcomeAt).toBeLessThanOrEqual(NOW.getTime() + 86_400_000)
          expect(card.length).toBeLessThanOrEqual(256)
          expect((comment ?? '').length).toBeLessThanOrEqual(1_000)
        }
      })
    },
    FUZZ_TIMEOUT_MS,
  )
})
