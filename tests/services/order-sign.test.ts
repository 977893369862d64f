import { describe, expect, test } from 'vitest'
import { createTestApp, expressionsOf } from '../support/app.ts'
import {
  aCall,
  aFracture,
  aNeurology,
  aPainObservation,
  aRadiographReport,
  aReport,
  type BodyChanges,
  PATIENT_ID,
  searchset,
} from '../support/fhir.ts'
import { aDraft, CHEST_XRAY, callHook, callHookOf, drafts, KYPHOPLASTY, MRI, REFERRAL } from './a-hook-call.ts'

/** Worsening pain, a vertebra that lost 35 %: the Medicare policy is satisfied. */
const COVERED = {
  observations: searchset(
    aPainObservation(5, { id: 'before', effectiveDateTime: '2026-11-12T08:00:00Z' }),
    aPainObservation(8),
  ),
}
const DANGER = { observations: searchset(aPainObservation(8), aNeurology(true)) }
const RADIOGRAPH_ONLY = { imagingReports: searchset(aRadiographReport()), observations: searchset() }

function sign(orders: readonly object[], prefetch: BodyChanges['prefetch'] = {}, context: object = {}) {
  return callHook('order-sign', { context: { draftOrders: drafts(...orders), ...context }, prefetch })
}

describe('an augmentation that is being signed', () => {
  test('meets silence where everything that the payer asks for is documented', async () => {
    expect(await sign([KYPHOPLASTY], COVERED)).toEqual({ card: undefined, silence: 'covered' })
  })

  test('is told what is missing, what of it is enough, and what is documented', async () => {
    const { card } = await sign([KYPHOPLASTY])
    expect(card?.indicator).toBe('info')
    expect(card?.summary).toMatch(/^T12 augmentation, Medicare LCD: not documented: /)
    expect(card?.detail).toMatch(/\*\*Missing:\*\* .*the course of pain .*, or /)
    expect(card?.detail).toMatch(/\*\*Documented:\*\* .*Edema or uptake \(2026-11-19\)/)
    expect(card?.detail).toMatch(/covered, not who benefits/)
  })

  test('is offered the MRI that is missing, unless it is being ordered too', async () => {
    const labelsOf = async (...orders: readonly object[]) => {
      const { card } = await sign(orders, RADIOGRAPH_ONLY)
      expect(card?.detail).toMatch(/\*\*Missing:\*\* MRI of the spine with STIR/)
      return card?.suggestions?.map(({ label }) => label) ?? []
    }
    expect(await labelsOf(KYPHOPLASTY)).toEqual(['Order MRI of the spine with STIR'])
    expect(await labelsOf(KYPHOPLASTY, MRI)).toEqual([])
  })

  test('is told what the record contradicts, with the reason', async () => {
    const old = { onsetDateTime: '2026-07-01', recordedDate: '2026-07-02' }
    const { card } = await sign([KYPHOPLASTY], {
      ...COVERED,
      conditions: searchset(aFracture(old)),
      imagingReports: searchset(aReport('Compression fracture of T12 with bone marrow edema.')),
    })
    expect(card?.indicator).toBe('info')
    expect(card?.summary).toMatch(/the record contradicts: .*Acute or subacute/)
    expect(card?.detail).toMatch(/\*\*Acute or subacute:\*\* contradicts\. Older than 12 weeks/)
  })

  test('is warned of a documented danger, with its date and nothing to click', async () => {
    const { card } = await sign([KYPHOPLASTY], DANGER)
    expect(card?.indicator).toBe('warning')
    expect(card?.summary).toBe('T12 augmentation conflicts with the record: neurological deficit (2026-11-20).')
    expect(card?.detail).toMatch(/^\*\*Conflicts:\*\* Neurological deficit documented \(2026-11-20\)\./)
    expect(card?.suggestions).toBeUndefined()
  })

  test('is warned of an exclusion of the payer that is no danger elsewhere', async () => {
    const inr = {
      resourceType: 'Observation',
      id: 'inr',
      status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code: '6301-6' }] },
      subject: { reference: `Patient/${PATIENT_ID}` },
      effectiveDateTime: '2026-11-18',
      valueQuantity: { value: 2.4 },
    }
    const { card } = await sign([KYPHOPLASTY], { observations: searchset(aPainObservation(8), inr) })
    expect(card).toMatchObject({ indicator: 'warning', summary: expect.stringContaining('INR') })
  })

  test('is warned where the examination says that the pain is not from the fracture', async () => {
    const examined = {
      ...aNeurology(false),
      id: 'examined',
      code: { coding: [{ system: 'urn:kyphoplasty-cds:fact', code: 'pain-at-fracture-level' }] },
    }
    const { card } = await sign([KYPHOPLASTY], { observations: searchset(aPainObservation(8), examined) })
    expect(card).toMatchObject({
      indicator: 'warning',
      summary: expect.stringContaining('pain is not from the fracture level'),
    })
  })

  test('that the policy does not speak about is told so', async () => {
    const traumatic = { code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'S22.080A' }] } }
    const { card } = await sign([KYPHOPLASTY], { conditions: searchset(aFracture(traumatic)) })
    expect(card).toMatchObject({
      indicator: 'info',
      summary: 'T12 augmentation: Medicare LCD does not speak about this fracture.',
    })
  })

  test('without any fracture in the record is told that', async () => {
    const { card } = await sign([KYPHOPLASTY], { conditions: null, imagingReports: null })
    expect(card).toMatchObject({ indicator: 'info', summary: expect.stringContaining('no current fracture') })
    expect(card?.suggestions).toBeUndefined()
  })

  test('of another vertebra than the fractured one is told where the fracture is', async () => {
    const { card } = await sign([aDraft({ code: { text: 'Kyphoplasty L2' } })], COVERED)
    expect(card?.summary).toBe(
      'L2 augmentation, Medicare LCD: no current fracture of this vertebra found in the record.',
    )
    expect(card?.detail).toMatch(/\*\*Current fracture in the record:\*\* T12\./)
  })

  test('is held against the fracture of the vertebra it names, not against the most actionable one', async () => {
    const l3 = aFracture({ id: 'l3', bodySite: [{ text: 'L3 vertebra' }], onsetDateTime: '2026-07-01' })
    const { card } = await sign([aDraft({ code: { text: 'Kyphoplasty L3' } })], {
      ...COVERED,
      conditions: searchset(aFracture(), l3),
    })
    expect(card?.summary).toMatch(/^L3 augmentation, Medicare LCD: the record contradicts/)
  })

  test('of several vertebrae is told of the one that lacks something, though another is covered', async () => {
    const both = [aDraft({ code: { text: 'Kyphoplasty T12' } }), aDraft({ id: 'l1', code: { text: 'Kyphoplasty L1' } })]
    for (const orders of [both, both.toReversed(), [aDraft({ code: { text: 'Kyphoplasty T12 and L1' } })]]) {
      const { card } = await sign(orders, COVERED)
      expect(card?.summary).toBe(
        'L1 augmentation, Medicare LCD: no current fracture of this vertebra found in the record.',
      )
      expect(card?.detail).toMatch(/a current fracture at L1\. \*\*Current fracture in the record:\*\* T12\./)
    }
    expect(await sign([aDraft({ code: { text: 'Kyphoplasty T12' } })], COVERED)).toEqual({
      card: undefined,
      silence: 'covered',
    })
  })

  test('whose code stands for another part of the spine than the fracture is told so', async () => {
    const lumbar = aDraft({ code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '22514' }] } })
    const { card } = await sign([lumbar], COVERED)
    expect(card?.summary).toBe(
      'Vertebral augmentation, Medicare LCD: no current fracture of the lumbar spine found in the record.',
    )
    expect(card?.detail).toMatch(/of the lumbar spine, which is what the order is coded for\. .*record:\*\* T12\./)
    expect((await sign([KYPHOPLASTY, lumbar], COVERED)).card?.summary).toMatch(/lumbar spine/)
  })

  test('of a patient whose setting is unknown is not told that this contradicts anything', async () => {
    const { card } = await sign([KYPHOPLASTY], { observations: searchset(aPainObservation(3)) })
    expect(card?.summary).toMatch(/the record contradicts: Hospitalised with severe pain; Pain outside /)
    expect(card?.detail).toMatch(/\*\*Pain outside the hospital:\*\* contradicts\. Pain 3\/10/)
    expect(card?.detail).not.toMatch(/Hospitalised with pain 5-7|Not known to be hospitalised/)
  })

  test('names what could not be read', async () => {
    const { card } = await sign([KYPHOPLASTY], {
      ...COVERED,
      imagingReports: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'exception' }] },
    })
    expect(card?.detail).toMatch(/could not be read/i)
  })

  test('beside a referral is left to the specialist, unless a danger is documented', async () => {
    expect(await sign([KYPHOPLASTY, REFERRAL])).toEqual({ card: undefined, silence: 'already-referred' })
    expect((await sign([KYPHOPLASTY, REFERRAL], DANGER)).card?.indicator).toBe('warning')
  })

  test('beside physical therapy or a referral for bone health is told what is missing all the same', async () => {
    for (const text of ['Referral for physical therapy', 'Referral to fracture liaison service'])
      expect((await sign([KYPHOPLASTY, aDraft({ id: 'other', code: { text } })])).card).toBeDefined()
  })

  test('is held against the payer policy of the client', async () => {
    const { card } = await callHook(
      'order-sign',
      { context: { draftOrders: drafts(KYPHOPLASTY) }, prefetch: RADIOGRAPH_ONLY },
      { payerPolicy: 'nice-ta279' },
    )
    expect(card?.summary).toMatch(/NICE/)
  })

  test('has a topic of its own, so that whoever locks out the advice still meets a conflict', async () => {
    expect((await sign([KYPHOPLASTY])).card?.source.topic.code).toBe('VCFAugmentationCoverage')
  })
})

