import { describe, expect, test, vi } from 'vitest'
import type { AppTools } from '../../src/app.ts'
import type { Policy } from '../../src/clinical/policies/policy.ts'
import { RULE_VERSION } from '../../src/clinical/rule-version.ts'
import { createIdentityKeys } from '../../src/storage/identity-keys.ts'
import { cardsOf, createTestApp, issuesOf, PATIENT_VIEW } from '../support/app.ts'
import { aCall, aPatient, searchset } from '../support/fhir.ts'

/** The deciding policy with a criterion that throws while this is true. */
const rule = vi.hoisted(() => ({ throws: false }))

vi.mock(import('../../src/clinical/policies/index.ts'), async (importOriginal) => {
  const { POLICIES, policyOf } = await importOriginal()
  const withBreakableRule = (policy: Policy): Policy => ({
    ...policy,
    get rule() {
      if (rule.throws) throw new TypeError('canary: T12 of Ada Synthetic')
      return policy.rule
    },
  })
  return { POLICIES: POLICIES.map(withBreakableRule), policyOf }
})

describe('an exception in a rule', () => {
  test.each([PATIENT_VIEW, '/assessments'])('is a 500 at %s, never "nothing to say"', async (path) => {
    rule.throws = true
    const app = createTestApp()
    const response = await app.post(path, aCall(), { Origin: 'https://ehr.example.org' })
    rule.throws = false

    expect(response.status).toBe(500)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
    const id = response.headers.get('X-Request-Id') ?? ''
    const [issue] = await issuesOf(response.clone())
    expect(issue?.code).toBe('exception')
    expect(issue?.diagnostics).toContain(id)
    const text = await response.text()
    expect(text).not.toMatch(/canary|Synthetic|TypeError|\bat \w|\.ts/)
  })

  test('is written down by its kind and the id of the request, without its words', async () => {
    rule.throws = true
    const app = createTestApp()
    const response = await app.post(PATIENT_VIEW, aCall())
    rule.throws = false
    expect(app.failures).toEqual([{ requestId: response.headers.get('X-Request-Id'), error: 'TypeError' }])
  })

  test('leaves the next call untouched', async () => {
    rule.throws = true
    const app = createTestApp()
    await app.post(PATIENT_VIEW, aCall())
    rule.throws = false
    expect(await cardsOf(await app.post(PATIENT_VIEW, aCall()))).toHaveLength(1)
  })
})

describe('an answer that breaks our own schema', () => {
  const notUuids: AppTools['identityKeys'] = {
    ...createIdentityKeys({ id: 'test', key: 'test' }),
    uuidOf: async () => 'not-a-uuid',
  }

  test('is a 500, never a card and never "nothing to say"', async () => {
    const response = await createTestApp({ identityKeys: notUuids }).post(PATIENT_VIEW, aCall())
    expect(response.status).toBe(500)
    expect((await issuesOf(response))[0]?.code).toBe('exception')
  })

  test('is not recorded as a card', async () => {
    const app = createTestApp({ identityKeys: notUuids })
    await app.post(PATIENT_VIEW, aCall())
    expect(app.auditEntries().filter(({ result }) => result === 'card')).toEqual([])
    expect(app.failures).toHaveLength(1)
  })
})

describe('a memory that cannot be reached', () => {
  const broken: AppTools['cardMemory'] = {
    show: () => Promise.reject(new Error('down')),
    answer: () => Promise.reject(new Error('down')),
    forget: () => Promise.reject(new Error('down')),
  }

  test('takes no card away: we would rather repeat ourselves', async () => {
    expect(await cardsOf(await createTestApp({ cardMemory: broken }).post(PATIENT_VIEW, aCall()))).toHaveLength(1)
  })
})

describe('an audit log that cannot be reached', () => {
  const broken: AppTools['auditLog'] = { record: () => Promise.reject(new Error('down')) }

  test('takes no card away', async () => {
    expect(await cardsOf(await createTestApp({ auditLog: broken }).post(PATIENT_VIEW, aCall()))).toHaveLength(1)
  })

  test('is written down where failures are', async () => {
    const app = createTestApp({ auditLog: broken })
    await app.post(PATIENT_VIEW, aCall())
    expect(app.failures).toMatchObject([{ error: 'audit-log' }])
  })

  test('changes no 412', async () => {
    const response = await createTestApp({ auditLog: broken }).post(
      PATIENT_VIEW,
      aCall({ prefetch: { patient: null } }),
    )
    expect(response.status).toBe(412)
  })
})

describe('what is recorded', () => {
  async function recorded(body: unknown) {
    const app = createTestApp()
    await app.post(PATIENT_VIEW, body)
    return app.auditEntries()
  }

  test('a card, with its outcome, its uuid and the rules', async () => {
    const app = createTestApp()
    const [card] = await cardsOf(await app.post(PATIENT_VIEW, aCall()))
    expect(app.auditEntries()).toMatchObject([
      {
        result: 'card',
        outcome: 'refer-now',
        silentBecause: null,
        cardUuid: card?.uuid,
        ruleVersion: RULE_VERSION,
        clientId: 'development',
        serviceId: 'vcf-patient-view',
        at: Date.parse('2026-11-22T15:00:00Z'),
      },
    ])
  })

  test('a silence, with its reason', async () => {
    expect(await recorded(aCall({ prefetch: { conditions: searchset(), imagingReports: searchset() } }))).toMatchObject(
      [{ result: 'silent', outcome: 'not-indicated', silentBecause: 'no-fracture', cardUuid: null }],
    )
  })

  test('a call without the data it needs', async () => {
    expect(await recorded(aCall({ prefetch: { patient: null } }))).toMatchObject([
      { result: 'missing-data', outcome: null, cardUuid: null },
    ])
  })

  test('nothing of a call that is not one', async () => {
    expect(await recorded(aCall({ hook: 'order-sign' }))).toEqual([])
  })

  test('a patient who has died gets no card', async () => {
    expect(await recorded(aCall({ prefetch: { patient: aPatient({ deceasedBoolean: true }) } }))).toMatchObject([
      { result: 'silent' },
    ])
  })
})
