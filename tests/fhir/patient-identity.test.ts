import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { belongsToPatient, keepOwn } from '../../src/fhir/patient-identity.ts'
import { isResource } from '../../src/fhir/resource.ts'
import { idsOf } from './ehr.ts'

const ON_THE_SERVER = { patientId: 'pat-1', fhirServer: 'https://ehr.example.org/fhir/R4/' }
const WITHOUT_SERVER = { patientId: 'pat-1', fhirServer: undefined }

function resource(fields: object) {
  const made: unknown = { resourceType: 'Condition', id: 'c-1', ...fields }
  if (!isResource(made)) throw new Error('the test made no resource')
  return made
}

function about(reference: unknown) {
  return resource({ subject: { reference } })
}

describe("a resource is the patient's when its reference", () => {
  test.each([
    ['is relative', 'Patient/pat-1'],
    ['is relative with a version', 'Patient/pat-1/_history/3'],
    ['is absolute on the FHIR server', 'https://ehr.example.org/fhir/R4/Patient/pat-1'],
    ['is absolute with a version', 'https://ehr.example.org/fhir/R4/Patient/pat-1/_history/3'],
    ['writes the host in capitals', 'https://EHR.example.org/fhir/R4/Patient/pat-1'],
    ['names the default port', 'https://ehr.example.org:443/fhir/R4/Patient/pat-1'],
    ['is a urn:uuid of the id', 'urn:uuid:pat-1'],
  ])('%s', (_case, reference) => {
    expect(belongsToPatient(about(reference), ON_THE_SERVER)).toBe(true)
  })
})

describe("a resource is not the patient's when its reference", () => {
  test.each([
    ['names another patient', 'Patient/pat-2'],
    ['only begins with the id', 'Patient/pat-12'],
    ['differs in case', 'Patient/PAT-1'],
    ['names another type', 'Group/pat-1'],
    ['is on another server', 'https://other.example.org/fhir/R4/Patient/pat-1'],
    ['is on another path of the server', 'https://ehr.example.org/fhir/other/Patient/pat-1'],
    ['is on a host that begins like the server', 'https://ehr.example.org.evil.example/fhir/R4/Patient/pat-1'],
    ['is on http instead of https', 'http://ehr.example.org/fhir/R4/Patient/pat-1'],
    ['is no address', 'x/Patient/pat-1'],
    ['is a fragment', '#pat-1'],
    ['is a search', 'Patient?identifier=pat-1'],
    ['is empty', ''],
    ['is a number', 1],
    ['is missing', undefined],
  ])('%s', (_case, reference) => {
    expect(belongsToPatient(about(reference), ON_THE_SERVER)).toBe(false)
  })
})

describe('without a FHIR server in the call', () => {
  test('an absolute reference counts on any base', () => {
    expect(belongsToPatient(about('https://any.example/r4/Patient/pat-1'), WITHOUT_SERVER)).toBe(true)
  })
  test('an absolute reference to another patient does not', () => {
    expect(belongsToPatient(about('https://any.example/r4/Patient/pat-2'), WITHOUT_SERVER)).toBe(false)
  })
  test('a base that is no web address does not', () => {
    expect(belongsToPatient(about('ftp://any.example/Patient/pat-1'), WITHOUT_SERVER)).toBe(false)
  })
})

describe('where a resource says whose it is', () => {
  test.each([
    ['in patient', { patient: { reference: 'Patient/pat-1' } }, true],
    ['in beneficiary', { beneficiary: { reference: 'Patient/pat-1' } }, true],
    ['nowhere', {}, false],
    ['as a name only', { subject: { display: 'Patient/pat-1' } }, false],
    ['as text', { subject: 'Patient/pat-1' }, false],
    ['as null', { subject: null }, false],
    ['as two people', { subject: { reference: 'Patient/pat-1' }, patient: { reference: 'Patient/pat-2' } }, false],
  ])('%s', (_case, fields, expected) => {
    expect(belongsToPatient(resource(fields), ON_THE_SERVER)).toBe(expected)
  })

  test('the Patient himself says it by his id, whatever else he names', () => {
    expect(belongsToPatient(resource({ resourceType: 'Patient', id: 'pat-1' }), ON_THE_SERVER)).toBe(true)
    const other = { resourceType: 'Patient', id: 'pat-2', subject: { reference: 'Patient/pat-1' } }
    expect(belongsToPatient(resource(other), ON_THE_SERVER)).toBe(false)
  })
})

describe('keepOwn', () => {
  const medication = resource({ resourceType: 'Medication', id: 'm-1' })
  const request = resource({ resourceType: 'MedicationRequest', id: 'r-1', subject: { reference: 'Patient/pat-1' } })
  const foreignRequest = resource({
    resourceType: 'MedicationRequest',
    id: 'r-2',
    subject: { reference: 'Patient/pat-2' },
  })

  test("drops and counts what is somebody else's", () => {
    const kept = keepOwn([request, foreignRequest], ON_THE_SERVER)
    expect(idsOf(kept.own)).toEqual(['r-1'])
    expect(kept.foreign).toBe(1)
  })

  test('keeps a Medication beside a medication entry of the patient', () => {
    expect(idsOf(keepOwn([medication, request], ON_THE_SERVER).own)).toEqual(['m-1', 'r-1'])
  })

  test('drops a Medication that stands alone or beside a foreign entry', () => {
    expect(keepOwn([medication], ON_THE_SERVER).own).toEqual([])
    expect(keepOwn([medication, foreignRequest], ON_THE_SERVER).own).toEqual([])
  })
})

test("no reference but the patient's own is accepted, whatever it looks like", () => {
  const withoutId = fc.string().filter((text) => !text.includes('pat-1'))
  fc.assert(fc.property(withoutId, (reference) => !belongsToPatient(about(reference), WITHOUT_SERVER)))
})

test('any JSON in place of a reference is no exception', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (subject, patient) => {
      expect(() => belongsToPatient(resource({ subject, patient }), ON_THE_SERVER)).not.toThrow()
    }),
  )
})
