import type { SetupServer } from 'msw/node'
import { BASE, fhirJson, onGet, onPost, TOKEN } from '../fhir/ehr.ts'
import { createTestApp, ST_ELSEWHERE, type TestApp } from '../support/app.ts'
import {
  type AnyResource,
  aCallWithOnly,
  aFracture,
  anMriReport,
  anOpioid,
  aPainObservation,
  aPatient,
  type BodyChanges,
  PATIENT_ID,
  searchset,
} from '../support/fhir.ts'

/** The types that are searched for by patient. */
export const TYPES = [
  'Condition',
  'DiagnosticReport',
  'ImagingStudy',
  'Observation',
  'MedicationRequest',
  'Procedure',
  'ServiceRequest',
  'AllergyIntolerance',
]

/** The patient whom the service refers now, as St Elsewhere's server holds her. */
export const RECORD = [aPatient(), aFracture(), anMriReport(), aPainObservation(8), anOpioid()]

export const AUTHORIZATION = {
  access_token: TOKEN,
  token_type: 'Bearer',
  expires_in: 300,
  scope: 'patient/*.rs',
  subject: 'cds',
}

/** The service as St Elsewhere calls it; its requests to the server meet msw. */
export function anApp(overrides: Parameters<typeof createTestApp>[0] = {}): TestApp {
  return createTestApp({ client: ST_ELSEWHERE, fetch: (input, init) => fetch(input, init), ...overrides })
}

/** A call without prefetch: everything is to be read from the server it names. */
export function aCallThroughServer(changes: BodyChanges = {}) {
  return aCallWithOnly({}, { fhirServer: BASE, fhirAuthorization: AUTHORIZATION, ...changes })
}

export function ofType(type: string, record: readonly AnyResource[]) {
  return searchset(...record.filter(({ resourceType }) => resourceType === type))
}

/** The server answers every search of a type with what its record holds of it. */
export function serve(server: Pick<SetupServer, 'use'>, record: readonly AnyResource[]) {
  const patient = record.find(({ resourceType }) => resourceType === 'Patient')
  server.use(
    ...TYPES.map((type) => onPost(type, () => fhirJson(ofType(type, record)))),
    onGet(`/Patient/${PATIENT_ID}`, () => (patient ? fhirJson(patient) : fhirJson({}, 404))),
  )
}
