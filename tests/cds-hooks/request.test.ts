import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isFhirId, parseCdsRequest } from '../../src/cds-hooks/request.ts'

function aBody(changes: object = {}) {
  return {
    hook: 'patient-view',
    hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    context: { userId: 'Practitioner/7', patientId: '123' },
    ...changes,
  }
}

function withContext(changes: object) {
  return aBody({ context: { ...aBody().context, ...changes } })
}

const TOKEN = { access_token: 'opaque', token_type: 'Bearer', expires_in: 300, scope: 'patient/*.rs', subject: 'cds' }

function parsed(body: unknown) {
  const request = parseCdsRequest(body, ['patient-view'])
  if (!request.ok) throw new Error(JSON.stringify(request.failure))
  return request.value
}

function fieldsAtFault(body: unknown): readonly string[] {
  const request = parseCdsRequest(body, ['patient-view'])
  return request.ok ? [] : request.failure.problems.map(({ field }) => field)
}

describe('a request', () => {
  test('with only what is required is read', () => {
    expect(parsed(aBody())).toEqual({
      hook: 'patient-view',
      hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
      fhirServer: undefined,
      accessToken: undefined,
      context: { userId: 'Practitioner/7', patientId: '123', encounterId: undefined },
      prefetch: {},
    })
  })

  test('with everything is read', () => {
    const prefetch = { patient: { resourceType: 'Patient', id: '123' }, conditions: null }
    const body = aBody({ fhirServer: 'https://ehr.example.org/fhir', fhirAuthorization: TOKEN, prefetch })
    expect(parsed(body)).toMatchObject({
      fhirServer: 'https://ehr.example.org/fhir',
      accessToken: 'opaque',
      prefetch,
    })
  })

  test('keeps what the hook itself brings for the service to read', () => {
    expect(parsed(withContext({ draftOrders: { resourceType: 'Bundle' } })).context.draftOrders).toEqual({
      resourceType: 'Bundle',
    })
  })

  test('with unknown properties and extensions at every level is read', () => {
    const body = aBody({
      extension: { 'com.example.timestamp': '2026-11-22T15:00:00Z' },
      vendor: 1,
      fhirServer: 'https://ehr.example.org/fhir',
      fhirAuthorization: { ...TOKEN, extension: {}, need_patient_banner: false },
      context: { ...aBody().context, extension: {}, department: 'x' },
    })
    expect(fieldsAtFault(body)).toEqual([])
  })

  test('with a hookInstance that is no UUID is read: some clients send one fixed text', () => {
    expect(fieldsAtFault(aBody({ hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2e' }))).toEqual([])
  })
})

describe('a wrong field is named', () => {
  test.each<[string, unknown]>([
    ['body', null],
    ['body', []],
    ['body', 'text'],
    ['body', 7],
    ['hook', aBody({ hook: undefined })],
    ['hook', aBody({ hook: 7 })],
    ['hook', aBody({ hook: '' })],
    ['hook', aBody({ hook: 'order-sign' })],
    ['hook', aBody({ hook: 'Patient-View' })],
    ['hookInstance', aBody({ hookInstance: undefined })],
    ['hookInstance', aBody({ hookInstance: '' })],
    ['hookInstance', aBody({ hookInstance: null })],
    ['context', aBody({ context: undefined })],
    ['context', aBody({ context: null })],
    ['context', aBody({ context: [] })],
    ['context.userId', withContext({ userId: undefined })],
    ['context.userId', withContext({ userId: {} })],
    ['context.patientId', withContext({ patientId: undefined })],
    ['context.patientId', withContext({ patientId: null })],
    ['context.patientId', withContext({ patientId: 123 })],
    ['context.patientId', withContext({ patientId: '' })],
    ['context.encounterId', withContext({ encounterId: 7 })],
    ['context.encounterId', withContext({ encounterId: 'a/b' })],
    ['prefetch', aBody({ prefetch: 'x' })],
    ['prefetch', aBody({ prefetch: [] })],
    ['fhirServer', aBody({ fhirServer: 7 })],
    ['fhirServer', aBody({ fhirAuthorization: TOKEN })],
    ['fhirAuthorization', aBody({ fhirServer: 'https://ehr.example.org/fhir', fhirAuthorization: 'Bearer x' })],
    [
      'fhirAuthorization.access_token',
      aBody({ fhirServer: 'https://ehr.example.org/fhir', fhirAuthorization: { ...TOKEN, access_token: 7 } }),
    ],
    [
      'fhirAuthorization.token_type',
      aBody({ fhirServer: 'https://ehr.example.org/fhir', fhirAuthorization: { ...TOKEN, token_type: 'mac' } }),
    ],
    [
      'fhirAuthorization.patient',
      aBody({ fhirServer: 'https://ehr.example.org/fhir', fhirAuthorization: { ...TOKEN, patient: '124' } }),
    ],
  ])('%s', (field, body) => {
    expect(fieldsAtFault(body)).toContain(field)
  })

  test('without repeating what it holds', () => {
    const bodies = [
      withContext({ patientId: 'canary 4711' }),
      withContext({ userId: { name: 'canary 4711' } }),
      aBody({ hook: 'canary 4711' }),
      aBody({ 'canary 4711': 1, hook: undefined }),
      aBody({ fhirServer: 'https://x', fhirAuthorization: { ...TOKEN, token_type: 'canary 4711' } }),
    ]
    for (const body of bodies) {
      const request = parseCdsRequest(body, ['patient-view'])
      expect(request.ok).toBe(false)
      expect(JSON.stringify(request)).not.toContain('canary')
    }
  })

  test('with all others that are wrong, up to twenty', () => {
    expect(fieldsAtFault({ hook: 1, hookInstance: 2, context: 3, prefetch: 4 })).toEqual([
      'hook',
      'hookInstance',
      'context',
      'prefetch',
    ])
  })
})

describe('what clients write differently', () => {
  test('a patient id with its type in front means the same', () => {
    expect(parsed(withContext({ patientId: 'Patient/123' })).context.patientId).toBe('123')
  })

  test('an encounter id with its type in front means the same', () => {
    expect(parsed(withContext({ encounterId: 'Encounter/9' })).context.encounterId).toBe('9')
  })

  test.each([[null], [''], [undefined]])('an encounter id that is %j is none', (encounterId) => {
    expect(parsed(withContext({ encounterId })).context.encounterId).toBeUndefined()
  })

  test.each([[null], [undefined]])('a prefetch that is %j is an empty one', (prefetch) => {
    expect(parsed(aBody({ prefetch })).prefetch).toEqual({})
  })

  test.each(['Bearer', 'bearer', 'BEARER'])('the token type may be written %s', (tokenType) => {
    const body = aBody({ fhirServer: 'https://x', fhirAuthorization: { ...TOKEN, token_type: tokenType } })
    expect(parsed(body).accessToken).toBe('opaque')
  })

  test('expires_in as text, no subject and a scope of vendor names are read', () => {
    const authorization = {
      access_token: 'opaque',
      token_type: 'Bearer',
      expires_in: '300',
      scope: 'Condition.Search (Problems) (R4)',
    }
    expect(fieldsAtFault(aBody({ fhirServer: 'https://x', fhirAuthorization: authorization }))).toEqual([])
  })

  test('the patient of the token may be the patient of the context, with its type in front too', () => {
    const body = aBody({ fhirServer: 'https://x', fhirAuthorization: { ...TOKEN, patient: 'Patient/123' } })
    expect(fieldsAtFault(body)).toEqual([])
  })

  test('fhirAuthorization that is null is none', () => {
    expect(parsed(aBody({ fhirAuthorization: null })).accessToken).toBeUndefined()
  })
})

describe('ids', () => {
  test.each([['123'], ['a-b.c_d'], ['eM5CWtq15N0WJeuCet5bJlQ3'], ['..a'], ['x'.repeat(128)]])('%s is one', (id) => {
    expect(isFhirId(id)).toBe(true)
  })

  test.each([
    ['nothing', ''],
    ['a dot', '.'],
    ['two dots', '..'],
    ['a step out', '../Patient/1'],
    ['a slash', 'a/b'],
    ['a question mark', '1?_include=*'],
    ['an ampersand', '1&_include=*'],
    ['a blank', '1 2'],
    ['a line break', '123\n'],
    ['an encoded slash', '1%2f2'],
    ['a letter of another script', 'раt'],
    ['129 characters', 'x'.repeat(129)],
    ['a colour code of a terminal', '\u001b[31m1'],
  ])('%s is none', (_words, id) => {
    expect(isFhirId(id)).toBe(false)
    expect(fieldsAtFault(withContext({ patientId: id }))).toContain('context.patientId')
  })
})

describe('hostile bodies', () => {
  test('any JSON at all is answered, never thrown at', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        expect(parseCdsRequest(body, ['patient-view']).ok).toBe(false)
      }),
    )
  })

  test('any JSON in any field is answered, never thrown at', () => {
    const field = fc.constantFrom('hook', 'hookInstance', 'fhirServer', 'fhirAuthorization', 'context', 'prefetch')
    fc.assert(
      fc.property(field, fc.jsonValue(), (name, value) => {
        expect(() => parseCdsRequest(aBody({ [name]: value }), ['patient-view'])).not.toThrow()
      }),
    )
  })

  test('a prototype does not come out of it', () => {
    const body: unknown = JSON.parse(
      '{"hook":"patient-view","hookInstance":"1","__proto__":{"fhirServer":"https://evil.example"},"context":{"userId":"u","patientId":"1","__proto__":{"encounterId":"9"}},"prefetch":{"__proto__":{"patient":{"resourceType":"Patient","id":"1"}},"constructor":1}}',
    )
    const request = parsed(body)
    expect(request.fhirServer).toBeUndefined()
    expect(request.context.encounterId).toBeUndefined()
    expect(request.prefetch.patient).toBeUndefined()
    expect(Object.getPrototypeOf(request.prefetch)).toBe(Object.prototype)
  })
})