describe('another order that is being signed', () => {
  test('for the spine brings the advice about a referral', async () => {
    expect((await sign([CHEST_XRAY, MRI])).card?.summary).toMatch(/^Consider kyphoplasty referral/)
  })

  test('for anything else is silent', async () => {
    expect(await sign([CHEST_XRAY])).toEqual({ card: undefined, silence: 'nothing-about-the-spine' })
  })

  test('that is a referral is silent', async () => {
    expect(await sign([REFERRAL])).toEqual({ card: undefined, silence: 'already-referred' })
  })

  test('that was not sent is not known', async () => {
    expect(await callHook('order-sign', {})).toEqual({ card: undefined, silence: 'orders-not-sent' })
  })

  test.each([{}, { entry: [] }, { entry: [{}] }, drafts(aDraft({ code: { coding: [{}] }, reasonCode: [] }))])(
    'that is half-filled is no error: %j',
    async (draftOrders) => {
      expect((await callHook('order-sign', { context: { draftOrders } })).silence).toBe('nothing-about-the-spine')
    },
  )

  test('in another shape than a Bundle is 400 and names the field', async () => {
    const body = aCall({ hook: 'order-sign', context: { draftOrders: [KYPHOPLASTY] } })
    const response = await createTestApp().post('/cds-services/vcf-order-sign', body)
    expect(response.status).toBe(400)
    expect(await expressionsOf(response)).toEqual(['context.draftOrders'])
  })
})

test('advice about a referral and coverage are two pieces of news', async () => {
  const app = createTestApp()
  const context = { draftOrders: drafts(KYPHOPLASTY) }
  const advice = await callHookOf(app, 'patient-view', {})
  const coverage = await callHookOf(app, 'order-sign', { context })
  expect(coverage.card?.uuid).toBeDefined()
  expect(coverage.card?.uuid).not.toBe(advice.card?.uuid)
  expect((await callHookOf(app, 'order-sign', { context })).card?.uuid).toBe(coverage.card?.uuid)
})
