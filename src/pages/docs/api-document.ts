/** The parts of an OpenAPI 3.1 document that the page shows. The document is our own; its tests say that it has these shapes. */
export interface ApiDocument {
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly tags: readonly { readonly name: string; readonly description?: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

export interface Operation {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description?: string
  readonly parameters?: readonly unknown[]
  readonly requestBody?: unknown
  readonly responses: Readonly<Record<string, unknown>>
  readonly security?: readonly Readonly<Record<string, unknown>>[]
}

export interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema?: Schema
}

export interface Body {
  readonly description?: string
  readonly headers?: Readonly<Record<string, unknown>>
  readonly content?: Readonly<Record<string, MediaType>>
}

export interface MediaType {
  readonly schema?: Schema
  readonly examples?: Readonly<Record<string, { readonly summary?: string; readonly value: unknown }>>
}

export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  /** False after `prefixItems`: nothing more. */
  readonly items?: Schema | false
  readonly prefixItems?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly additionalProperties?: boolean | Schema
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly [keyword: string]: unknown
}

export interface NamedOperation {
  readonly path: string
  readonly method: string
  readonly operation: Operation
}

export function operationsOf({ paths }: ApiDocument): readonly NamedOperation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
}

/** Answers that belong to no single operation, such as the one to a method that an address does not know. */
export function answersElsewhere({ paths, components }: ApiDocument): readonly (readonly [name: string, body: Body])[] {
  const used = JSON.stringify(paths)
  // By the place it stands at, as everywhere here.
  return Object.entries(components.responses ?? {})
    .filter(([name]) => !used.includes(`"#/components/responses/${name}"`))
    .map(([name, body]) => [name, body as Body])
}

/** What stands behind `#/components/…`, or the value itself. A reference to nothing is a mistake in the document. */
export function resolve<Value>(document: ApiDocument, value: unknown): Value {
  const reference = isReference(value) ? value.$ref : undefined
  if (reference === undefined) return value as Value
  const [, , kind = '', name = ''] = reference.split('/')
  const target = document.components[kind]?.[name]
  if (target === undefined) throw new Error(`${reference} is not in the document`)
  // By the place it stands at: parameters under parameters, responses under responses.
  return target as Value
}

function isReference(value: unknown): value is { readonly $ref: string } {
  return typeof value === 'object' && value !== null && '$ref' in value && typeof value.$ref === 'string'
}

/** `Card` of `#/components/schemas/Card`, and of everything inside of it. */
export function schemaOf(reference: string): string {
  return reference.split('/')[3] ?? ''
}

/** `Card`, or `Card.links.items` for a part of it. */
export function wordsOf(reference: string): string {
  const [, , , ...path] = reference.split('/')
  return path.filter((step) => step !== 'properties').join('.')
}
