import { describe, expect, test } from 'vitest'
import { createTestApp, expressionsOf } from '../support/app.ts'
import { aCall, aCallWithOnly, anOpioid, aRadiographReport, PATIENT_ID, searchset } from '../support/fhir.ts'
import { aDraft, CHEST_XRAY, callHook, drafts, KYPHOPLASTY, MRI, REFERRAL } from './a-hook-call.ts'

function select(resource: { readonly resourceType: string; readonly id?: unknown }, ...others: readonly object[]) {
  const selections = [`${resource.resourceType}/${resource.id}`]
  return callHook('order-select', { context: { selections, draftOrders: drafts(resource, ...others) } })
}

const SNOMED = 'http://snomed.info/sct'
const CPT = 'http://www.ama-assn.org/go/cpt'
const AN_OPIOID = anOpioid({ id: 'opioid-draft', status: 'draft' })
const A_BRACE = {
  resourceType: 'DeviceRequest',
  id: 'brace-draft',
  status: 'draft',
  intent: 'order',
  codeCodeableConcept: { text: 'TLSO brace' },
  subject: { reference: `Patient/${PATIENT_ID}` },
}

describe('speaks when what is selected is', () => {
  test.each([
    ['an MRI of the spine by name', MRI],
    ['an MRI of the spine by CPT', aDraft({ code: { coding: [{ system: CPT, code: '72148' }] } })],
    ['a CT of the lumbar spine', aDraft({ code: { text: 'CT lumbar spine' } })],
    ['an opioid', AN_OPIOID],
    ['a back brace', A_BRACE],
    ['physical therapy', aDraft({ code: { coding: [{ system: SNOMED, code: '306170007' }] } })],
    ['a pain clinic', aDraft({ code: { coding: [{ system: SNOMED, code: '306265007' }] } })],
    ['an osteoporosis clinic', aDraft({ code: { coding: [{ system: SNOMED, code: '306278007' }] } })],
  ])('%s', async (_what, draft) => {
    expect((await select(draft)).card?.summary).toMatch(/^Consider kyphoplasty referral: T12/)
  })
})

describe('is silent when what is selected is', () => {
  test.each([
    ['a chest radiograph', CHEST_XRAY],
    ['an MRI of the neck', aDraft({ code: { text: 'MRI cervical spine' } })],
    ['a laboratory test', aDraft({ code: { text: 'Basic metabolic panel' } })],
    ['a referral to dermatology', aDraft({ code: { text: 'Referral to dermatology' } })],
    [
      'physical therapy of the knee',
      aDraft({ code: { text: 'Physical therapy' }, reasonCode: [{ text: 'Knee pain' }] }),
    ],
    [
      'paracetamol',
      anOpioid({ id: 'm', status: 'draft', medicationCodeableConcept: { text: 'acetaminophen 500 mg' } }),
    ],
    ['a knee brace', { ...A_BRACE, codeCodeableConcept: { text: 'Knee brace' } }],
    ['a vertebroplasty of the neck', aDraft({ code: { text: 'Vertebroplasty C6' } })],
    ['an order that was withdrawn', { ...MRI, status: 'entered-in-error' }],
    ['an order not to do it', { ...MRI, doNotPerform: true }],
    ['an order of another kind', { resourceType: 'NutritionOrder', id: 'diet' }],
  ])('%s', async (_what, draft) => {
    expect(await select(draft)).toEqual({ card: undefined, silence: 'nothing-about-the-spine' })
  })

  test.each([
    ['a referral for kyphoplasty', REFERRAL],
    ['a kyphoplasty', KYPHOPLASTY],
    ['a referral to a spine surgeon', aDraft({ code: { text: 'Referral to spine surgery' } })],
    ['a kyphoplasty as a referral', { ...KYPHOPLASTY, category: [{ coding: [{ system: SNOMED, code: '3457005' }] }] }],
  ])('%s: it is on its way', async (_what, draft) => {
    expect(await select(draft)).toEqual({ card: undefined, silence: 'already-referred' })
  })
})

