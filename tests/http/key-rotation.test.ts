import { describe, expect, test } from 'vitest'
import { createIdentityKeys } from '../../src/storage/identity-keys.ts'
import { createMemoryCardMemory } from '../../src/storage/memory-card-memory.ts'
import { createMemoryFeedbackStore } from '../../src/storage/memory-feedback-store.ts'
import { cardsOf, createTestApp, PATIENT_VIEW, ST_ELSEWHERE } from '../support/app.ts'
import { aCall } from '../support/fhir.ts'

const OLD = { id: '2026', key: 'the secret of last year' }
const NEW = { id: '2027', key: 'the secret of this year' }

/** The same deployment before and after a new patient key was put first. */
function aDeployment() {
  const shared = {
    cardMemory: createMemoryCardMemory(),
    feedbackStore: createMemoryFeedbackStore(),
    client: ST_ELSEWHERE,
  }
  const before = createTestApp({ ...shared, identityKeys: createIdentityKeys(OLD) })
  const after = createTestApp({ ...shared, identityKeys: createIdentityKeys(NEW, OLD) })
  const open = async (app: typeof before) => (await cardsOf(await app.post(PATIENT_VIEW, aCall())))[0]
  const override = (app: typeof before, card: string | undefined) =>
    app.post(`${PATIENT_VIEW}/feedback`, {
      feedback: [{ card, outcome: 'overridden', outcomeTimestamp: '2026-11-22T15:00:00Z' }],
    })
  return { before, after, open, override, feedbackStore: shared.feedbackStore }
}

describe('a change of patient keys', () => {
  test('leaves the card with its uuids: nothing is told twice because of it', async () => {
    const { before, after, open } = aDeployment()
    const first = await open(before)
    expect(first).toBeDefined()
    expect(await open(after)).toEqual(first)
  })

  test('leaves an answer in force, given before or after it', async () => {
    const early = aDeployment()
    await early.override(early.before, (await early.open(early.before))?.uuid)
    expect(await early.open(early.after)).toBeUndefined()

    const late = aDeployment()
    await late.override(late.after, (await late.open(late.before))?.uuid)
    expect(await late.open(late.after)).toBeUndefined()
  })

  test('writes under the new key from then on', async () => {
    const { before, after, open, override, feedbackStore } = aDeployment()
    const card = await open(before)
    await open(after)
    await override(after, card?.uuid)
    const [counted] = await feedbackStore.counted()
    expect(counted?.card.patientKey).toMatch(/^2027:/)
    expect(counted?.card.userKey).toMatch(/^2027:/)
    expect(after.auditEntries()[0]?.patientKey).toMatch(/^2027:/)
  })
})
