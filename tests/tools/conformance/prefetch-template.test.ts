import { describe, expect, test } from 'vitest'
import {
  portabilityProblems,
  queryOf,
  subsetProblems,
  tokenProblems,
} from '../../../src/tools/conformance/prefetch-template.ts'

const CONTEXT = { patientId: '42', userId: 'Practitioner/7', encounterId: '9' }

describe('a template is read as the query that a client would make', () => {
  test.each([
    ['Patient/{{context.patientId}}', { type: 'Patient', id: '42', parameters: [] }],
    ['{{context.userId}}', { type: 'Practitioner', id: '7', parameters: [] }],
    ['/Patient/{{ context.patientId }}', { type: 'Patient', id: '42', parameters: [] }],
    [
      'Observation?patient={{context.patientId}}&code=http%3A%2F%2Floinc.org%7C1-1',
      {
        type: 'Observation',
        id: undefined,
        parameters: [
          ['patient', '42'],
          ['code', 'http://loinc.org|1-1'],
        ],
      },
    ],
    [
      'PractitionerRole?_id={{userPractitionerRoleId}}',
      { type: 'PractitionerRole', parameters: [['_id', 'conformance-userPractitionerRoleId']] },
    ],
    ['Observation?code=%E0%A4%A', { type: 'Observation', parameters: [['code', '%E0%A4%A']] }],
  ])('%s', (template, query) => {
    expect(queryOf(template, CONTEXT)).toMatchObject(query)
  })
})

describe('what the specification and its examples use is no problem', () => {
  test.each([
    'Patient/{{context.patientId}}',
    '{{context.userId}}',
    'Observation?patient={{context.patientId}}&code=4548-4&_count=1&_sort=-date',
    'MedicationRequest?patient={{context.patientId}}&status=active',
    'Encounter?_id={{context.encounterId}}&date=ge2026-01-01',
  ])('%s', (template) => {
    expect(tokenProblems(template, 'patient-view')).toEqual([])
    expect(subsetProblems(template)).toEqual([])
    expect(portabilityProblems(template)).toEqual([])
  })
})

test('a hook that is not in the hook library may have tokens of its own', () => {
  expect(tokenProblems('Device/{{context.deviceId}}', 'org.example.device-view')).toEqual([])
  expect(tokenProblems('Device/{{context.deviceId}}', 'patient-view')).toHaveLength(1)
})
