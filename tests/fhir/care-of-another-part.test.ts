import { describe, expect, test } from 'vitest'
import { readCarePlan } from '../../src/fhir/read-care-plan.ts'
import { readDeviceRequest, readDeviceUseStatement } from '../../src/fhir/read-device.ts'
import { readProcedure } from '../../src/fhir/read-procedure.ts'
import { readServiceRequest } from '../../src/fhir/read-service-request.ts'
import type { FindCondition } from '../../src/fhir/reason.ts'
import { factsOf } from './a-record.ts'

const SNOMED = 'http://snomed.info/sct'
const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm'
const CPT = 'http://www.ama-assn.org/go/cpt'

const CONDITIONS: Readonly<Record<string, unknown>> = {
  'Condition/knee': { resourceType: 'Condition', id: 'knee', code: { text: 'Osteoarthritis of knee' } },
  'Condition/back': {
    resourceType: 'Condition',
    id: 'back',
    code: { coding: [{ system: ICD_10_CM, code: 'M54.50' }] },
  },
  'Condition/site': {
    resourceType: 'Condition',
    id: 'site',
    code: { text: 'Osteoarthritis' },
    bodySite: [{ coding: [{ system: SNOMED, code: '29836001' }] }],
  },
}
const findCondition: FindCondition = (reference) => CONDITIONS[reference]

/** What surely is about another part, by words, site, reason or the Condition behind the reason. */
const ELSEWHERE = [
  ['its words', { code: { text: 'Physical therapy left knee' } }],
  ['its site', { bodySite: [{ text: 'Right shoulder' }] }],
  ['the code of its site', { bodySite: [{ coding: [{ system: SNOMED, code: '16982005' }] }] }],
  ['its reason', { reasonCode: [{ text: 'S/p total hip arthroplasty' }] }],
  ['the Condition behind its reason', { reasonReference: [{ reference: 'Condition/knee' }] }],
  ['the site of that Condition', { reasonReference: [{ reference: 'Condition/site' }] }],
  ['the display of its reason', { reasonReference: [{ reference: 'Condition/gone', display: 'Rotator cuff tear' }] }],
] as const

/** What is, or may be, about the back. */
const HERE = [
  ['nothing named', {}],
  ['the back among others', { reasonCode: [{ text: 'Low back pain' }, { text: 'Knee pain' }] }],
  ['a Condition of the back', { reasonReference: [{ reference: 'Condition/back' }] }],
  ['a reason that cannot be found', { reasonReference: [{ reference: 'Condition/gone' }] }],
  ['a reason without a place', { reasonCode: [{ text: 'Gait instability' }] }],
] as const

const THERAPY = { id: 'x', status: 'active', intent: 'order', code: { text: 'Physical therapy' } }
const noFracture = () => false

describe('physical therapy that was ordered', () => {
  test.each(ELSEWHERE)('for another part, by %s, is no care for the fracture', (_by, change) => {
    const order = { resourceType: 'ServiceRequest', ...THERAPY, ...change }
    expect(readServiceRequest(order, noFracture, findCondition)).toEqual({})
  })

  test.each(HERE)('with %s is care', (_by, change) => {
    const order = { resourceType: 'ServiceRequest', ...THERAPY, ...change }
    expect(readServiceRequest(order, noFracture, findCondition).care?.kind).toBe('physical-therapy')
  })

  test('because of the fracture is care, whatever else it names', () => {
    const order = {
      ...THERAPY,
      code: { text: 'PT, physical therapy hip' },
      reasonReference: [{ reference: 'Condition/9' }],
    }
    expect(readServiceRequest(order, (reference) => reference === 'Condition/9').care?.kind).toBe('physical-therapy')
  })
})

