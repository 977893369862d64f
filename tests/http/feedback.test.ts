import { describe, expect, test } from 'vitest'
import type { AppTools } from '../../src/app.ts'
import { fail, ok } from '../../src/result.ts'
import { createMemoryAuditLog } from '../../src/storage/memory-audit-log.ts'
import { createMemoryCardMemory } from '../../src/storage/memory-card-memory.ts'
import { createMemoryFeedbackStore } from '../../src/storage/memory-feedback-store.ts'
import { someNews } from '../storage/sighting.ts'
import { cardsOf, createTestApp, issuesOf, NOW, PATIENT_VIEW, ST_ELSEWHERE } from '../support/app.ts'
import { aCall, aPainObservation, searchset } from '../support/fhir.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const COLLEAGUE = { context: { userId: 'Practitioner/8' } }

/** A chart that is opened and answered at times of the test's choosing. */
function aChart(overrides: Partial<AppTools> = {}) {
  let at = NOW.getTime()
  const feedbackStore = createMemoryFeedbackStore()
  const auditLog = createMemoryAuditLog()
  const app = createTestApp({ now: () => new Date(at), feedbackStore, auditLog, client: ST_ELSEWHERE, ...overrides })
  const wait = (ms: number) => {
    at += ms
  }
  const open = async (changes: Parameters<typeof aCall>[0] = {}) =>
    (await cardsOf(await app.post(PATIENT_VIEW, aCall(changes))))[0]
  const send = (...feedback: readonly object[]) =>
    app.post(`${PATIENT_VIEW}/feedback`, {
      feedback: feedback.map((entry) => ({
        outcome: 'overridden',
        outcomeTimestamp: new Date(at).toISOString(),
        ...entry,
      })),
    })
  const override = (card: string | undefined, code?: string) =>
    send({ card, ...(code === undefined ? {} : { overrideReason: { reason: { code } } }) })
  return { app, wait, open, send, override, feedbackStore, auditLog }
}

async function receiptOf(response: Response) {
  expect(response.status).toBe(200)
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  return JSON.parse(await response.text())
}

describe('feedback', () => {
  test('is kept, and says how many entries were', async () => {
    const { open, send, feedbackStore } = aChart()
    const card = await open()
    const [referral] = card?.suggestions ?? []
    const accepted = { card: card?.uuid, outcome: 'accepted', acceptedSuggestions: [{ id: referral?.uuid }] }
    expect(await receiptOf(await send(accepted, { card: card?.uuid, outcome: 'ignored' }))).toEqual({
      accepted: 1,
      ignored: 1,
    })
    expect(await feedbackStore.counted()).toMatchObject([
      { card: { cardUuid: card?.uuid, kind: 'refer-now' }, feedback: { suggestionUuid: referral?.uuid } },
    ])
  })

  test('about what the card offered at an earlier showing counts as that, also when it comes later', async () => {
    const { open, send } = aChart()
    const withoutMri = { prefetch: { imagingReports: null, imagingStudies: null } }
    const card = await open(withoutMri)
    const mri = card?.suggestions?.find(({ label }) => label.includes('MRI'))
    expect(mri).toBeDefined()
    const ordered = searchset({
      resourceType: 'ServiceRequest',
      id: 'order-1',
      status: 'active',
      intent: 'order',
      subject: { reference: 'Patient/pat-1' },
      authoredOn: NOW.toISOString(),
      code: { text: 'MRI of the spine with STIR' },
    })
    const again = await open({ prefetch: { ...withoutMri.prefetch, serviceRequests: ordered } })
    expect(again?.suggestions?.map(({ uuid }) => uuid) ?? []).not.toContain(mri?.uuid)
    await send({ card: card?.uuid, outcome: 'accepted', acceptedSuggestions: [{ id: mri?.uuid }] })
    expect(await open({ ...withoutMri, ...COLLEAGUE })).toBeUndefined()
  })

  test('ends the showing at once, also in the same sitting', async () => {
    const { open, override } = aChart()
    await override((await open())?.uuid)
    expect(await open()).toBeUndefined()
  })

  test('holds for a colleague only where the reason is about the patient', async () => {
    const { open, override, wait } = aChart()
    await override((await open())?.uuid, 'inappropriate-recipient')
    const card = await open(COLLEAGUE)
    expect(card).toBeDefined()
    wait(HOUR)
    await override(card?.uuid, 'patient-ineligible')
    expect(await open({ context: { userId: 'Practitioner/9' } })).toBeUndefined()
  })

  test('is broken by a new fact, which brings a new card', async () => {
    const { open, override } = aChart()
    const first = await open()
    await override(first?.uuid, 'patient-ineligible')
    const worse = await open({ prefetch: { observations: searchset(aPainObservation(10)) } })
    expect(worse).toBeDefined()
    expect(worse?.uuid).not.toBe(first?.uuid)
  })

  test('of a snooze lets the same card come back when it has ended', async () => {
    const { open, override, wait } = aChart()
    const first = await open()
    await override(first?.uuid, 'need-more-info')
    wait(14 * DAY - 1)
    expect(await open()).toBeUndefined()
    wait(1)
    expect((await open())?.uuid).toBe(first?.uuid)
  })

  test('sent twice counts once', async () => {
    const { open, override, feedbackStore } = aChart()
    const uuid = (await open())?.uuid
    await override(uuid)
    expect(await receiptOf(await override(uuid))).toEqual({ accepted: 1, ignored: 0 })
    expect(await feedbackStore.counted()).toHaveLength(1)
  })

  test('counts by its own time, whatever the order it arrives in', async () => {
    const { open, send, wait } = aChart()
    const card = (await open())?.uuid
    const early = {
      card,
      outcomeTimestamp: '2026-11-22T15:00:10Z',
      overrideReason: { reason: { code: 'patient-refuses' } },
    }
    const late = {
      card,
      outcomeTimestamp: '2026-11-22T15:00:20Z',
      overrideReason: { reason: { code: 'need-more-info' } },
    }
    wait(HOUR)
    await send(late)
    await send(early)
    wait(15 * DAY)
    expect(await open()).toBeDefined()
  })

  test('for a card nobody has seen is taken, and counts as soon as it is shown', async () => {
    const { open, override, feedbackStore } = aChart()
    const uuid = (await aChart().open())?.uuid
    expect(await receiptOf(await override(uuid))).toEqual({ accepted: 1, ignored: 0 })
    expect(await feedbackStore.counted()).toEqual([])
    expect(await open()).toBeUndefined()
    expect(await feedbackStore.counted()).toHaveLength(1)
  })

  test("about another client's card is answered the same and never counts", async () => {
    const shared = { cardMemory: createMemoryCardMemory(), feedbackStore: createMemoryFeedbackStore() }
    const [ours, theirs] = [aChart(shared), aChart({ ...shared, client: { ...ST_ELSEWHERE, id: 'county-general' } })]
    const uuid = (await ours.open())?.uuid
    expect(await receiptOf(await theirs.override(uuid, 'patient-ineligible'))).toEqual({ accepted: 1, ignored: 0 })
    expect(await shared.feedbackStore.counted()).toEqual([])
    expect((await ours.open())?.uuid).toBe(uuid)
  })

  test('for a service that does not exist is 404, and with nothing usable 400', async () => {
    const { app, send } = aChart()
    expect((await app.post('/cds-services/unknown/feedback', { feedback: [] })).status).toBe(404)
    const response = await send({ outcome: 'ignored' })
    expect(response.status).toBe(400)
    expect((await issuesOf(response))[0]?.expression).toEqual(['feedback'])
  })

  test('answers other methods with 405', async () => {
    const response = await createTestApp().request(`${PATIENT_VIEW}/feedback`)
    expect(response.status).toBe(405)
    expect(response.headers.get('Allow')).toBe('POST')
  })

  test('of a caller who is not admitted is not kept', async () => {
    const admission = Promise.resolve(fail({ reason: 'unauthorized' } as const))
    const { send, feedbackStore } = aChart({ authenticate: async () => ok({ client: ST_ELSEWHERE, admission }) })
    await feedbackStore.issue({ ...SHOWN, cardUuid: 'a-card' })
    expect((await send({ card: 'a-card' })).status).toBe(401)
    expect(await feedbackStore.counted()).toEqual([])
  })
})

