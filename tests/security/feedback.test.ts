import { describe, expect, test } from 'vitest'
import type { Authenticate } from '../../src/caller.ts'
import { ok } from '../../src/result.ts'
import { createMemoryFeedbackStore } from '../../src/storage/memory-feedback-store.ts'
import { cardsOf, createTestApp, issuesOf, NOW, PATIENT_VIEW, ST_ELSEWHERE, type TestApp } from '../support/app.ts'
import { aCall } from '../support/fhir.ts'

const FEEDBACK = `${PATIENT_VIEW}/feedback`
const UNKNOWN = '00000000-0000-4000-8000-000000000000'
const AT = NOW.toISOString()

/** Two clients of one service, told apart by a header, with one store. */
function twoClients(storeComments = false) {
  const feedbackStore = createMemoryFeedbackStore()
  const authenticate: Authenticate = async ({ authorization }) =>
    ok({
      client: { ...ST_ELSEWHERE, id: authorization ?? 'a', storeComments },
      admission: Promise.resolve(ok(undefined)),
    })
  const app = createTestApp({ authenticate, feedbackStore })
  return { app, feedbackStore }
}

async function aCardOf(app: TestApp, client = 'a'): Promise<string> {
  const [card] = await cardsOf(await app.post(PATIENT_VIEW, aCall(), { Authorization: client }))
  return card?.uuid ?? ''
}

function send(app: TestApp, feedback: unknown, client = 'a', path = FEEDBACK) {
  return app.post(path, { feedback }, { Authorization: client })
}

const overridden = (card: string, changes: object = {}) => ({
  card,
  outcome: 'overridden',
  outcomeTimestamp: AT,
  ...changes,
})

describe("25 feedback about somebody else's card", () => {
  test('is answered as any other and counts for nobody', async () => {
    const { app, feedbackStore } = twoClients()
    const card = await aCardOf(app)
    const [own, foreign, unknown] = [await aCardOf(app, 'b'), card, UNKNOWN]
    expect(own).not.toBe(foreign)
    const answers = await Promise.all(
      [foreign, unknown].map(async (each) => {
        const response = await send(app, [overridden(each)], 'b')
        return [response.status, await response.text()]
      }),
    )
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.[0]).toBe(200)
    expect(await feedbackStore.counted()).toEqual([])
    expect(await cardsOf(await app.post(PATIENT_VIEW, aCall(), { Authorization: 'a' }))).toHaveLength(1)
  })

  test('that comes twice, or before another, counts once and is not lost', async () => {
    const { app, feedbackStore } = twoClients()
    const card = await aCardOf(app)
    const later = overridden(card)
    const earlier = { ...overridden(card), outcomeTimestamp: new Date(NOW.getTime() - 1_000).toISOString() }
    for (const batch of [[later], [later], [earlier, later]]) expect((await send(app, batch)).status).toBe(200)
    expect(await feedbackStore.counted('a')).toHaveLength(2)
  })
})

describe('26 abuse of feedback', () => {
  test('in more than a hundred entries, or more than 2 MB, is refused', async () => {
    const { app } = twoClients()
    const many = (count: number) => Array.from({ length: count }, () => overridden(UNKNOWN))
    expect((await send(app, many(100))).status).toBe(200)
    expect((await send(app, many(101))).status).toBe(400)
    expect((await send(app, ['x'.repeat(2 * 1024 * 1024)])).status).toBe(413)
    for (const shape of [[], {}, null, 'x', 7, [null], [[]]]) {
      const response = await send(app, shape)
      expect(response.status).toBe(400)
      await issuesOf(response)
    }
  })

  test('by words where a name should be leaves no words in the store', async () => {
    const { app, feedbackStore } = twoClients()
    const words = '=HYPERLINK("https://evil.example","Zyxa Canarysson")'
    const card = await aCardOf(app)
    const reason = { code: words, system: words, display: words }
    await send(app, [
      overridden(card, { overrideReason: { reason, userComment: words } }),
      overridden(words),
      { ...overridden(card), outcome: 'accepted', acceptedSuggestions: [{ id: words }], extension: { words } },
    ])
    const kept = await feedbackStore.counted()
    expect(kept).toHaveLength(2)
    expect(JSON.stringify(kept)).not.toMatch(/Canarysson|evil|HYPERLINK/)
  })

  test('by a long comment keeps a thousand characters where comments are kept at all', async () => {
    const { app, feedbackStore } = twoClients(true)
    await send(app, [overridden(await aCardOf(app), { overrideReason: { userComment: 'x'.repeat(5_000) } })])
    expect((await feedbackStore.counted())[0]?.feedback.comment).toHaveLength(1_000)
  })
})
