import { type Schema, schemaOf, wordsOf } from './api-document.ts'
import type { Markdown } from './markdown.ts'

interface SchemaProps {
  readonly schema: Schema
  readonly markdown: Markdown
}

/** Keywords that limit a value, in the order in which they are told. */
const LIMITS = [
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'minProperties',
]

/** A schema as a list of its properties, as deep as it goes; schemas with a name of their own are linked. */
export function SchemaView({ schema, markdown }: SchemaProps) {
  return (
    <>
      {schema.description === undefined ? undefined : markdown(schema.description)}
      <p class="type">
        <TypeWords schema={schema} />
      </p>
      <Properties schema={schema} markdown={markdown} />
    </>
  )
}

function Properties({ schema, markdown }: SchemaProps) {
  const { properties = {}, required = [], oneOf, anyOf, allOf, additionalProperties } = schema
  const nested = [...itemsOf(schema), ...(oneOf ?? []), ...(anyOf ?? []), ...(allOf ?? [])]
  const others = typeof additionalProperties === 'object' ? [additionalProperties] : []
  return (
    <>
      {Object.keys(properties).length === 0 ? undefined : (
        <dl class="properties">
          {Object.entries(properties).map(([name, property]) => (
            <div>
              <dt>
                <code>{name}</code> {required.includes(name) ? <span class="mark">required</span> : undefined}
              </dt>
              <dd>
                <SchemaView schema={property} markdown={markdown} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {[...nested, ...others].filter(hasMore).map((each) => (
        <div class="nested">
          <SchemaView schema={each} markdown={markdown} />
        </div>
      ))}
    </>
  )
}

/** Whether there is more to tell than its type, which the words of the schema around it name. */
function hasMore(schema: Schema): boolean {
  const { $ref, properties, oneOf, anyOf, description } = schema
  if ($ref !== undefined) return false
  return [properties, oneOf, anyOf, description].some((each) => each !== undefined) || itemsOf(schema).some(hasMore)
}

/** "array of Card", "text or null, at most 139 characters long", with links to named schemas. */
export function TypeWords({ schema }: { readonly schema: Schema }) {
  const { $ref, oneOf, anyOf, allOf, additionalProperties } = schema
  const items = itemsOf(schema)
  if ($ref !== undefined) return <a href={`#schema-${schemaOf($ref)}`}>{wordsOf($ref)}</a>
  const choices = oneOf ?? anyOf
  if (choices !== undefined) return <Listed schemas={choices} word=" or " />
  if (allOf !== undefined) return <Listed schemas={allOf} word=" and " />
  return (
    <>
      {typeOf(schema)}
      {items.length === 0 ? undefined : (
        <>
          {' of '}
          <Listed schemas={items} word=" and " />
        </>
      )}
      {typeof additionalProperties === 'object' ? (
        <>
          {' of '}
          <TypeWords schema={additionalProperties} />
        </>
      ) : undefined}
      <Allowed schema={schema} />
    </>
  )
}

function Listed({ schemas, word }: { readonly schemas: readonly Schema[]; readonly word: string }) {
  return (
    <>
      {schemas.map((each, at) => (
        <>
          {at === 0 ? undefined : word}
          <TypeWords schema={each} />
        </>
      ))}
    </>
  )
}

function itemsOf({ items, prefixItems = [] }: Schema): readonly Schema[] {
  return items ? [...prefixItems, items] : prefixItems
}

function typeOf({ type, enum: values, const: value }: Schema): string {
  if (type === undefined) return values === undefined && value === undefined ? 'any value' : ''
  return (typeof type === 'string' ? [type] : type).join(' or ')
}

function Allowed({ schema }: { readonly schema: Schema }) {
  const values = 'const' in schema ? [schema.const] : (schema.enum ?? [])
  return (
    <>
      {values.map((value, at) => (
        <>
          {at === 0 ? ': ' : ', '}
          <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>
        </>
      ))}
      {LIMITS.filter((limit) => limit in schema).map((limit) => (
        <>
          {', '}
          {limit} <code>{String(schema[limit])}</code>
        </>
      ))}
    </>
  )
}
