import { describe, expect, test } from 'vitest'
import { type DraftOrder, readDraftOrders } from '../../src/fhir/read-draft-order.ts'
import { isResource } from '../../src/fhir/resource.ts'

const CPT = 'http://www.ama-assn.org/go/cpt'
const SNOMED = 'http://snomed.info/sct'
const ICD_10_PCS = 'http://hl7.org/fhir/sid/icd-10-pcs'

function read(fields: object, isFracture?: (reference: string) => boolean): DraftOrder {
  const resource: unknown = { resourceType: 'ServiceRequest', id: 'd', status: 'draft', ...fields }
  if (!isResource(resource)) throw new Error('no resource')
  const [draft] = readDraftOrders([resource], isFracture)
  if (!draft) throw new Error('no draft')
  return draft
}

function coded(system: string, code: string) {
  return { code: { coding: [{ system, code }] } }
}

describe('a vertebral augmentation', () => {
  test.each([
    ['CPT 22513', coded(CPT, '22513'), [], 'thoracic'],
    ['CPT 22514', coded(CPT, '22514'), [], 'lumbar'],
    ['CPT 22510', coded(CPT, '22510'), [], 'thoracic'],
    ['ICD-10-PCS', coded(ICD_10_PCS, '0QU03JZ'), [], 'lumbar'],
    ['its name', { code: { text: 'Balloon kyphoplasty T12 and L1' } }, ['T12', 'L1'], null],
    ['its name and a site', { code: { text: 'Vertebroplasty' }, bodySite: [{ text: 'L2 vertebra' }] }, ['L2'], null],
    ['vertebral augmentation', { code: { text: 'Percutaneous vertebral augmentation' } }, [], null],
  ])('is known by %s', (_what, fields, levels, region) => {
    expect(read(fields)).toMatchObject({ topic: 'augmentation', suggestsFracture: true, region })
    expect([...read(fields).levels].sort()).toEqual([...levels].sort())
    expect(read(fields).planned?.kind).toBe('augmentation-referral')
  })

  test.each([
    ['of the neck', { code: { text: 'Vertebroplasty C6' } }],
    ['of the neck by code', coded(ICD_10_PCS, '0PU33JZ')],
    ['of the sacrum', { code: { text: 'Sacroplasty S1' } }],
  ])('%s is another matter', (_what, fields) => {
    expect(read(fields)).toMatchObject({ topic: null, planned: undefined })
  })

  test.each([
    ['a consultation about it', { code: { text: 'Consultation for kyphoplasty' } }],
    [
      'our own draft',
      { code: { coding: [{ system: SNOMED, code: '308481009' }], text: 'Referral for kyphoplasty evaluation' } },
    ],
    ['a referral by its category', { ...coded(CPT, '22513'), category: [{ text: 'Outpatient Referral' }] }],
  ])('is not meant by %s: that is a referral', (_what, fields) => {
    expect(read(fields)).toMatchObject({ topic: 'referral' })
    expect(['augmentation-referral', 'spine-referral']).toContain(read(fields).planned?.kind)
  })

  test('is not meant by the study that plans it', () => {
    expect(read({ code: { text: 'MRI lumbar spine, kyphoplasty planning' } }).topic).toBe('spine-imaging')
  })
})

describe('what is planned with a draft', () => {
  test.each([
    ['MRI thoracic spine', 'spine-mri'],
    ['DXA bone density axial', 'bone-density'],
    ['Referral to fracture liaison service', 'bone-health-referral'],
    ['Referral to spine surgery', 'spine-referral'],
    ['CT lumbar spine', undefined],
    ['Physical therapy', undefined],
  ])('%s: %s', (text, kind) => {
    expect(read({ code: { text } }).planned?.kind).toBe(kind)
  })

  test('counts whatever date a template left in it', () => {
    const planned = read({ code: { text: 'MRI lumbar spine' }, authoredOn: '2019-01-01' }).planned
    expect(planned).toMatchObject({ date: null, evidence: { reference: 'ServiceRequest/d' } })
  })

  test('is a referral where the reason is a fracture of the record', () => {
    const fields = { code: { text: 'Referral to orthopedics' }, reasonReference: [{ reference: 'Condition/9' }] }
    expect(read(fields, (reference) => reference === 'Condition/9')).toMatchObject({
      topic: 'referral',
      planned: { kind: 'spine-referral' },
      suggestsFracture: true,
    })
    expect(read(fields, () => false)).toMatchObject({ topic: null, suggestsFracture: false })
  })
})

describe('a draft suggests a fracture', () => {
  test.each([
    ['by a coded reason', { reasonCode: [{ coding: [{ system: SNOMED, code: '240198002' }] }] }, true],
    ['by a reason in words', { reasonCode: [{ text: 'Vertebral compression fracture' }] }, true],
    ['not by back pain', { reasonCode: [{ text: 'Low back pain' }] }, false],
    ['not by an empty reason', { reasonCode: [] }, false],
  ])('%s', (_what, fields, suggests) => {
    expect(read({ code: { text: 'MRI lumbar spine' }, ...fields }).suggestsFracture).toBe(suggests)
  })
})
