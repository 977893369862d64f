import { describe, expect, test } from 'vitest'
import { createMemoryAuditLog } from '../../src/storage/memory-audit-log.ts'
import { cardsOf, createTestApp, NOW, PATIENT_VIEW, ST_ELSEWHERE } from '../support/app.ts'
import {
  aCall,
  aFracture,
  aNeurology,
  anMriReport,
  anOpioid,
  aPainObservation,
  aPatient,
  searchset,
} from '../support/fhir.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A chart that is opened at times of the test's choosing, in one app with one memory. */
function aChart(overrides: Parameters<typeof createTestApp>[0] = {}) {
  let at = 0
  const auditLog = createMemoryAuditLog()
  const app = createTestApp({ now: () => new Date(NOW.getTime() + at), auditLog, ...overrides })
  const open = async (after: number, changes: Parameters<typeof aCall>[0] = {}) => {
    at = after
    const [card] = await cardsOf(await app.post(PATIENT_VIEW, aCall({ hookInstance: crypto.randomUUID(), ...changes })))
    return card
  }
  return { app, open, auditEntries: auditLog.entries }
}

describe('the same chart for the same user', () => {
  test('shows the same card with the same uuids when a call is repeated', async () => {
    const { open } = aChart()
    const first = await open(0)
    expect(first).toBeDefined()
    expect(await open(0)).toEqual(first)
    expect(await open(1_000)).toEqual(first)
  })

  test('shows the same card when it is opened again within 12 hours', async () => {
    const { open } = aChart()
    const first = await open(0)
    expect((await open(6 * HOUR))?.uuid).toBe(first?.uuid)
    expect((await open(12 * HOUR))?.uuid).toBe(first?.uuid)
  })

  test('shows the same card in the same encounter days later', async () => {
    const { open } = aChart()
    const inStay = { context: { encounterId: 'stay' } }
    const first = await open(0, inStay)
    for (const days of [1, 2, 3, 4]) expect((await open(days * DAY, inStay))?.uuid).toBe(first?.uuid)
  })

  test('shows it in three sittings and is silent in the fourth', async () => {
    const { open } = aChart()
    const uuids = [await open(0), await open(DAY), await open(2 * DAY)].map((card) => card?.uuid)
    expect(new Set(uuids).size).toBe(1)
    expect(await open(3 * DAY)).toBeUndefined()
    expect(await open(4 * DAY)).toBeUndefined()
  })

  test('records why it is silent', async () => {
    const { open, auditEntries } = aChart()
    for (const days of [0, 1, 2, 3]) await open(days * DAY)
    expect(auditEntries().map(({ result, silentBecause }) => [result, silentBecause])).toEqual([
      ['card', null],
      ['card', null],
      ['card', null],
      ['silent', 'told-before'],
    ])
  })

  test('shows it in as many sittings as the client has asked for', async () => {
    const { open } = aChart({ client: { ...ST_ELSEWHERE, maxSittings: 1 } })
    expect(await open(0)).toBeDefined()
    expect(await open(DAY)).toBeUndefined()
  })
})

describe('a new fact', () => {
  test('shows a new card with new uuids, also after silence', async () => {
    const { open } = aChart()
    const first = await open(0)
    for (const days of [1, 2, 3]) await open(days * DAY)
    const worse = await open(3 * DAY, { prefetch: { observations: searchset(aPainObservation(10)) } })
    expect(worse?.summary).toContain('pain 10/10')
    expect(worse?.uuid).not.toBe(first?.uuid)
    const uuids = (card: typeof worse) => card?.suggestions?.map(({ uuid }) => uuid) ?? []
    expect(uuids(worse).filter((uuid) => uuids(first).includes(uuid))).toEqual([])
  })

  test.each<[string, Parameters<typeof aCall>[0]]>([
    ['a danger', { prefetch: { observations: searchset(aPainObservation(8), aNeurology(true)) } }],
    ['a missing item', { prefetch: { medications: searchset() } }],
    [
      'a newer MRI',
      {
        prefetch: {
          imagingReports: searchset(
            anMriReport(),
            anMriReport({ id: 'mri-2', effectiveDateTime: '2026-11-21T09:30:00Z' }),
          ),
        },
      },
    ],
    [
      'one more level',
      {
        prefetch: {
          conditions: searchset(
            aFracture(),
            aFracture({ id: 'second', bodySite: [], code: { text: 'Compression fracture of L1 vertebra' } }),
          ),
        },
      },
    ],
  ])('%s is one', async (_words, changes) => {
    const { open } = aChart()
    const first = await open(0)
    const second = await open(0, changes)
    expect(second).toBeDefined()
    expect(second?.uuid).not.toBe(first?.uuid)
  })

  test.each<[string, Parameters<typeof aCall>[0]]>([
    [
      'the same record with other ids and versions',
      { prefetch: { conditions: searchset(aFracture({ id: 'other', meta: { versionId: '9' } })) } },
    ],
    [
      'the entries in another order',
      { prefetch: { medications: searchset(anOpioid({ id: 'z', authoredOn: '2026-11-01' }), anOpioid()) } },
    ],
    [
      'the same score measured again',
      { prefetch: { observations: searchset(aPainObservation(8, { effectiveDateTime: '2026-11-21T08:00:00Z' })) } },
    ],
    ['one point more', { prefetch: { observations: searchset(aPainObservation(9)) } }],
    ['one point less', { prefetch: { observations: searchset(aPainObservation(7)) } }],
    ['another hookInstance', { hookInstance: 'another' }],
    ['another birth date', { prefetch: { patient: aPatient({ birthDate: '1949-03-02' }) } }],
  ])('%s is none', async (_words, changes) => {
    const { open } = aChart()
    const first = await open(0)
    expect((await open(0, changes))?.uuid).toBe(first?.uuid)
  })
})

describe('another user', () => {
  const colleague = { context: { userId: 'Practitioner/8' } }

  test('sees the card in his own right after the first has seen it often enough', async () => {
    const { open } = aChart()
    for (const days of [0, 1, 2]) await open(days * DAY)
    expect(await open(3 * DAY)).toBeUndefined()
    expect(await open(3 * DAY, colleague)).toBeDefined()
  })

  test('sees a card of his own: its feedback must not be taken for the first one', async () => {
    const { open } = aChart()
    expect((await open(0, colleague))?.uuid).not.toBe((await open(0))?.uuid)
  })
})

describe('another patient', () => {
  test('with the same facts has a card of his own', async () => {
    const { open } = aChart()
    const twin = JSON.parse(JSON.stringify(aCall()).replaceAll('pat-1', 'pat-2'))
    const [first, second] = [await open(0), await open(0, { context: twin.context, prefetch: twin.prefetch })]
    expect(second?.summary).toBe(first?.summary)
    expect(second?.uuid).not.toBe(first?.uuid)
  })
})

describe('POST /assessments', () => {
  test('is answered however often the card was shown', async () => {
    const { app, open } = aChart()
    for (const days of [0, 1, 2, 3]) await open(days * DAY)
    const response = await app.post('/assessments', aCall())
    expect(JSON.parse(await response.text()).outcome).toBe('refer-now')
  })

  test('uses up no sitting and is not recorded as a card', async () => {
    const { app, open, auditEntries } = aChart({ client: { ...ST_ELSEWHERE, maxSittings: 1 } })
    for (let n = 0; n < 5; n++) await app.post('/assessments', aCall())
    expect(auditEntries()).toEqual([])
    expect(await open(0)).toBeDefined()
  })
})
