import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { medicationClassOfName } from '../../../src/fhir/value-sets/index.ts'

describe('medicationClassOfName', () => {
  test.each([
    ['acetaminophen 500 MG Oral Tablet', 'analgesic'],
    ['Tylenol Extra Strength', 'analgesic'],
    ['ibuprofen 600 MG Oral Tablet', 'nsaid'],
    ['ADVIL LIQUI-GEL', 'nsaid'],
    ['Aleve', 'nsaid'],
    ['oxyCODONE HCl 5 MG tablet', 'opioid'],
    ['oxycodone-acetaminophen 5-325 mg', 'opioid'],
    ['acetaminophen 325 MG / HYDROcodone bitartrate 5 MG Oral Tablet [Norco]', 'opioid'],
    ['hydrocodone/ibuprofen', 'opioid'],
    ['MS Contin 15 mg', 'opioid'],
    ['72 HR fentanyl 0.025 MG/HR Transdermal Patch', 'opioid'],
    ['tramadol', 'opioid'],
    ['apixaban 5 MG Oral Tablet [Eliquis]', 'anticoagulant'],
    ['Coumadin', 'anticoagulant'],
    ['0.4 ML enoxaparin sodium 100 MG/ML Prefilled Syringe [Lovenox]', 'anticoagulant'],
    ['aspirin 81 MG Delayed Release Oral Tablet', 'antiplatelet'],
    ['Plavix', 'antiplatelet'],
    ['alendronic acid 70 MG Oral Tablet [Fosamax]', 'bone'],
    ['denosumab-bbdz', 'bone'],
    ['Forteo', 'bone'],
    ['zoledronic acid 5 MG in 100 ML Injection', 'bone'],
  ])('%s is of the class %s', (text, expected) => {
    expect(medicationClassOfName(text)).toBe(expected)
  })

  test.each([
    ['a drug of another class', 'lisinopril 10 MG Oral Tablet'],
    ['an empty text', ''],
    ['eye drops', 'ketorolac tromethamine 0.5 % ophthalmic solution'],
    ['a gel', 'diclofenac sodium 1 % topical gel'],
    ['a patch without an opioid', 'Flector diclofenac patch'],
    ['a line flush', 'heparin lock flush 10 unit/mL'],
    ['a cough syrup', 'guaifenesin-codeine 100-10 mg/5 mL oral solution'],
    ['treatment of opioid-use disorder', 'buprenorphine-naloxone 8-2 mg sublingual film'],
    ['a part of a word', 'nonaspirinlike'],
    ['calcium and vitamin D', 'calcium carbonate-vitamin D3'],
    ['names of object members', 'constructor __proto__ toString'],
  ])('knows no class for %s', (_name, text) => {
    expect(medicationClassOfName(text)).toBeUndefined()
  })

  test('never throws, however long or odd the text', () => {
    expect(medicationClassOfName('a'.repeat(200_000))).toBeUndefined()
    fc.assert(fc.property(fc.string(), (text) => medicationClassOfName(text) !== null))
  })
})
