import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Setting } from '../../src/clinical/facts.ts'
import { readPatient, readSetting } from '../../src/fhir/read-patient.ts'

function patient(change: object) {
  return { resourceType: 'Patient', id: 'pat-1', birthDate: '1950-03-15', gender: 'female', ...change }
}

describe('readPatient', () => {
  test('tells whose record it is, the birth date and the sex', () => {
    expect(readPatient(patient({ name: [{ family: 'Doe', given: ['Jane'] }] }), 'pat-1')).toEqual({
      reference: 'Patient/pat-1',
      bornEarliest: '1950-03-15',
      bornLatest: '1950-03-15',
      sex: 'female',
      deceased: false,
    })
  })

  test.each([
    ['a month', '1950-03', '1950-03-01', '1950-03-31'],
    ['a year', '1950', '1950-01-01', '1950-12-31'],
    ['nothing', undefined, null, null],
    ['words', 'unknown', null, null],
    ['a day that does not exist', '1950-02-30', null, null],
  ])('a birth date of %s is the days it can mean', (_name, birthDate, bornEarliest, bornLatest) => {
    expect(readPatient(patient({ birthDate }), 'pat-1')).toMatchObject({ bornEarliest, bornLatest })
  })

  test.each([
    ['female', 'female'],
    ['male', 'male'],
    ['other', 'unknown'],
    ['unknown', 'unknown'],
    ['Jane', 'unknown'],
    [undefined, 'unknown'],
  ])('gender %s is %s', (gender, sex) => {
    expect(readPatient(patient({ gender }), 'pat-1').sex).toBe(sex)
  })

  test.each([
    [{ deceasedBoolean: true }, true],
    [{ deceasedBoolean: false }, false],
    [{ deceasedDateTime: '2026-11-01' }, true],
    [{}, false],
  ])('%j', (change, deceased) => {
    expect(readPatient(patient(change), 'pat-1').deceased).toBe(deceased)
  })

  test('any JSON as a Patient is no exception', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(readPatient(value, 'pat-1').reference).toBe('Patient/pat-1')
        readPatient(patient({ birthDate: value, gender: value, deceasedDateTime: value }), 'pat-1')
      }),
    )
  })
})

describe('readSetting', () => {
  const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'

  test.each<[string, Setting]>([
    ['IMP', 'inpatient'],
    ['ACUTE', 'inpatient'],
    ['NONAC', 'inpatient'],
    ['EMER', 'emergency'],
    ['AMB', 'outpatient'],
    ['OBSENC', 'observation'],
    ['SS', 'outpatient'],
    ['VR', 'outpatient'],
    ['HH', 'outpatient'],
    ['imp', 'inpatient'],
  ])('class %s is %s', (code, setting) => {
    expect(readSetting({ resourceType: 'Encounter', class: { system: ACT_CODE, code } })).toBe(setting)
  })

  test.each<[string, Setting]>([
    ['Inpatient', 'inpatient'],
    ['Observation', 'observation'],
    ['Inpatient observation', 'observation'],
    ['Emergency', 'emergency'],
    ['Outpatient', 'outpatient'],
    ['Hospital Encounter', 'unknown'],
  ])('a code of the server itself is what its display says: %s', (display, setting) => {
    const own = { system: 'urn:oid:1.2.840.114350.1.72.1.7.7.10.696784.13260', code: '5', display }
    expect(readSetting({ class: own })).toBe(setting)
  })

  test.each(['planned', 'cancelled', 'entered-in-error'])('an encounter that is %s tells none', (status) => {
    expect(readSetting({ status, class: { system: ACT_CODE, code: 'IMP' } })).toBe('unknown')
  })

  test.each(['arrived', 'in-progress', 'finished', 'unknown'])('one that is %s tells it', (status) => {
    expect(readSetting({ status, class: { system: ACT_CODE, code: 'IMP' } })).toBe('inpatient')
  })

  test('hospitalization makes an observation no admission, and tells nothing alone', () => {
    const hospitalization = { admitSource: { text: 'Emergency department' } }
    expect(readSetting({ class: { system: ACT_CODE, code: 'OBSENC' }, hospitalization })).toBe('observation')
    expect(readSetting({ hospitalization })).toBe('unknown')
  })

  test.each([
    ["Epic's own codes", { class: { system: 'urn:oid:1.2.840.114350.1.72.1.7.7.10.696784.13260', code: '13' } }],
    ['no class', {}],
    ['an inherited name', { class: { code: 'constructor' } }],
    ['no Encounter', undefined],
    ['null', null],
    ['a class that is a text', { class: 'IMP' }],
  ])('%s is an unknown setting', (_name, encounter) => {
    expect(readSetting(encounter)).toBe('unknown')
  })
})
