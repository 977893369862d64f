import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readMedication } from '../../src/fhir/read-medication.ts'

const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm'
const ATC = 'http://www.whocc.no/atc'

function request(change: object) {
  return {
    resourceType: 'MedicationRequest',
    id: 'm1',
    status: 'active',
    intent: 'order',
    authoredOn: '2026-11-02T10:00:00-06:00',
    ...change,
  }
}

function rxnorm(code: string) {
  return { medicationCodeableConcept: { coding: [{ system: RXNORM, code }] } }
}

const nothingBeside = () => undefined

function read(change: object, findMedication: (reference: string) => unknown = nothingBeside) {
  return readMedication(request(change), findMedication)
}

/** The one word that tells what kind of medicine was found. */
function kindOf(change: object, findMedication: (reference: string) => unknown = nothingBeside) {
  const { care, safety, boneHealth } = read(change, findMedication)
  return care?.kind ?? safety?.kind ?? boneHealth?.kind
}

test('a pain medicine is care that was started on its day', () => {
  expect(read(rxnorm('10689'))).toEqual({
    care: {
      kind: 'opioid',
      startedOn: '2026-11-02',
      startedAt: Date.UTC(2026, 10, 2, 16),
      evidence: { reference: 'MedicationRequest/m1', date: '2026-11-02', basis: 'coded' },
    },
  })
})

describe('which medicine it is', () => {
  test.each([
    ['acetaminophen', '161', 'analgesic'],
    ['ibuprofen', '5640', 'analgesic'],
    ['oxycodone', '7804', 'opioid'],
    ['tramadol', '10689', 'opioid'],
    ['tapentadol', '787390', 'opioid'],
    ['apixaban', '1364430', 'anticoagulant'],
    ['warfarin', '11289', 'anticoagulant'],
    ['alendronic acid', '46041', 'anti-osteoporosis-drug'],
    ['alendronic acid tablets of Synthea', '904419', 'anti-osteoporosis-drug'],
    ['denosumab', '993449', 'anti-osteoporosis-drug'],
    ['calcitonin', '213570', 'anti-osteoporosis-drug'],
  ])('%s by RxNorm', (_name, code, kind) => {
    expect(kindOf(rxnorm(code))).toBe(kind)
  })

  test.each([
    ['N02AX02', 'opioid'],
    ['N02AJ13', 'opioid'],
    ['N02BE01', 'analgesic'],
    ['M01AE01', 'analgesic'],
    ['B01AF02', 'anticoagulant'],
    ['B01AA03', 'anticoagulant'],
    ['M05BA04', 'anti-osteoporosis-drug'],
    ['M05BX04', 'anti-osteoporosis-drug'],
    ['H05AA02', 'anti-osteoporosis-drug'],
    ['G03XC01', 'anti-osteoporosis-drug'],
  ])('%s by ATC', (code, kind) => {
    expect(kindOf({ medicationCodeableConcept: { coding: [{ system: ATC, code }] } })).toBe(kind)
  })

  test.each([
    ['oxyCODONE-acetaminophen 5-325 mg tablet', 'opioid'],
    ['Tylenol Extra Strength', 'analgesic'],
    ['naproxen 500 mg', 'analgesic'],
    ['Eliquis 5 mg', 'anticoagulant'],
    ['Prolia 60 mg/mL', 'anti-osteoporosis-drug'],
  ])('%s by name', (text, kind) => {
    expect(kindOf({ medicationCodeableConcept: { text } })).toBe(kind)
  })

  test('a product code that is not listed is read by the name beside it', () => {
    const coding = [{ system: RXNORM, code: '1049621', display: 'oxycodone hydrochloride 5 MG Oral Tablet' }]
    expect(kindOf({ medicationCodeableConcept: { coding } })).toBe('opioid')
  })

  test.each([
    ['aspirin 81 mg', { text: 'aspirin 81 mg tablet' }],
    ['aspirin by code', { coding: [{ system: RXNORM, code: '1191' }] }],
    ['clopidogrel', { coding: [{ system: RXNORM, code: '32968' }] }],
    ['diclofenac gel', { text: 'diclofenac 1 % topical gel' }],
    ['a line flush', { text: 'heparin lock flush 10 units/mL' }],
    ['a combination for opioid use disorder', { text: 'buprenorphine-naloxone 8-2 mg film' }],
    ['a blood-pressure medicine', { text: 'lisinopril 10 mg' }],
    ['no name at all', {}],
  ])('%s gives no fact', (_name, medicationCodeableConcept) => {
    expect(read({ medicationCodeableConcept })).toEqual({})
  })
})

