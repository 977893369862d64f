import { describe, expect, test } from 'vitest'
import { RULE_VERSION } from '../../src/clinical/rule-version.ts'
import { assessmentOf, createTestApp, expressionsOf } from '../support/app.ts'
import { aCall, aNeurology, aPainObservation, aPatient, searchset } from '../support/fhir.ts'

const app = createTestApp()

async function assess(changes: Parameters<typeof aCall>[0] = {}) {
  return assessmentOf(await app.post('/assessments', aCall(changes)))
}

describe('POST /assessments', () => {
  test('answers the whole assessment of the same body a hook call has', async () => {
    expect(await assess()).toMatchObject({
      ruleVersion: RULE_VERSION,
      assessedOn: '2026-11-22',
      patient: 'Patient/pat-1',
      policy: 'clinic',
      outcome: 'refer-now',
      fractures: [{ level: 'T12', cause: 'osteoporotic', onset: '2026-10-20', onsetBasis: 'onsetDateTime' }],
      facts: {
        pain: [{ score: 8, date: '2026-11-20' }],
        imaging: [{ level: 'T12', modality: 'MR', date: '2026-11-19', marrowEdema: 'yes', heightLossPercent: 35 }],
        nonSurgicalCare: [{ kind: 'opioid', startedOn: '2026-10-25' }],
      },
      couldNotLook: [],
    })
  })

  test('says why, in one sentence', async () => {
    const { because } = await assess({ prefetch: { observations: searchset(aPainObservation(2)) } })
    expect(because).toMatch(/2\/10/)
  })

  test('answers where a hook call is silent', async () => {
    expect((await assess({ prefetch: { conditions: null, imagingReports: null } })).outcome).toBe('not-indicated')
  })

  test('follows a danger whatever the policy says', async () => {
    const observations = searchset(aPainObservation(8), aNeurology(true))
    const { outcome, gates } = await assess({ prefetch: { observations } })
    expect(outcome).toBe('other-route')
    expect(gates.find(({ id }) => id === 'neurological-deficit')).toMatchObject({
      finding: 'met',
      evidence: [{ reference: 'Observation/neurology', date: '2026-11-20', basis: 'entered' }],
    })
  })

  test('takes the date of the time zone of the client', async () => {
    const config = { environment: 'development', allowedOrigins: '*', sandboxFhirUrl: undefined } as const
    const at = new Date('2026-11-22T03:00:00Z')
    for (const [timeZone, day] of [
      ['America/Chicago', '2026-11-21'],
      ['UTC', '2026-11-22'],
      ['Asia/Tokyo', '2026-11-22'],
    ] as const) {
      const there = createTestApp({ config: { ...config, timeZone }, now: () => at })
      expect((await assessmentOf(await there.post('/assessments', aCall()))).assessedOn).toBe(day)
    }
  })

  test.each([
    'patient-view',
    'order-select',
    'order-sign',
    'encounter-start',
    'encounter-discharge',
    'problem-list-item-create',
  ])('takes the body of %s', async (hook) => {
    expect((await app.post('/assessments', aCall({ hook }))).status).toBe(200)
  })

  test.each(['appointment-book', 'Patient-View', ''])('refuses the hook "%s"', async (hook) => {
    const response = await app.post('/assessments', aCall({ hook }))
    expect(response.status).toBe(400)
    expect(await expressionsOf(response)).toContain('hook')
  })

  test('answers 412 as a hook call does', async () => {
    const response = await app.post('/assessments', aCall({ prefetch: { patient: null } }))
    expect(response.status).toBe(412)
    expect(await expressionsOf(response)).toEqual(['prefetch.patient'])
  })

  test('is never stored', async () => {
    expect((await app.post('/assessments', aCall())).headers.get('Cache-Control')).toBe('no-store')
  })

  test('has no feedback and no sub-addresses', async () => {
    expect((await app.post('/assessments/feedback', {})).status).toBe(404)
  })

  test('answers the same to the same call', async () => {
    const [first, second] = [await app.post('/assessments', aCall()), await app.post('/assessments', aCall())]
    expect(await first.text()).toBe(await second.text())
  })

  test('says nothing of name, address and birth date', async () => {
    const text = JSON.stringify(await assess({ prefetch: { patient: aPatient({ birthDate: '1949-03-17' }) } }))
    expect(text).not.toMatch(/Synthetic|Ada|1949/)
  })
})
