import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { draftOrdersIn, newConditionsIn, saysDraftOrders, selectedOrdersIn } from '../../src/fhir/hook-context.ts'
import { isAboutSpine } from '../../src/fhir/new-condition.ts'
import { readDraftOrders } from '../../src/fhir/read-draft-order.ts'
import { aRequest } from '../services/a-request.ts'

const MINE = { reference: 'Patient/123' }

function order(id: string, fields: object = {}) {
  return { resourceType: 'ServiceRequest', id, subject: MINE, ...fields }
}

function bundle(...resources: readonly unknown[]) {
  return { entry: resources.map((resource) => ({ resource })) }
}

function idsOf(resources: readonly { readonly id?: unknown }[]) {
  return resources.map(({ id }) => id)
}

describe('the orders that are being written', () => {
  test('are the resources of the Bundle, without a type of it', () => {
    expect(idsOf(draftOrdersIn(aRequest({ draftOrders: bundle(order('a'), order('b')) })))).toEqual(['a', 'b'])
  })

  test('are this patient’s where they name nobody, and not where they name somebody else', () => {
    const drafts = bundle(
      order('mine'),
      order('nobody', { subject: undefined }),
      order('other', { subject: { reference: 'Patient/4' } }),
      order('strange', { subject: 'Patient/123' }),
      order('two', { patient: { reference: 'Patient/4' } }),
    )
    expect(idsOf(draftOrdersIn(aRequest({ draftOrders: drafts })))).toEqual(['mine', 'nobody'])
  })

  test.each([undefined, null])('are not known where %s stands for them', (draftOrders) => {
    expect(saysDraftOrders(aRequest({ draftOrders }))).toBe(false)
    expect(draftOrdersIn(aRequest({ draftOrders }))).toEqual([])
  })
})

describe('the selections', () => {
  const entry = [
    { resource: order('a') },
    { resource: order('b'), fullUrl: 'urn:uuid:3c0e2f57-0000-4000-8000-000000000001' },
    { resource: order('c', { id: undefined }), fullUrl: 'urn:uuid:3c0e2f57-0000-4000-8000-000000000002' },
    { resource: { resourceType: 'DeviceRequest', id: 'a' } },
  ]
  const selected = (...selections: readonly unknown[]) =>
    selectedOrdersIn(aRequest({ draftOrders: { entry }, selections })).map(({ resourceType, id }) => [resourceType, id])

  test.each([
    ['ServiceRequest/a', [['ServiceRequest', 'a']]],
    ['DeviceRequest/a', [['DeviceRequest', 'a']]],
    ['https://ehr.example.org/fhir/R4/ServiceRequest/b', [['ServiceRequest', 'b']]],
    ['ServiceRequest/a/_history/2', [['ServiceRequest', 'a']]],
    ['urn:uuid:3c0e2f57-0000-4000-8000-000000000001', [['ServiceRequest', 'b']]],
    ['ServiceRequest/3c0e2f57-0000-4000-8000-000000000002', [['ServiceRequest', undefined]]],
    ['a', []],
    ['', []],
    ['ServiceRequest/undefined', []],
    ['ServiceRequest/', []],
  ])('%j picks %j', (selection, picked) => {
    expect(selected(selection)).toEqual(picked)
  })

  test('that are no names are passed over', () => {
    expect(selected(null, 7, {}, 'ServiceRequest/a')).toEqual([['ServiceRequest', 'a']])
    expect(selectedOrdersIn(aRequest({ draftOrders: { entry }, selections: 'ServiceRequest/a' }))).toEqual([])
  })
})

test('new problems are the Conditions of the Bundle and nothing else in it', () => {
  const conditions = bundle({ resourceType: 'Condition', id: 'c' }, order('a'), null, 7, {})
  expect(idsOf(newConditionsIn(aRequest({ conditions })))).toEqual(['c'])
})

test('nothing that stands in a context breaks the reading of it', () => {
  const words = fc.constantFrom(
    'MRI lumbar spine',
    'kyphoplasty',
    'Referral',
    'TLSO brace',
    'oxycodone',
    'fracture of T12',
  )
  const leaf = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    words,
    fc.constantFrom(MINE, { text: 'kyphoplasty L2' }, { coding: [{}] }),
  )
  const resource = fc.record(
    {
      resourceType: fc.constantFrom(
        'ServiceRequest',
        'MedicationRequest',
        'DeviceRequest',
        'Condition',
        'Medication',
        7,
      ),
      id: leaf,
      status: leaf,
      category: leaf,
      code: leaf,
      codeCodeableConcept: leaf,
      medicationCodeableConcept: leaf,
      medicationReference: leaf,
      reasonCode: leaf,
      reasonReference: leaf,
      bodySite: leaf,
      contained: leaf,
      doNotPerform: leaf,
    },
    { requiredKeys: [] },
  )
  const entry = fc.oneof(leaf, fc.record({ resource: fc.oneof(resource, leaf), fullUrl: leaf }, { requiredKeys: [] }))
  const context = fc.record(
    {
      draftOrders: fc.record({ entry: fc.oneof(fc.array(entry, { maxLength: 4 }), leaf) }),
      selections: fc.oneof(fc.array(leaf, { maxLength: 3 }), leaf),
      conditions: fc.record({ entry: fc.array(entry, { maxLength: 3 }) }),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(context, (given) => {
      const request = aRequest(given)
      const drafts = draftOrdersIn(request)
      expect(readDraftOrders(drafts)).toHaveLength(drafts.length)
      expect(readDraftOrders(selectedOrdersIn(request)).length).toBeLessThanOrEqual(drafts.length)
      for (const condition of newConditionsIn(request)) expect(typeof isAboutSpine(condition)).toBe('boolean')
    }),
    { numRuns: 2_000, seed: 5 },
  )
})
