import { describe, expect, test } from 'vitest'
import { ok } from '../../src/result.ts'
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

describe('X-Development-Mode', () => {
  const AS_SILENT = { 'X-Development-Mode': 'silent' }

  test('silences one call of the development client, which remembers nothing of it', async () => {
    const app = createTestApp()
    expect(await cardsOf(await app.post(PATIENT_VIEW, aCall(), AS_SILENT))).toEqual([])
    expect(await cardsOf(await app.post(PATIENT_VIEW, aCall()))).toHaveLength(1)
    expect(app.auditEntries().map(({ result }) => result)).toEqual(['silent-mode', 'card'])
  })

  test.each(['live', 'pilot', '', 'SILENT'])('changes nothing with the value "%s"', async (mode) => {
    const app = createTestApp()
    const response = await app.post(PATIENT_VIEW, aCall(), { 'X-Development-Mode': mode })
    expect(await cardsOf(response)).toHaveLength(1)
  })

  test('makes no silent client live', async () => {
    const app = createTestApp({ client: SILENT })
    expect(await cardsOf(await app.post(PATIENT_VIEW, aCall(), { 'X-Development-Mode': 'live' }))).toEqual([])
  })

  test('is not read in production', async () => {
    const config = {
      environment: 'production',
      allowedOrigins: [],
      sandboxFhirUrl: undefined,
      timeZone: 'UTC',
    } as const
    const app = createTestApp({ config })
    expect(await cardsOf(await app.post(PATIENT_VIEW, aCall(), AS_SILENT))).toHaveLength(1)
  })

  test('says nothing about a registered client, in development either', async () => {
    const caller = { client: ST_ELSEWHERE, admission: Promise.resolve(ok(undefined)) }
    const app = createTestApp({ authenticate: async () => ok(caller) })
    expect(await cardsOf(await app.post(PATIENT_VIEW, aCall(), AS_SILENT))).toHaveLength(1)
  })
})
