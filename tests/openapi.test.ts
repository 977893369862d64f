import { describe, expect, test } from 'vitest'
import { SERVICES } from '../src/services/index.ts'
import { createTestApp } from './support/app.ts'
import {
  type Answer,
  complaintsAbout,
  type MediaType,
  type Operation,
  openapi,
  referencesIn,
  resolved,
} from './support/openapi.ts'

const SERVICE = '/cds-services/{id}'
const SERVICE_ID = { $ref: '#/components/parameters/ServiceId' }

interface Documented {
  readonly path: string
  readonly method: string
  readonly operation: Operation
}

const OPERATIONS: readonly Documented[] = Object.entries(openapi.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

function mediaTypesOf({ operation }: Documented): readonly MediaType[] {
  const body = operation.requestBody === undefined ? [] : [resolved<Answer>(operation.requestBody)]
  const answers = Object.values(operation.responses).map((answer) => resolved<Answer>(answer))
  return [...body, ...answers].flatMap(({ content = {} }) => Object.values(content))
}

describe('the document', () => {
  test('is OpenAPI 3.1', () => {
    expect(openapi.openapi).toMatch(/^3\.1\./)
  })

  test('points only to what is there', () => {
    const references = referencesIn(openapi)
    expect(references.length).toBeGreaterThan(100)
    for (const $ref of references) expect(() => resolved({ $ref })).not.toThrow()
  })

  test('holds no schema and no header that nothing uses', () => {
    const used = new Set(referencesIn(openapi))
    for (const kind of ['schemas', 'headers', 'parameters', 'requestBodies'] as const) {
      for (const name of Object.keys(openapi.components[kind] ?? {})) {
        expect(used).toContain(`#/components/${kind}/${name}`)
      }
    }
  })

  test('names each operation once', () => {
    const names = OPERATIONS.map(({ operation }) => operation.operationId)
    expect(new Set(names).size).toBe(names.length)
  })

  test('gives an example for every body there is, and each fits its schema', () => {
    let examples = 0
    for (const documented of OPERATIONS) {
      for (const mediaType of mediaTypesOf(documented)) {
        const values = Object.entries(mediaType.examples ?? {})
        expect(values.length).toBeGreaterThan(0)
        for (const [name, { value }] of values) {
          expect({ name, complaints: complaintsAbout(value, mediaType.schema) }).toEqual({ name, complaints: [] })
          examples += 1
        }
      }
    }
    expect(examples).toBeGreaterThan(25)
  })

  test('gives an example of every error, and each fits its schema', () => {
    // 304 alone has no body.
    const answers = Object.entries(openapi.components.responses ?? {})
      .filter(([name]) => name !== 'NotModified')
      .map(([, answer]) => resolved<Answer>(answer))
    const mediaTypes = answers.flatMap(({ content = {} }) => Object.values(content))
    expect(mediaTypes.length).toBe(answers.length)
    for (const { examples = {}, schema } of mediaTypes) {
      expect(Object.keys(examples)).not.toEqual([])
      for (const { value } of Object.values(examples)) expect(complaintsAbout(value, schema)).toEqual([])
    }
  })
})

describe('paths and methods', () => {
  test('are those of the app, without the pages and what answers 405', () => {
    const routes = createTestApp().routes.filter(({ method }) => method !== 'ALL')
    const served = routes.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
    const documented = OPERATIONS.map(({ method, path }) => `${method.toUpperCase()} ${path}`)
    expect(documented.sort()).toEqual([...new Set(served)].sort())
  })

  test('name every service that works', () => {
    const { schema } = resolved<{ readonly schema: { readonly enum: readonly string[] } }>({
      $ref: '#/components/parameters/ServiceId',
    })
    expect(schema.enum).toEqual(SERVICES.map(({ definition }) => definition.id))
    const used = OPERATIONS.filter(({ path }) => path.startsWith(SERVICE)).map(({ operation }) => operation.parameters)
    expect(used).toEqual([[SERVICE_ID], [SERVICE_ID]])
  })
})

describe('whatever only a client may call', () => {
  const calls = OPERATIONS.filter(({ operation }) => operation.security !== undefined)

  test('is every POST', () => {
    expect(calls).toEqual(OPERATIONS.filter(({ method }) => method === 'post'))
  })

  test.each(calls)('$path names what every call can be answered with', ({ operation }) => {
    const everywhere = ['200', '400', '401', '406', '413', '415', '429', '500', '503']
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(everywhere))
  })

  test('needs a scheme that is described', () => {
    const schemes = Object.keys(openapi.components.securitySchemes ?? {})
    for (const { operation } of calls) expect(operation.security).toEqual(schemes.map((name) => ({ [name]: [] })))
  })
})

test('every operation has a tag that is described, and a summary of a few words', () => {
  const tags = openapi.tags.map(({ name }) => name)
  for (const { operation } of OPERATIONS) {
    expect(tags).toEqual(expect.arrayContaining([...operation.tags]))
    expect(operation.summary.length).toBeLessThan(40)
  }
  expect(openapi.tags.filter(({ description }) => !description)).toEqual([])
})

describe('the examples of a call can be sent as they stand', () => {
  const calls = Object.entries(
    resolved<Answer>({ $ref: '#/components/requestBodies/CdsRequest' }).content?.['application/json']?.examples ?? {},
  )

  test('to the service of their hook, and bring a card where the fracture is its business', async () => {
    const cardsByExample: Record<string, number> = {}
    for (const [name, { value }] of calls.filter(([name]) => name !== 'server')) {
      const { hook } = Object(value)
      const response = await createTestApp().post(`/cds-services/vcf-${hook}`, value)
      expect([name, response.status]).toEqual([name, 200])
      cardsByExample[name] = Object(await response.json()).cards.length
    }
    expect(cardsByExample).toEqual({
      prefetch: 1,
      'order-select': 1,
      'order-sign': 1,
      'encounter-start': 1,
      'encounter-discharge': 1,
      'problem-list-item-create': 1,
    })
  })

  test('to /assessments', async () => {
    for (const [name, { value }] of calls.filter(([name]) => name !== 'server')) {
      const { status } = await createTestApp().post('/assessments', value)
      expect([name, status]).toEqual([name, 200])
    }
  })
})
