import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'

interface Reference {
  readonly $ref: string
}

export interface MediaType {
  readonly schema: object
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>
}

export interface Answer {
  readonly description: string
  readonly headers?: Readonly<Record<string, unknown>>
  readonly content?: Readonly<Record<string, MediaType>>
}

export interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly tags: readonly string[]
  readonly parameters?: readonly unknown[]
  readonly security?: readonly unknown[]
  readonly requestBody?: unknown
  readonly responses: Readonly<Record<string, unknown>>
}

interface Document {
  readonly openapi: string
  readonly tags: readonly { readonly name: string; readonly description?: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

const text = readFileSync(new URL('../../openapi.yaml', import.meta.url), 'utf8')
export const openapi: Document = parse(text)

const ajv = new Ajv2020({
  strict: true,
  strictTypes: true,
  allowUnionTypes: true,
  strictRequired: 'log',
  allErrors: true,
})
addFormats.default(ajv)
ajv.addKeyword('components')
ajv.addSchema({ $id: 'openapi', components: openapi.components })

/** What stands behind `#/components/…`, or the value itself. */
export function resolved<Value>(value: unknown): Value {
  const target = isReference(value) ? valueAt(value.$ref) : value
  // The document was written by us; that it has these shapes is what the tests on it show.
  return target as Value
}

function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && '$ref' in value
}

function valueAt(pointer: string): unknown {
  const steps = pointer.replace('#/', '').split('/')
  const found = steps.reduce<unknown>((value, step) => Object(value)[step], openapi)
  if (found === undefined) throw new Error(`${pointer} points to nothing`)
  return found
}

/** What a value has against a schema of the document, in words; empty where it fits. */
export function complaintsAbout(value: unknown, schema: object): readonly string[] {
  const absolute = JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"openapi#/components/'))
  const validate = ajv.compile(absolute)
  validate(value)
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

/** Every place in the document that points elsewhere. */
export function referencesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  const own = isReference(value) ? [value.$ref] : []
  return [...own, ...Object.values(value).flatMap(referencesIn)]
}

/** What one operation says about an answer with this status. */
export function answerOf(path: string, method: string, status: number): Answer | undefined {
  const answer = openapi.paths[path]?.[method]?.responses[String(status)]
  return answer === undefined ? undefined : resolved<Answer>(answer)
}
