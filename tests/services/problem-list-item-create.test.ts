import { describe, expect, test } from 'vitest'
import { createTestApp, expressionsOf } from '../support/app.ts'
import {
  type AnyResource,
  aCall,
  aFracture,
  anMriReport,
  operationOutcome,
  PATIENT_ID,
  searchset,
} from '../support/fhir.ts'
import { callHook } from './a-hook-call.ts'

const subject = { reference: `Patient/${PATIENT_ID}` }

function added(...conditions: readonly object[]) {
  return { conditions: { resourceType: 'Bundle', entry: conditions.map((resource) => ({ resource })) } }
}

/** The record itself holds no fracture yet: what is known of it is the new problem. */
function add(condition: AnyResource, prefetch = {}) {
  return callHook('problem-list-item-create', {
    context: added(condition),
    prefetch: { conditions: searchset(), imagingReports: searchset(), ...prefetch },
  })
}

describe('a new vertebral fracture', () => {
  test('counts although the record does not hold it yet', async () => {
    expect((await add(aFracture())).card?.summary).toMatch(/^T12 compression fracture, .*missing: /)
    expect((await add(aFracture(), { imagingReports: searchset(anMriReport()) })).card?.summary).toMatch(
      /^Consider kyphoplasty referral: T12/,
    )
  })

  test.each([
    ['id', aFracture({ id: undefined })],
    ['status', aFracture({ clinicalStatus: undefined, verificationStatus: undefined })],
    ['subject', aFracture({ subject: undefined })],
    ['dates', aFracture({ onsetDateTime: undefined, recordedDate: undefined })],
    ['coding', aFracture({ code: { text: 'Compression fracture of T12 vertebra' }, bodySite: undefined })],
  ])('counts without %s', async (_what, condition) => {
    expect((await add(condition)).card?.summary).toMatch(/T12 compression fracture/)
  })

  test('that the record holds as well is one fracture', async () => {
    const { card } = await callHook('problem-list-item-create', { context: added(aFracture({ id: undefined })) })
    expect(card?.summary).toMatch(/^Consider kyphoplasty referral: T12/)
    expect(card?.detail).not.toContain('Also fractured')
  })

  test('is not taken for all diagnoses: where these could not be read the card says so', async () => {
    const { card } = await add(aFracture(), {
      conditions: operationOutcome('error'),
      imagingReports: searchset(anMriReport()),
    })
    expect(card?.detail).toMatch(/the diagnoses \(could not be read\)/)
  })

  test('of another patient is nobody here', async () => {
    const other = aFracture({ subject: { reference: 'Patient/other' } })
    expect(await add(other)).toEqual({ card: undefined, silence: 'nothing-about-the-spine' })
  })

  test('that was entered in error is none', async () => {
    const error = { verificationStatus: { coding: [{ code: 'entered-in-error' }] } }
    expect((await add(aFracture(error))).card).toBeUndefined()
  })
})

describe('beside a fracture in the record', () => {
  const beside = (condition: object) => callHook('problem-list-item-create', { context: added(condition) })

  test('a danger that is added makes the difference', async () => {
    const { card } = await beside({ resourceType: 'Condition', code: { text: 'Cauda equina syndrome' }, subject })
    expect(card?.summary).toMatch(/outside this tool/)
  })

  test('back pain that is added is about the spine', async () => {
    const { card } = await beside({ resourceType: 'Condition', code: { text: 'Low back pain' }, subject })
    expect(card?.summary).toMatch(/^Consider kyphoplasty referral/)
  })

  test.each(['Vitamin D deficiency', 'Fracture of ankle', 'Essential hypertension', 'Neck pain'])(
    '%s is not',
    async (text) => {
      const condition = { resourceType: 'Condition', code: { text }, subject }
      expect(await beside(condition)).toEqual({ card: undefined, silence: 'nothing-about-the-spine' })
    },
  )
})

test.each([
  { conditions: {} },
  { conditions: { entry: [{}, null] } },
  added({ resourceType: 'Observation' }),
  added({}),
])('nothing in it is no error: %j', async (context) => {
  expect(await callHook('problem-list-item-create', { context })).toEqual({
    card: undefined,
    silence: 'nothing-about-the-spine',
  })
})

test.each([{}, { conditions: null }, { conditions: 'x' }, { conditions: [aFracture()] }, { conditions: aFracture() }])(
  '%j is 400 and names the field',
  async (context) => {
    const body = aCall({ hook: 'problem-list-item-create', context })
    const response = await createTestApp().post('/cds-services/vcf-problem-list-item-create', body)
    expect(response.status).toBe(400)
    expect(await expressionsOf(response)).toEqual(['context.conditions'])
  },
)
