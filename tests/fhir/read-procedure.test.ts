import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readProcedure } from '../../src/fhir/read-procedure.ts'

const CPT = 'http://www.ama-assn.org/go/cpt'
const ICD_10_PCS = 'http://hl7.org/fhir/sid/icd-10-pcs'
const SNOMED = 'http://snomed.info/sct'
const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets'

function procedure(change: object) {
  return {
    resourceType: 'Procedure',
    id: 'p1',
    status: 'completed',
    performedDateTime: '2026-11-05T09:00:00-06:00',
    ...change,
  }
}

function coded(code: string, system = CPT) {
  return { code: { coding: [{ system, code }] } }
}

describe('augmentation', () => {
  test('is its levels, its day and where it stands', () => {
    const bodySite = [{ coding: [{ system: SNOMED, code: '23215003' }] }]
    expect(readProcedure(procedure({ ...coded('22513'), bodySite }))).toEqual({
      augmentation: {
        levels: ['T12'],
        region: null,
        date: '2026-11-05',
        isOnImage: false,
        evidence: { reference: 'Procedure/p1', date: '2026-11-05', basis: 'coded' },
      },
    })
  })

  test.each([
    ['thoracic kyphoplasty', CPT, '22513', 'thoracic'],
    ['lumbar kyphoplasty', CPT, '22514', 'lumbar'],
    ['an additional level', CPT, '22515', null],
    ['kyphoplasty before 2015', CPT, '22523', 'thoracic'],
    ['kyphoplasty before 2015', CPT, '22524', 'lumbar'],
    ['thoracic vertebroplasty', CPT, '22510', 'thoracic'],
    ['lumbosacral vertebroplasty', CPT, '22511', 'lumbosacral'],
    ['percutaneous supplement, thoracic', ICD_10_PCS, '0PU43JZ', 'thoracic'],
    ['percutaneous supplement, lumbar', ICD_10_PCS, '0QU03JZ', 'lumbar'],
  ])('%s (%s %s) without a vertebra is its part of the spine', (_name, system, code, region) => {
    expect(readProcedure(procedure(coded(code, system))).augmentation).toMatchObject({ levels: [], region })
  })

  test.each([
    ['Kyphoplasty L1', ['L1']],
    ['Balloon kyphoplasty of T12 and L2', ['L2', 'T12']],
    ['Percutaneous vertebroplasty of T8 vertebra', ['T8']],
    ['Vertebral augmentation', []],
  ])('in words: %s', (text, levels) => {
    const { augmentation } = readProcedure(procedure({ code: { text } }))
    expect(augmentation && [...augmentation.levels].sort()).toEqual(levels)
  })

  test('takes the vertebra that a bodySite names in words', () => {
    const bodySite = [{ text: 'L3 vertebra' }]
    expect(readProcedure(procedure({ ...coded('22514'), bodySite })).augmentation?.levels).toEqual(['L3'])
  })

  test.each([
    ['of the neck', ICD_10_PCS, '0PU33JZ'],
    ['of the sacrum', CPT, '0200T'],
    ['that is a deep bone biopsy', CPT, '20225'],
    ['that is a laminectomy', CPT, '63047'],
  ])('a procedure %s is none', (_name, system, code) => {
    expect(readProcedure(procedure(coded(code, system))).augmentation).toBeUndefined()
  })

  test.each(['Referral to spine surgery for kyphoplasty', 'Kyphoplasty consultation', 'Evaluation for vertebroplasty'])(
    'a visit about it is none: %s',
    (text) => {
      expect(readProcedure(procedure({ code: { text } })).augmentation).toBeUndefined()
    },
  )

  test.each(['not-done', 'entered-in-error'])('one that is %s was not done', (status) => {
    expect(readProcedure(procedure({ ...coded('22514'), status }))).toEqual({})
  })

  test('one in preparation is planned and not done', () => {
    const prepared = readProcedure(procedure({ ...coded('22514'), status: 'preparation' }))
    expect(prepared.augmentation).toBeUndefined()
    expect(prepared.planned).toMatchObject({ kind: 'augmentation-referral' })
  })

  test.each([
    ['performedPeriod', { performedPeriod: { start: '2026-11-04', end: '2026-11-05' } }, '2026-11-04'],
    ['no date', {}, null],
    ['words', { performedString: 'last year' }, null],
    ['a year', { performedDateTime: '2025' }, null],
  ])('is dated by %s', (_name, dates, date) => {
    const dated = procedure({ performedDateTime: undefined, ...coded('22514'), ...dates })
    expect(readProcedure(dated).augmentation?.date).toBe(date)
  })
})

describe('non-surgical care', () => {
  test.each([
    ['therapeutic exercise', CPT, '97110'],
    ['manual therapy', CPT, '97140'],
    ['an evaluation by a therapist', CPT, '97161'],
    ['physical therapy', SNOMED, '91251008'],
    ['a referral for physical therapy', SNOMED, '444831000124102'],
  ])('%s (%s %s) is physical therapy', (_name, system, code) => {
    expect(readProcedure(procedure(coded(code, system))).care).toEqual({
      kind: 'physical-therapy',
      startedOn: '2026-11-05',
      startedAt: Date.UTC(2026, 10, 5, 15),
      evidence: { reference: 'Procedure/p1', date: '2026-11-05', basis: 'coded' },
    })
  })

  test('physical therapy in words', () => {
    expect(readProcedure(procedure({ code: { text: 'Physical therapy evaluation' } })).care?.kind).toBe(
      'physical-therapy',
    )
  })

  test('breathing therapy of the chest is none', () => {
    expect(readProcedure(procedure({ code: { text: 'Chest physiotherapy' } })).care).toBeUndefined()
  })

  test.each([
    ['by code', coded('L0456', HCPCS)],
    ['by code', coded('L0631', HCPCS)],
    ['in words', { code: { text: 'Fitting of TLSO brace' } }],
  ])('a brace %s', (_name, change) => {
    expect(readProcedure(procedure(change)).care?.kind).toBe('brace')
  })
})

test.each([
  ['CPT 77080', coded('77080')],
  ['CPT 77085', coded('77085')],
  ['SNOMED 312681000', coded('312681000', SNOMED)],
])('%s is a bone-density study', (_name, change) => {
  expect(readProcedure(procedure(change)).boneHealth).toMatchObject({ kind: 'bone-density-study', date: '2026-11-05' })
})

test('a procedure of no interest gives no fact', () => {
  expect(readProcedure(procedure(coded('93000')))).toEqual({})
  expect(readProcedure(procedure({}))).toEqual({})
})

test('any JSON as a Procedure, and as any of its fields, is no exception', () => {
  const fields = fc.constantFrom('code', 'bodySite', 'status', 'performedDateTime', 'performedPeriod', 'id')
  fc.assert(
    fc.property(fc.jsonValue(), fields, (value, field) => {
      readProcedure(value)
      readProcedure(procedure({ ...coded('22514'), [field]: value }))
    }),
  )
})
