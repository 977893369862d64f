import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseCdsRequest } from '../../src/cds-hooks/request.ts'

const EXAMPLES = new URL('../../fixtures/cds-hooks/', import.meta.url)
const ANY_HOOK = ['patient-view', 'order-sign']

function example(name: string): object {
  return JSON.parse(readFileSync(new URL(name, EXAMPLES), 'utf8'))
}

function asRequest(context: object): object {
  return { hook: 'patient-view', hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea', ...context }
}

describe('examples of the specification', () => {
  test('the request is read', () => {
    expect(parseCdsRequest(example('request.json'), ANY_HOOK)).toMatchObject({
      ok: true,
      value: {
        hook: 'patient-view',
        fhirServer: 'http://hooks.smarthealthit.org:9080',
        accessToken: 'some-opaque-fhir-access-token',
        context: { userId: 'Practitioner/example', patientId: '1288992', encounterId: '89284' },
        prefetch: { patientToGreet: { resourceType: 'Patient', id: '1288992' } },
      },
    })
  })

  test('the request with an extension is refused for its missing patientId alone', () => {
    const request = parseCdsRequest(example('request-with-extension.json'), ANY_HOOK)
    expect(request.ok ? [] : request.failure.problems.map(({ field }) => field)).toEqual(['context.patientId'])
  })

  test('the context of patient-view is read', () => {
    expect(parseCdsRequest(asRequest(example('patient-view-context.json')), ANY_HOOK)).toMatchObject({
      ok: true,
      value: { context: { userId: 'PractitionerRole/123', patientId: '1288992', encounterId: undefined } },
    })
  })

  test('the context of patient-view in an encounter is read', () => {
    expect(parseCdsRequest(asRequest(example('patient-view-context-in-encounter.json')), ANY_HOOK)).toMatchObject({
      ok: true,
      value: { context: { userId: 'Practitioner/abc', patientId: '1288992', encounterId: '456' } },
    })
  })

  test('the request of the 3.0 draft is read, with what its hook brings left as it came', () => {
    const request = parseCdsRequest(example('request-with-paged-prefetch.json'), ANY_HOOK)
    expect(request).toMatchObject({
      ok: true,
      value: { hook: 'order-sign', context: { patientId: '1288992', draftOrders: { resourceType: 'Bundle' } } },
    })
  })

  test('a request for another hook is refused where only patient-view is answered', () => {
    const request = parseCdsRequest(example('request-with-paged-prefetch.json'), ['patient-view'])
    expect(request.ok ? [] : request.failure.problems.map(({ field }) => field)).toEqual(['hook'])
  })

  test('there is no example that no test reads', () => {
    const read = [
      'request.json',
      'request-with-extension.json',
      'patient-view-context.json',
      'patient-view-context-in-encounter.json',
      'request-with-paged-prefetch.json',
    ]
    expect(readdirSync(EXAMPLES).filter((name) => name.endsWith('.json'))).toEqual(read.sort())
  })
})