describe('medicationReference', () => {
  test('to a contained Medication', () => {
    const contained = [
      { resourceType: 'Medication', id: 'med001', code: { coding: [{ system: RXNORM, code: '7804' }] } },
    ]
    expect(kindOf({ contained, medicationReference: { reference: '#med001' } })).toBe('opioid')
  })

  test('to a contained Medication that has a name only', () => {
    const contained = [{ resourceType: 'Medication', id: 'med001', code: { text: 'Hydrocodone-Acetaminophen' } }]
    expect(kindOf({ contained, medicationReference: { reference: '#med001' } })).toBe('opioid')
  })

  test('to a Medication in the same answer', () => {
    const medications: Record<string, unknown> = {
      'Medication/7': { resourceType: 'Medication', id: '7', code: { coding: [{ system: RXNORM, code: '46041' }] } },
    }
    const found = kindOf({ medicationReference: { reference: 'Medication/7' } }, (reference) => medications[reference])
    expect(found).toBe('anti-osteoporosis-drug')
  })

  test('with a display as the only name of the drug', () => {
    const medicationReference = { reference: 'Medication/elsewhere', display: 'traMADol (ULTRAM) 50 mg tablet' }
    expect(kindOf({ medicationReference })).toBe('opioid')
  })

  test('with a display and no reference', () => {
    expect(kindOf({ medicationReference: { display: 'Fosamax 70 mg' } })).toBe('anti-osteoporosis-drug')
  })

  test.each([
    ['that leads nowhere', { reference: 'Medication/gone' }],
    ['that leads to nothing contained', { reference: '#gone' }],
    ['that is no text', { reference: 7 }],
  ])('%s gives no fact', (_name, medicationReference) => {
    expect(read({ medicationReference })).toEqual({})
  })
})

describe('whether it was taken', () => {
  test.each(['active', 'completed', 'stopped', 'on-hold', undefined])(
    'a pain medicine that is %s was tried',
    (status) => {
      expect(kindOf({ ...rxnorm('10689'), status })).toBe('opioid')
    },
  )

  test.each(['entered-in-error', 'cancelled', 'draft'])('a request that is %s is no medicine', (status) => {
    expect(read({ ...rxnorm('10689'), status })).toEqual({})
  })

  test.each(['proposal', 'plan', 'option'])('an intent that is a %s is no order', (intent) => {
    expect(read({ ...rxnorm('10689'), intent })).toEqual({})
  })

  test('an order not to give it is no medicine', () => {
    expect(read({ ...rxnorm('10689'), doNotPerform: true })).toEqual({})
    expect(read({ ...rxnorm('1364430'), doNotPerform: true })).toEqual({})
  })

  test.each(['not-taken', 'entered-in-error', 'intended'])(
    'a statement that is %s is no treatment that was tried',
    (status) => {
      const statement = { resourceType: 'MedicationStatement', intent: undefined, status, ...rxnorm('10689') }
      expect(read(statement).care).toBeUndefined()
    },
  )

  test('an anticoagulant that is intended counts already', () => {
    expect(kindOf({ ...rxnorm('1364430'), status: 'intended' })).toBe('anticoagulant')
  })

  test.each(['completed', 'stopped'])('an anticoagulant that is %s is not active', (status) => {
    expect(read({ ...rxnorm('1364430'), status })).toEqual({})
  })
})

describe('since when', () => {
  const statement = (dates: object) =>
    read({ resourceType: 'MedicationStatement', authoredOn: undefined, ...rxnorm('161'), ...dates }).care

  test('a statement counts from its effectivePeriod', () => {
    expect(statement({ effectivePeriod: { start: '2026-10-25', end: '2026-11-10' } })?.startedOn).toBe('2026-10-25')
  })

  test('a statement counts from its effectiveDateTime', () => {
    expect(statement({ effectiveDateTime: '2026-10-25' })).toMatchObject({ startedOn: '2026-10-25', startedAt: null })
  })

  test('a date that names no day leaves the start open', () => {
    expect(statement({ effectiveDateTime: '2026' })?.startedOn).toBeNull()
    expect(statement({})?.startedOn).toBeNull()
  })
})

test('any JSON as a medication entry, and as any of its fields, is no exception', () => {
  const fields = fc.constantFrom(
    'status',
    'intent',
    'medicationCodeableConcept',
    'medicationReference',
    'contained',
    'authoredOn',
    'id',
  )
  fc.assert(
    fc.property(fc.jsonValue(), fields, fc.jsonValue(), (value, field, beside) => {
      readMedication(value, () => beside)
      readMedication(request({ ...rxnorm('10689'), [field]: value }), () => beside)
      readMedication(request({ medicationReference: { reference: '#a' }, [field]: value }), () => beside)
    }),
  )
})