describe('physical therapy that was done', () => {
  test.each(ELSEWHERE)('for another part, by %s, is no care for the fracture', (_by, change) => {
    const done = { resourceType: 'Procedure', ...THERAPY, status: 'completed', ...change }
    expect(readProcedure(done, findCondition)).toEqual({})
  })

  test.each(HERE)('with %s is care', (_by, change) => {
    const done = { resourceType: 'Procedure', ...THERAPY, status: 'completed', ...change }
    expect(readProcedure(done, findCondition).care?.kind).toBe('physical-therapy')
  })

  test('by CPT alone is care', () => {
    const done = { resourceType: 'Procedure', status: 'completed', code: { coding: [{ system: CPT, code: '97110' }] } }
    expect(readProcedure(done).care?.kind).toBe('physical-therapy')
  })
})

/** Synthea plans the care of a sprained ankle like this. */
const PLAN = {
  resourceType: 'CarePlan',
  id: 'cp',
  status: 'active',
  intent: 'order',
  category: [{ coding: [{ system: SNOMED, code: '91251008', display: 'Physical therapy procedure' }] }],
  period: { start: '2026-10-25' },
}

describe('a plan', () => {
  test.each([
    ['addresses the Condition of another part', { addresses: [{ reference: 'Condition/knee' }] }],
    ['has a title that names another part', { title: 'Shoulder rehabilitation' }],
  ])('that %s is no care for the fracture', (_what, change) => {
    expect(readCarePlan({ ...PLAN, ...change }, findCondition)).toEqual([])
  })

  test.each([
    ['addresses nothing', {}],
    ['addresses a Condition of the back', { addresses: [{ reference: 'Condition/back' }] }],
  ])('that %s is care', (_what, change) => {
    expect(readCarePlan({ ...PLAN, ...change }, findCondition).map(({ kind }) => kind)).toEqual(['physical-therapy'])
  })

  test('gives no activity that is for another part', () => {
    const activity = [{ detail: { status: 'in-progress', code: { text: 'Physical therapy of the wrist' } } }]
    expect(readCarePlan({ ...PLAN, category: [], activity })).toEqual([])
  })
})

describe('a brace', () => {
  const back = { text: 'Back brace' }

  test.each([
    ['ordered', readDeviceRequest({ status: 'active', intent: 'order', codeCodeableConcept: back })?.kind],
    ['worn', readDeviceUseStatement({ status: 'active', device: { display: 'TLSO' } })?.kind],
  ])('of the back that is %s is care, whatever its reason', (_how, kind) => {
    expect(kind).toBe('brace')
  })

  test.each(['Knee brace', 'Cervical collar', 'Wrist orthosis'])('%s is none', (text) => {
    expect(readDeviceRequest({ status: 'active', intent: 'order', codeCodeableConcept: { text } })).toBeUndefined()
    expect(readDeviceUseStatement({ status: 'active', device: { display: text } })).toBeUndefined()
  })
})

describe('a referral to spine surgery', () => {
  const referral = { ...THERAPY, code: { text: 'Referral to spine surgery' } }

  test('is one already', () => {
    expect(readServiceRequest(referral, noFracture).planned?.kind).toBe('spine-referral')
  })

  test.each([
    ['the neck', { reasonCode: [{ text: 'Cervical radiculopathy' }] }],
    ['a shoulder', { reasonCode: [{ text: 'Shoulder pain' }] }],
  ])('because of %s is not about this fracture', (_what, change) => {
    expect(readServiceRequest({ ...referral, ...change }, noFracture)).toEqual({})
  })
})

test('the Condition behind a reason is found among the Conditions of the record', () => {
  const { nonSurgicalCare } = factsOf({
    conditions: [CONDITIONS['Condition/knee']],
    serviceRequests: [
      {
        resourceType: 'ServiceRequest',
        ...THERAPY,
        id: 'a',
        reasonReference: [{ reference: 'Condition/knee/_history/2' }],
      },
      { resourceType: 'ServiceRequest', ...THERAPY, id: 'b', reasonReference: [{ reference: 'urn:uuid:knee' }] },
      { resourceType: 'ServiceRequest', ...THERAPY, id: 'c' },
    ],
  })
  expect(nonSurgicalCare.map(({ evidence }) => evidence.reference)).toEqual(['ServiceRequest/c'])
})
