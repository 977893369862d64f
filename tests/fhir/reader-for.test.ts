import { describe, expect, test } from 'vitest'
import type { CdsRequest } from '../../src/cds-hooks/request.ts'
import { fhirReaderFor } from '../../src/fhir/reader-for.ts'
import { BASE, fhirJson, PATIENT_ID } from './ehr.ts'

const POLICY = {
  servers: [
    { url: BASE, open: false },
    { url: 'https://open.example.org/fhir', open: true },
  ],
  allowLoopback: false,
}

function aRequest(fhirServer: string | undefined, accessToken: string | undefined): CdsRequest {
  const context = { userId: 'Practitioner/1', patientId: PATIENT_ID, encounterId: undefined }
  return { hook: 'patient-view', hookInstance: 'x', fhirServer, accessToken, context, prefetch: {} }
}

/** A fetch that notes where it was sent and with which token. */
function aFetch() {
  const calls: (readonly [string, string | null])[] = []
  const fetch: typeof globalThis.fetch = async (url, init) => {
    calls.push([String(url), new Headers(init?.headers).get('authorization')])
    return fhirJson({ resourceType: 'Patient', id: PATIENT_ID })
  }
  return { calls, fetch }
}

describe('a reader', () => {
  test.each<[string, string | undefined, string | undefined, readonly (readonly [string, string | null])[]]>([
    ['with a token reads from a registered server', `${BASE}/`, 'abc', [[`${BASE}/Patient/pat-1`, 'Bearer abc']]],
    ['without a token does not', BASE, undefined, []],
    [
      'without a token reads from an open server',
      'https://open.example.org/fhir',
      undefined,
      [['https://open.example.org/fhir/Patient/pat-1', null]],
    ],
    ['without a server does not exist', undefined, undefined, []],
    ['for a server that is not registered does not exist', 'https://canary.example/fhir/R4', 'abc', []],
    ['for this machine does not exist in production', 'http://127.0.0.1:8103/fhir/R4', 'abc', []],
  ])('%s', async (_case, fhirServer, accessToken, expected) => {
    const { calls, fetch } = aFetch()
    const reader = fhirReaderFor(aRequest(fhirServer, accessToken), POLICY, { fetch })
    await reader?.read('Patient', PATIENT_ID)
    expect(reader !== undefined).toBe(expected.length > 0)
    expect(calls).toEqual(expected)
  })

  test('reads from this machine in development, without a token', async () => {
    const { calls, fetch } = aFetch()
    const development = { ...POLICY, allowLoopback: true }
    const reader = fhirReaderFor(aRequest('http://127.0.0.1:8103/fhir/R4', undefined), development, { fetch })
    await reader?.read('Patient', PATIENT_ID)
    expect(calls).toEqual([['http://127.0.0.1:8103/fhir/R4/Patient/pat-1', null]])
  })

  test('ends at its deadline, which runs from its making', async () => {
    const fetch = () => new Promise<Response>(() => undefined)
    const reader = fhirReaderFor(aRequest(BASE, 'abc'), POLICY, { fetch, limits: { deadlineMs: 30 } })
    expect(await reader?.read('Patient', PATIENT_ID)).toMatchObject({ failure: { reason: 'timeout' } })
  })
})
