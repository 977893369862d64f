import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAllergy } from '../../src/fhir/read-allergy.ts'

const SNOMED = 'http://snomed.info/sct'

function allergy(change: object) {
  return {
    resourceType: 'AllergyIntolerance',
    id: 'a1',
    clinicalStatus: status('allergyintolerance-clinical', 'active'),
    verificationStatus: status('allergyintolerance-verification', 'confirmed'),
    recordedDate: '2019-04-02',
    ...change,
  }
}

function status(codeSystem: string, code: string) {
  return { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${codeSystem}`, code }] }
}

test('an allergy to bone cement is a safety fact with its day and where it stands', () => {
  expect(readAllergy(allergy({ code: { text: 'Bone cement (PMMA)' } }))).toEqual({
    kind: 'cement-allergy',
    present: true,
    certainty: 'confirmed',
    date: '2019-04-02',
    evidence: { reference: 'AllergyIntolerance/a1', date: '2019-04-02', basis: expect.toBeOneOf(['coded', 'text']) },
  })
})

describe('what it is an allergy to', () => {
  test.each([
    ['Bone cement', 'cement-allergy'],
    ['BONE CEMENT', 'cement-allergy'],
    ['Polymethylmethacrylate', 'cement-allergy'],
    ['Methyl methacrylate', 'cement-allergy'],
    ['PMMA', 'cement-allergy'],
    ['IV contrast dye', 'contrast-allergy'],
    ['Iodinated contrast media', 'contrast-allergy'],
    ['Iohexol (Omnipaque)', 'contrast-allergy'],
    ['Optiray 320', 'contrast-allergy'],
    ['X-ray dye', 'contrast-allergy'],
    ['Barium sulfate', 'contrast-allergy'],
    ['Contrast media: iodine and gadolinium', 'contrast-allergy'],
  ])('%s', (text, kind) => {
    expect(readAllergy(allergy({ code: { text } }))?.kind).toBe(kind)
  })

  test.each([
    'Gadolinium-based contrast',
    'Gadobutrol',
    'MRI contrast',
    'Magnevist',
    'No known contrast allergy',
    'No known allergy to contrast media',
    'Povidone-iodine',
  ])('%s is nothing that is used here', (text) => {
    expect(readAllergy(allergy({ code: { text } }))).toBeUndefined()
  })

  test('is read from the display of a coding', () => {
    expect(readAllergy(allergy({ code: { coding: [{ display: 'Bone cement' }] } }))?.kind).toBe('cement-allergy')
  })

  test('is read from a code alone', () => {
    const code = { coding: [{ system: SNOMED, code: '293637006' }] }
    expect(readAllergy(allergy({ code }))?.kind).toBe('contrast-allergy')
  })

  test('is read from the substance of a reaction', () => {
    const reaction = [{ substance: { text: 'Methylmethacrylate' }, manifestation: [{ text: 'Rash' }] }]
    expect(readAllergy(allergy({ code: { text: 'Other' }, reaction }))?.kind).toBe('cement-allergy')
  })

  test.each(['Penicillin', 'Latex', 'Peanut', 'No known allergies', 'No known drug allergies', 'Shellfish'])(
    '%s gives no fact',
    (text) => {
      expect(readAllergy(allergy({ code: { text } }))).toBeUndefined()
    },
  )
})

describe('whether it stands', () => {
  const code = { text: 'Bone cement' }

  test.each([
    ['refuted', { verificationStatus: status('allergyintolerance-verification', 'refuted') }],
    ['entered in error', { verificationStatus: status('allergyintolerance-verification', 'entered-in-error') }],
    ['inactive', { clinicalStatus: status('allergyintolerance-clinical', 'inactive') }],
    ['resolved', { clinicalStatus: status('allergyintolerance-clinical', 'resolved') }],
  ])('one that is %s does not', (_name, change) => {
    expect(readAllergy(allergy({ code, ...change }))).toBeUndefined()
  })

  test.each([
    ['unconfirmed', { verificationStatus: status('allergyintolerance-verification', 'unconfirmed') }],
    ['without any status', { verificationStatus: undefined, clinicalStatus: undefined }],
    ['without a date', { recordedDate: undefined }],
  ])('one that is %s does', (_name, change) => {
    expect(readAllergy(allergy({ code, ...change }))?.kind).toBe('cement-allergy')
  })
})

test('any JSON as an AllergyIntolerance, and as any of its fields, is no exception', () => {
  const fields = fc.constantFrom('code', 'reaction', 'clinicalStatus', 'verificationStatus', 'recordedDate', 'id')
  fc.assert(
    fc.property(fc.jsonValue(), fields, (value, field) => {
      readAllergy(value)
      readAllergy(allergy({ code: { text: 'Bone cement' }, [field]: value }))
    }),
  )
})
