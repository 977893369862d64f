import type { CodeableConcept } from '@medplum/fhirtypes'
import { describe, expect, test } from 'vitest'
import { readAllergy } from '../../src/fhir/read-allergy.ts'
import { readCarePlan } from '../../src/fhir/read-care-plan.ts'
import { readConsent } from '../../src/fhir/read-consent.ts'
import { readDeviceRequest } from '../../src/fhir/read-device.ts'
import { readDraftOrders } from '../../src/fhir/read-draft-order.ts'
import { readMedication } from '../../src/fhir/read-medication.ts'
import { readProcedure } from '../../src/fhir/read-procedure.ts'
import { readServiceRequest } from '../../src/fhir/read-service-request.ts'
import { factsOfProcedure } from '../../src/fhir/report-facts.ts'

const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm'
const CPT = 'http://www.ama-assn.org/go/cpt'
const SNOMED = 'http://snomed.info/sct'
const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets'
const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm'

const coded = (system: string, code: string, text = '') => ({ coding: [{ system, code }], text })
/** A name in a coding whose code says nothing to us is a name. */
const named = (name: string) => ({ coding: [{ system: 'urn:local', code: '1', display: name }] })

function order(code: object, change: object = {}) {
  const resource = { resourceType: 'ServiceRequest', id: 'o', status: 'active', intent: 'order', code, ...change }
  return readServiceRequest(resource, () => false)
}

function procedure(code: object, change: object = {}) {
  return readProcedure({ resourceType: 'Procedure', id: 'p', status: 'completed', code, ...change })
}

function medication(change: object) {
  const resource = { resourceType: 'MedicationRequest', id: 'm', status: 'active', intent: 'order', ...change }
  return readMedication(resource, () => undefined)
}

function device(code: object) {
  const resource = { resourceType: 'DeviceRequest', id: 'd', status: 'active', intent: 'order' }
  return readDeviceRequest({ ...resource, codeCodeableConcept: code })
}

function carePlan(category: object) {
  return readCarePlan({ resourceType: 'CarePlan', id: 'c', status: 'active', intent: 'plan', category: [category] })[0]
}

function consent(category: object) {
  return readConsent({ resourceType: 'Consent', id: 'c', status: 'rejected', category: [category] })
}

function draft(code: CodeableConcept) {
  const subject = { reference: 'Patient/1' }
  const [read] = readDraftOrders([{ resourceType: 'ServiceRequest', status: 'draft', intent: 'order', subject, code }])
  return read?.planned
}

interface WithEvidence {
  readonly evidence: { readonly basis: string }
}

describe('what a name alone tells is known from text, what a code tells is coded', () => {
  test.each<[string, WithEvidence | undefined, WithEvidence | undefined]>([
    [
      'an opioid',
      medication({ medicationCodeableConcept: coded(RXNORM, '7804', 'oxycodone') }).care,
      medication({ medicationReference: { display: 'oxycodone 5 mg tablet' } }).care,
    ],
    [
      'an anticoagulant',
      medication({ medicationCodeableConcept: coded(RXNORM, '11289') }).safety,
      medication({ medicationCodeableConcept: named('Warfarin sodium 5 MG') }).safety,
    ],
    ['a brace that was ordered', device(coded(HCPCS, 'L0456', 'TLSO')), device(named('TLSO brace'))],
    ['a brace among the orders', order(coded(HCPCS, 'L0456')).care, order({ text: 'Lumbar brace' }).care],
    ['physical therapy', order(coded(CPT, '97110', 'PT')).care, order({ text: 'Physical therapy' }).care],
    ['therapy that was given', procedure(coded(CPT, '97110')).care, procedure({ text: 'Physiotherapy' }).care],
    ['a care plan', carePlan(coded(SNOMED, '91251008')), carePlan(named('Physical therapy'))],
    [
      'an augmentation',
      procedure(coded(CPT, '22513', 'Kyphoplasty of T12')).augmentation,
      procedure(named('Balloon kyphoplasty T12')).augmentation,
    ],
    [
      'an augmentation that is planned',
      procedure(coded(CPT, '22514'), { status: 'preparation' }).planned,
      procedure({ text: 'Vertebroplasty' }, { status: 'preparation' }).planned,
    ],
    ['an augmentation that is ordered', order(coded(CPT, '22514')).planned, order({ text: 'Kyphoplasty L1' }).planned],
    ['an MRI that is ordered', order(coded(CPT, '72148', 'MRI')).planned, order({ text: 'MRI lumbar spine' }).planned],
    ['a DXA that is ordered', order(coded(CPT, '77080')).planned, order({ text: 'DEXA scan' }).planned],
    ['an order that is being written', draft(coded(CPT, '22514')), draft({ text: 'Vertebroplasty' })],
    [
      'an order that must not be carried out',
      order(coded(CPT, '22514'), { doNotPerform: true }).planned,
      order({ text: 'Kyphoplasty' }, { doNotPerform: true }).planned,
    ],
    ['hospice', order(coded(ICD_10_CM, 'Z51.5')).safety, order({ text: 'Refer to hospice' }).safety],
    ['a refusal', consent(coded(CPT, '22514')).declined, consent(named('Kyphoplasty')).declined],
    [
      'a report of an augmentation',
      factsOfProcedure({ resourceType: 'DiagnosticReport', id: 'r' }, coded(CPT, '22513'), [], null).augmentations[0],
      factsOfProcedure({ resourceType: 'DiagnosticReport', id: 'r' }, { text: 'Kyphoplasty' }, [], null)
        .augmentations[0],
    ],
  ])('%s', (_name, byCode, byName) => {
    expect(byCode?.evidence.basis).toBe('coded')
    expect(byName?.evidence.basis).toBe('text')
  })

  test('a cement allergy is always known from text, since no code for it is verified', () => {
    const allergy = { resourceType: 'AllergyIntolerance', id: 'a', code: { text: 'Bone cement' } }
    expect(readAllergy(allergy)?.evidence.basis).toBe('text')
  })
})