describe('reads only the selections', () => {
  test('an MRI among the drafts that was not selected now is no reason to speak', async () => {
    expect(await select(CHEST_XRAY, MRI)).toEqual({ card: undefined, silence: 'nothing-about-the-spine' })
  })

  test('a referral among the drafts counts as planned all the same', async () => {
    expect(await select(MRI, REFERRAL)).toEqual({ card: undefined, silence: 'already-referred' })
  })

  test('a study that is being ordered is not suggested', async () => {
    const prefetch = { imagingReports: searchset(aRadiographReport()) }
    const labels = async (draft: typeof MRI) => {
      const context = { selections: [`ServiceRequest/${draft.id}`], draftOrders: drafts(draft) }
      const { card } = await callHook('order-select', { context, prefetch })
      return card?.suggestions?.map(({ label }) => label) ?? []
    }
    expect((await labels(aDraft({ id: 'ct', code: { text: 'CT lumbar spine' } }))).join()).toContain('MRI')
    expect((await labels(MRI)).join()).not.toContain('MRI')
  })

  test.each([
    ['an absolute reference', `https://ehr.example.org/fhir/R4/ServiceRequest/${MRI.id}`],
    ['a fullUrl', 'urn:uuid:7a5c2b1e-1111-4222-8333-444455556666'],
    ['the id in a fullUrl', 'ServiceRequest/7a5c2b1e-1111-4222-8333-444455556666'],
  ])('and finds them by %s', async (_what, selection) => {
    const entry = [{ fullUrl: 'urn:uuid:7a5c2b1e-1111-4222-8333-444455556666', resource: MRI }]
    const context = { selections: [selection], draftOrders: { entry } }
    expect((await callHook('order-select', { context })).card).toBeDefined()
  })

  test.each([
    ['names no draft', { selections: ['ServiceRequest/elsewhere'], draftOrders: drafts(MRI) }],
    ['is an empty list', { selections: [], draftOrders: drafts(MRI) }],
    ['is of an empty Bundle', { selections: ['ServiceRequest/mri-draft'], draftOrders: {} }],
    ['is of entries without resource', { selections: ['ServiceRequest/1'], draftOrders: { entry: [{}, null, 7] } }],
    [
      'is of an empty coding',
      { selections: ['ServiceRequest/draft'], draftOrders: drafts(aDraft({ code: { coding: [{}] }, reasonCode: [] })) },
    ],
    ['is of a draft without code', { selections: ['ServiceRequest/draft'], draftOrders: drafts(aDraft({})) }],
    [
      'is of another patient',
      {
        selections: ['ServiceRequest/mri-draft'],
        draftOrders: drafts({ ...MRI, subject: { reference: 'Patient/other' } }),
      },
    ],
  ])('a selection that %s is no error', async (_what, context) => {
    expect(await callHook('order-select', { context })).toEqual({ card: undefined, silence: 'nothing-about-the-spine' })
  })

  test.each([{}, { draftOrders: null }, { draftOrders: null, selections: null }])(
    'drafts that were not sent are not known: %j is silent',
    async (context) => {
      expect(await callHook('order-select', { context })).toEqual({ card: undefined, silence: 'orders-not-sent' })
    },
  )
})

test.each([
  [{ draftOrders: 'x', selections: [] }, 'context.draftOrders'],
  [{ draftOrders: [], selections: [] }, 'context.draftOrders'],
  [{ draftOrders: { resourceType: 'Patient' }, selections: [] }, 'context.draftOrders'],
  [{ draftOrders: drafts(MRI), selections: 'ServiceRequest/1' }, 'context.selections'],
  [{ draftOrders: drafts(MRI), selections: [7] }, 'context.selections'],
  [{ draftOrders: drafts(MRI) }, 'context.selections'],
])('%j is 400 and names the field', async (context, field) => {
  const response = await createTestApp().post(
    '/cds-services/vcf-order-select',
    aCall({ hook: 'order-select', context }),
  )
  expect(response.status).toBe(400)
  expect(await expressionsOf(response)).toEqual([field])
})

test('about other orders nothing is read, so that nothing can be missing', async () => {
  const context = { selections: ['ServiceRequest/chest-draft'], draftOrders: drafts(CHEST_XRAY) }
  const body = aCallWithOnly({}, { hook: 'order-select', context })
  expect((await createTestApp().post('/cds-services/vcf-order-select', body)).status).toBe(200)
})