const SHOWN = {
  clientId: ST_ELSEWHERE.id,
  cardUuid: 'a-card',
  patientKey: 'test:patient',
  userKey: 'test:user',
  serviceId: 'vcf-patient-view',
  kind: 'refer-now',
  news: someNews(),
  suggestions: [],
  ruleVersion: '1.1.0',
  issuedAt: 0,
}

describe('a comment', () => {
  const words = 'canary-comment of Ada'
  const withComment = (card: string | undefined) => ({ card, overrideReason: { userComment: words } })

  test('is not kept by default, nor logged', async () => {
    const { app, open, send, feedbackStore, auditLog } = aChart()
    await send(withComment((await open())?.uuid))
    expect(JSON.stringify([await feedbackStore.counted(), auditLog.entries(), app.failures])).not.toContain('canary')
  })

  test('is kept where that was agreed', async () => {
    const { open, send, feedbackStore } = aChart({ client: { ...ST_ELSEWHERE, storeComments: true } })
    await send(withComment((await open())?.uuid))
    expect((await feedbackStore.counted())[0]?.feedback.comment).toBe(words)
  })
})

describe('a store that is down', () => {
  const down = () => Promise.reject(new Error('down'))

  test('is 503 for feedback, and what is sent again afterwards counts', async () => {
    const working = createMemoryFeedbackStore()
    let isDown = true
    const record: typeof working.record = (...batch) => (isDown ? down() : working.record(...batch))
    const { app, open, override } = aChart({ feedbackStore: { ...working, record } })
    const uuid = (await open())?.uuid
    const response = await override(uuid)
    expect(response.status).toBe(503)
    expect((await issuesOf(response))[0]?.code).toBe('transient')
    expect(app.failures).toMatchObject([{ error: 'feedback-store' }])
    isDown = false
    expect((await override(uuid)).status).toBe(200)
    expect(await open()).toBeUndefined()
  })

  test('is 503 also where only the memory cannot be told: an answer that would be forgotten was not kept', async () => {
    const working = createMemoryCardMemory()
    const { open, override } = aChart({ cardMemory: { ...working, answer: down } })
    expect((await override((await open())?.uuid)).status).toBe(503)
  })

  test('takes no card away, and the card says nothing about it', async () => {
    const whole = await aChart().open()
    for (const broken of [
      { feedbackStore: { ...createMemoryFeedbackStore(), issue: down } },
      { cardMemory: { show: down, answer: down, forget: down } },
    ]) {
      const { app, open } = aChart(broken)
      expect(await open()).toEqual(whole)
      expect(app.failures).toHaveLength(1)
    }
  })
})
