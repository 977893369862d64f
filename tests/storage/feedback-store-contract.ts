import { describe, expect, test } from 'vitest'
import type { FeedbackStore } from '../../src/storage/feedback-store.ts'
import { aCard, aFeedback } from './feedback-of.ts'
import { DAY } from './sighting.ts'

const RETENTION = { issuedCardsMs: 400 * DAY, unknownFeedbackMs: 30 * DAY, commentsMs: 90 * DAY }

/** What every adapter of FeedbackStore keeps to. `createAdapter` gives an empty store. */
export function describeFeedbackStore(name: string, createAdapter: () => FeedbackStore | Promise<FeedbackStore>): void {
  describe(`feedback store: ${name}`, () => {
    test('gives feedback with the card it is about', async () => {
      const store = await createAdapter()
      expect(await store.issue(aCard())).toEqual([])
      const accepted = aFeedback({ outcome: 'accepted', suggestionUuid: 'referral-1' })
      expect(await store.record('st-elsewhere', [accepted])).toEqual([{ card: aCard(), feedback: accepted }])
      expect(await store.counted()).toEqual([{ card: aCard(), feedback: accepted }])
    })

    test('counts the same feedback once, also within one batch', async () => {
      const store = await createAdapter()
      await store.issue(aCard())
      await store.record('st-elsewhere', [aFeedback(), aFeedback({ receivedAt: 2_600 })])
      await store.record('st-elsewhere', [aFeedback({ receivedAt: 9_000 })])
      expect(await store.counted()).toHaveLength(1)
    })

    test.each([
      ['outcome', aFeedback({ outcome: 'accepted' })],
      ['time', aFeedback({ outcomeAt: 2_001 })],
      ['suggestion', aFeedback({ suggestionUuid: 'dxa-1' })],
    ])('counts another %s by itself', async (_what, other) => {
      const store = await createAdapter()
      await store.issue(aCard())
      await store.record('st-elsewhere', [aFeedback(), other])
      expect(await store.counted()).toHaveLength(2)
    })

    test('lets feedback for an unknown card wait until that card is shown', async () => {
      const store = await createAdapter()
      expect(await store.record('st-elsewhere', [aFeedback()])).toEqual([])
      expect(await store.counted()).toEqual([])
      expect(await store.issue(aCard())).toEqual([aFeedback()])
      expect(await store.counted()).toEqual([{ card: aCard(), feedback: aFeedback() }])
    })

    test("never counts feedback about another client's card", async () => {
      const store = await createAdapter()
      await store.issue(aCard())
      expect(await store.record('county-general', [aFeedback()])).toEqual([])
      expect(await store.issue(aCard())).toEqual([])
      expect(await store.counted()).toEqual([])
      expect(await store.issue(aCard({ clientId: 'county-general' }))).toEqual([aFeedback()])
    })

    test('a card that is shown again keeps the time of its first showing and takes its present names', async () => {
      const store = await createAdapter()
      await store.issue(aCard())
      const again = aCard({ patientKey: 'key-2:patient-1', userKey: 'key-2:user-1', issuedAt: 9_000 })
      await store.issue(again)
      expect(await store.record('st-elsewhere', [aFeedback()])).toMatchObject([{ card: { ...again, issuedAt: 1_000 } }])
    })

    test('gives everything that counts in the order of the answers, of one client or of all', async () => {
      const store = await createAdapter()
      await store.issue(aCard())
      await store.issue(aCard({ clientId: 'county-general' }))
      await store.record('st-elsewhere', [aFeedback({ outcomeAt: 30 }), aFeedback({ outcomeAt: 10 })])
      await store.record('county-general', [aFeedback({ outcomeAt: 20 })])
      const timesOf = async (clientId?: string) =>
        (await store.counted(clientId)).map(({ feedback }) => feedback.outcomeAt)
      expect(await timesOf()).toEqual([10, 20, 30])
      expect(await timesOf('st-elsewhere')).toEqual([10, 30])
    })

    test('keeps reason and comment as they came', async () => {
      const store = await createAdapter()
      await store.issue(aCard())
      const words = aFeedback({ reasonSystem: 'urn:x', reasonCode: "it's; DROP TABLE", comment: 'Ünïcode "quoted" 🦴' })
      await store.record('st-elsewhere', [words])
      expect((await store.counted())[0]?.feedback).toEqual(words)
    })

    test('keeps all of many batches at once', async () => {
      const store = await createAdapter()
      await store.issue(aCard())
      const batches = Array.from({ length: 20 }, (_, index) => [aFeedback({ outcomeAt: index }), aFeedback()])
      await Promise.all(batches.map((batch) => store.record('st-elsewhere', batch)))
      expect(await store.counted()).toHaveLength(21)
    })

    test('takes a batch of 100 entries with 20 suggestions each', async () => {
      const store = await createAdapter()
      const batch = Array.from({ length: 2_000 }, (_, index) =>
        aFeedback({ cardUuid: `card-${index % 100}`, suggestionUuid: `s-${index}`, outcome: 'accepted' }),
      )
      expect(await store.record('st-elsewhere', batch)).toEqual([])
    })

    test('forgets the cards of one patient of one client with their answers, under every name of the patient', async () => {
      const store = await createAdapter()
      const kept = [aCard({ cardUuid: 'other', patientKey: 'key-1:patient-2' }), aCard({ clientId: 'county-general' })]
      const older = aCard({ cardUuid: 'older', patientKey: 'key-0:patient-1' })
      for (const card of [aCard(), older, ...kept]) {
        await store.issue(card)
        await store.record(card.clientId, [aFeedback({ cardUuid: card.cardUuid })])
      }
      await store.forget('st-elsewhere', [aCard().patientKey, 'key-0:patient-1'])
      expect((await store.counted()).map(({ card }) => [card.clientId, card.cardUuid]).sort()).toEqual(
        kept.map(({ clientId, cardUuid }) => [clientId, cardUuid]).sort(),
      )
      expect(await store.issue(aCard())).toEqual([])
    })
  })

  describe(`the purge of a feedback store: ${name}`, () => {
    test('removes feedback that waited for 30 days for its card', async () => {
      const store = await createAdapter()
      await store.record('st-elsewhere', [aFeedback({ receivedAt: 0 })])
      await store.purge(30 * DAY, RETENTION)
      expect(await store.issue(aCard())).toHaveLength(1)

      await store.record('st-elsewhere', [aFeedback({ cardUuid: 'card-2', receivedAt: 0 })])
      await store.purge(30 * DAY + 1, RETENTION)
      expect(await store.issue(aCard({ cardUuid: 'card-2' }))).toEqual([])
    })

    test('removes a card 400 days after it was last shown, and what was answered to it', async () => {
      const store = await createAdapter()
      await store.issue(aCard({ issuedAt: 0 }))
      await store.issue(aCard({ issuedAt: 10 * DAY }))
      await store.record('st-elsewhere', [aFeedback({ receivedAt: 10 * DAY })])
      await store.purge(410 * DAY, RETENTION)
      expect(await store.counted()).toHaveLength(1)
      await store.purge(410 * DAY + 1, RETENTION)
      expect(await store.counted()).toEqual([])
      expect(await store.issue(aCard())).toEqual([])
    })

    test('removes comments after 90 days, and leaves the answer', async () => {
      const store = await createAdapter()
      await store.issue(aCard({ issuedAt: 0 }))
      await store.record('st-elsewhere', [aFeedback({ comment: 'words', receivedAt: 0 })])
      await store.purge(90 * DAY, RETENTION)
      expect((await store.counted())[0]?.feedback.comment).toBe('words')
      await store.purge(90 * DAY + 1, RETENTION)
      expect((await store.counted())[0]?.feedback.comment).toBeNull()
    })
  })
}
