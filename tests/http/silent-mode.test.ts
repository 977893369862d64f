import { describe, expect, test } from 'vitest'
import { createMemoryCardMemory } from '../../src/storage/memory-card-memory.ts'
import { createMemoryFeedbackStore } from '../../src/storage/memory-feedback-store.ts'
import { cardsOf, createTestApp, PATIENT_VIEW, ST_ELSEWHERE } from '../support/app.ts'
import { aCall, searchset } from '../support/fhir.ts'

const SILENT = { ...ST_ELSEWHERE, mode: 'silent', maxSittings: 1 } as const
const PILOT = { ...ST_ELSEWHERE, mode: 'pilot', pilotUsers: ['Practitioner/7'] } as const
const COLLEAGUE = { context: { userId: 'Practitioner/8' } }

describe('a client that runs silent', () => {
  test('gets no card, and the record says which one it would have been', async () => {
    const live = await cardsOf(await createTestApp({ client: ST_ELSEWHERE }).post(PATIENT_VIEW, aCall()))
    const app = createTestApp({ client: SILENT })
    expect(await cardsOf(await app.post(PATIENT_VIEW, aCall()))).toEqual([])
    expect(app.auditEntries()).toMatchObject([
      { result: 'silent-mode', outcome: 'refer-now', cardUuid: live[0]?.uuid, silentBecause: null },
    ])
  })

  test('uses up no sitting, and nothing waits for feedback', async () => {
    const shared = { cardMemory: createMemoryCardMemory(), feedbackStore: createMemoryFeedbackStore() }
    const silent = createTestApp({ ...shared, client: SILENT })
    for (let n = 0; n < 3; n++) await silent.post(PATIENT_VIEW, aCall())
    const live = createTestApp({ ...shared, client: { ...SILENT, mode: 'live' } })
    expect(await cardsOf(await live.post(PATIENT_VIEW, aCall()))).toHaveLength(1)
  })

  test('is silent for the usual reasons where there is nothing to say', async () => {
    const app = createTestApp({ client: SILENT })
    await app.post(PATIENT_VIEW, aCall({ prefetch: { conditions: searchset(), imagingReports: searchset() } }))
    expect(app.auditEntries()).toMatchObject([{ result: 'silent', silentBecause: 'no-fracture' }])
  })
})

describe('a client in its pilot', () => {
  test('shows cards to those who take part, and to nobody else', async () => {
    const app = createTestApp({ client: PILOT })
    expect(await cardsOf(await app.post(PATIENT_VIEW, aCall()))).toHaveLength(1)
    expect(await cardsOf(await app.post(PATIENT_VIEW, aCall(COLLEAGUE)))).toEqual([])
    expect(app.auditEntries().map(({ result }) => result)).toEqual(['card', 'silent-mode'])
  })
})
