import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readServiceRequest } from '../../src/fhir/read-service-request.ts'

const CPT = 'http://www.ama-assn.org/go/cpt'
const SNOMED = 'http://snomed.info/sct'
const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm'

function order(change: object) {
  return {
    resourceType: 'ServiceRequest',
    id: 's1',
    status: 'active',
    intent: 'order',
    authoredOn: '2026-11-18T11:00:00-06:00',
    ...change,
  }
}

function coded(code: string, system = CPT) {
  return { code: { coding: [{ system, code }] } }
}

/** Condition/9 is the one fracture of this record. */
function read(change: object) {
  return readServiceRequest(order(change), (reference) => reference === 'Condition/9')
}

test('an order is its kind, its day and where it stands', () => {
  expect(read(coded('22514'))).toEqual({
    planned: {
      kind: 'augmentation-referral',
      date: '2026-11-18',
      evidence: { reference: 'ServiceRequest/s1', date: '2026-11-18', basis: 'coded' },
    },
  })
})

describe('what is planned already', () => {
  test.each([
    ['kyphoplasty by CPT', coded('22513'), 'augmentation-referral'],
    ['kyphoplasty in words', { code: { text: 'Kyphoplasty evaluation' } }, 'augmentation-referral'],
    ['MRI lumbar by CPT', coded('72148'), 'spine-mri'],
    ['MRI thoracic by CPT', coded('72146'), 'spine-mri'],
    ['MRI in words', { code: { text: 'MRI LUMBAR SPINE WO CONTRAST' } }, 'spine-mri'],
    ['MRI in short words', { code: { text: 'MRI T-SPINE W/O' } }, 'spine-mri'],
    ['DXA by CPT', coded('77080'), 'bone-density'],
    ['DXA by SNOMED', coded('312681000', SNOMED), 'bone-density'],
    ['DXA in words', { code: { text: 'DEXA scan, axial' } }, 'bone-density'],
    ['endocrinology', coded('306278007', SNOMED), 'bone-health-referral'],
    ['fracture liaison service', { code: { text: 'Referral to Fracture Liaison Service' } }, 'bone-health-referral'],
    ['spine surgery in words', { code: { text: 'Ambulatory referral to spine surgery' } }, 'spine-referral'],
    [
      'orthopaedics because of the fracture, by code',
      { ...coded('308481009', SNOMED), reasonCode: [{ coding: [{ system: ICD_10_CM, code: 'M80.08XA' }] }] },
      'spine-referral',
    ],
    [
      'orthopaedics because of the fracture, in words',
      { ...coded('308481009', SNOMED), reasonCode: [{ text: 'T12 compression fracture' }] },
      'spine-referral',
    ],
    [
      'neurosurgery because of the fracture of the record',
      { ...coded('308482002', SNOMED), reasonReference: [{ reference: 'Condition/9' }] },
      'spine-referral',
    ],
    [
      'interventional radiology in words',
      {
        code: { text: 'Consult to interventional radiology' },
        reasonCode: [{ text: 'vertebral compression fracture' }],
      },
      'spine-referral',
    ],
  ])('%s', (_name, change, kind) => {
    expect(read(change).planned?.kind).toBe(kind)
  })

  test.each([
    ['a knee referral', { ...coded('308481009', SNOMED), reasonCode: [{ text: 'Osteoarthritis of knee' }] }],
    ['a knee referral in words', { code: { text: 'Referral to orthopaedic surgery for knee pain' } }],
    [
      'a referral because of another Condition',
      { ...coded('308481009', SNOMED), reasonReference: [{ reference: 'Condition/8' }] },
    ],
    ['orthopaedics without a reason', coded('308481009', SNOMED)],
    ['an MRI of the knee', { code: { text: 'MRI, knee, w/wo contrast' } }],
    ['an MRI of the neck', { code: { text: 'MRI CERVICAL SPINE WO CONTRAST' } }],
    ['an MRI of the neck in short words', { code: { text: 'MRI C-SPINE WO CONTRAST' } }],
    ['an X-ray of the spine', coded('72100')],
    ['a CT of the spine', coded('72131')],
    ['a blood count', { code: { text: 'CBC with differential' } }],
    ['no code', {}],
  ])('%s does nothing of what a card would suggest', (_name, change) => {
    expect(read(change).planned).toBeUndefined()
  })

  test.each(['draft', 'on-hold', 'revoked', 'entered-in-error'])('an order that is %s is none', (status) => {
    expect(read({ ...coded('22514'), status })).toEqual({})
  })

  test.each(['proposal', 'plan', 'option'])('one that is only a %s is none', (intent) => {
    expect(read({ ...coded('22514'), intent })).toEqual({})
  })

  test.each(['active', 'completed'])('an order that is %s is one', (status) => {
    expect(read({ ...coded('22514'), status }).planned?.kind).toBe('augmentation-referral')
  })

  test('an order not to do a kyphoplasty is a refusal', () => {
    expect(read({ ...coded('22514'), doNotPerform: true }).planned?.kind).toBe('declined')
  })

  test('an order not to do something else is nothing', () => {
    expect(read({ ...coded('72148'), doNotPerform: true })).toEqual({})
    expect(read({ code: { text: 'Physical therapy' }, doNotPerform: true })).toEqual({})
  })
})

describe('non-surgical care', () => {
  test.each([
    ['physical therapy by SNOMED', coded('91251008', SNOMED)],
    ['a referral to physiotherapy', coded('306170007', SNOMED)],
    ['a referral for physical therapy', coded('444831000124102', SNOMED)],
    ['therapeutic exercise by CPT', coded('97110')],
    ['in words', { code: { text: 'Physical therapy eval and treat' } }],
  ])('%s is physical therapy', (_name, change) => {
    expect(read(change).care).toMatchObject({
      kind: 'physical-therapy',
      startedOn: '2026-11-18',
      startedAt: Date.UTC(2026, 10, 18, 17),
    })
  })

  test('breathing therapy of the chest is none', () => {
    expect(read({ code: { text: 'Chest physiotherapy' } }).care).toBeUndefined()
  })

  test.each([
    ['a brace in words', { code: { text: 'TLSO brace' } }, 'brace'],
    ['bed rest in words', { code: { text: 'Bed rest' } }, 'bed-rest'],
  ])('%s', (_name, change, kind) => {
    expect(read(change).care?.kind).toBe(kind)
  })
})

describe('hospice', () => {
  test.each([
    ['in words', { code: { text: 'Referral to hospice' } }],
    ['by code', coded('385763009', SNOMED)],
    ['as a referral to palliative care', coded('306237005', SNOMED)],
  ])('%s is comfort care', (_name, change) => {
    expect(read(change).safety).toMatchObject({ kind: 'comfort-care', present: true, date: '2026-11-18' })
  })
})

test('any JSON as a ServiceRequest, and as any of its fields, is no exception', () => {
  const fields = fc.constantFrom(
    'code',
    'status',
    'reasonCode',
    'reasonReference',
    'authoredOn',
    'occurrencePeriod',
    'doNotPerform',
    'id',
  )
  fc.assert(
    fc.property(fc.jsonValue(), fields, (value, field) => {
      readServiceRequest(value, () => true)
      read({ ...coded('22514'), [field]: value })
    }),
  )
})
