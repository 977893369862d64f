import { describe, expect, test } from 'vitest'
import {
  bodyFor,
  emptyRecord,
  failedRead,
  nothing,
  oneOfEach,
  prefetchOf,
} from '../../../src/tools/conformance/bodies.ts'
import { exampleResource, PEOPLE } from '../../../src/tools/conformance/example-resources.ts'
import { loadFhirCheck } from '../../../src/tools/conformance/fhir-check.ts'
import { isObject, listAt } from '../../../src/tools/conformance/json.ts'

const TODAY = '2026-11-22'
const problemOf = await loadFhirCheck()

const TYPES = [
  ...['Patient', 'Practitioner', 'PractitionerRole', 'Encounter', 'Condition', 'Observation', 'DiagnosticReport'],
  ...['ImagingStudy', 'MedicationRequest', 'MedicationStatement', 'MedicationAdministration', 'Procedure'],
  ...['ServiceRequest', 'AllergyIntolerance', 'Immunization', 'Coverage', 'Appointment'],
]

test.each(TYPES)('the example of a %s is valid FHIR R4', (type) => {
  expect(problemOf(exampleResource(type, { id: 'x', today: TODAY }))).toBeUndefined()
  expect(problemOf(exampleResource(type, { id: 'x', today: TODAY, code: { code: '7' } }))).toBeUndefined()
})

describe('the context of a hook', () => {
  test.each([
    ['patient-view', ['patientId', 'userId']],
    ['encounter-start', ['encounterId', 'patientId', 'userId']],
    ['encounter-discharge', ['encounterId', 'patientId', 'userId']],
    ['order-select', ['draftOrders', 'patientId', 'selections', 'userId']],
    ['order-sign', ['draftOrders', 'patientId', 'userId']],
    ['order-dispatch', ['dispatchedOrders', 'patientId', 'performer']],
    ['appointment-book', ['appointments', 'patientId', 'userId']],
    ['problem-list-item-create', ['conditions', 'patientId', 'userId']],
    ['medication-refill', ['medications', 'patientId', 'userId']],
    ['allergyintolerance-create', ['allergyIntolerance', 'patientId', 'userId']],
  ])('%s holds what it requires: %j', (hook, fields) => {
    const { context } = bodyFor({ id: 'x', hook, prefetch: {} }, TODAY)
    expect(Object.keys(Object(context)).sort()).toEqual(fields)
    for (const bundle of Object.values(Object(context)).filter(isObject)) {
      expect(problemOf(bundle)).toBeUndefined()
    }
  })

  test('selections of order-select are among its drafts', () => {
    const { context } = bodyFor({ id: 'x', hook: 'order-select', prefetch: {} }, TODAY)
    const drafts = listAt(Object(context).draftOrders, 'entry').map((entry) => Object(entry).resource)
    expect(Object(context).selections).toEqual(drafts.map(({ resourceType, id }) => `${resourceType}/${id}`))
  })
})

describe('prefetch', () => {
  const service = {
    id: 'x',
    hook: 'patient-view',
    prefetch: {
      patient: 'Patient/{{context.patientId}}',
      codes: 'Condition?patient={{context.patientId}}&code=a|1,b|2',
    },
  }

  test('has one resource for each key, with the first code that was asked for', () => {
    expect(prefetchOf(service, oneOfEach(TODAY))).toMatchObject({
      patient: { resourceType: 'Patient', id: PEOPLE.patientId },
      codes: {
        total: 1,
        entry: [{ resource: { resourceType: 'Condition', code: { coding: [{ system: 'a', code: '1' }] } } }],
      },
    })
  })

  test('finds nothing, holds null, or failed, as the call asks', () => {
    expect(prefetchOf(service, emptyRecord(TODAY)).codes).toEqual({
      resourceType: 'Bundle',
      type: 'searchset',
      total: 0,
    })
    expect(prefetchOf(service, nothing)).toEqual({ patient: null, codes: null })
    expect(prefetchOf(service, failedRead)).toMatchObject({ patient: { resourceType: 'OperationOutcome' } })
  })
})
