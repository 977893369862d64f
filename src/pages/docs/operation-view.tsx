import {
  type ApiDocument,
  type Body,
  type MediaType,
  type NamedOperation,
  type Parameter,
  resolve,
} from './api-document.ts'
import type { Markdown } from './markdown.ts'
import { SchemaView, TypeWords } from './schema-view.tsx'

interface OperationProps extends NamedOperation {
  readonly document: ApiDocument
  readonly markdown: Markdown
}

/** One operation: what it is for, what it takes, and every answer with its examples. */
export function OperationView({ path, method, operation, document, markdown }: OperationProps) {
  const { operationId, summary, description, parameters = [], requestBody, responses, security } = operation
  const schemes = (security ?? []).flatMap((each) => Object.keys(each))
  return (
    <article class="entry operation" aria-labelledby={operationId}>
      <h3 id={operationId}>{summary}</h3>
      <p class="address">
        <span class={`method ${method}`}>{method.toUpperCase()}</span> <code>{path}</code>
      </p>
      {description === undefined ? undefined : markdown(description)}
      {schemes.length === 0 ? undefined : (
        <p class="quiet">
          Security:{' '}
          {schemes.map((name) => (
            <a href={`#security-${name}`}>{name}</a>
          ))}
        </p>
      )}
      <Parameters parameters={parameters.map((each) => resolve<Parameter>(document, each))} markdown={markdown} />
      {requestBody === undefined ? undefined : (
        <>
          <h4>Request body</h4>
          <BodyView body={resolve<Body>(document, requestBody)} document={document} markdown={markdown} />
        </>
      )}
      <h4>Answers</h4>
      {Object.entries(responses).map(([status, response]) => (
        <Answer status={status} body={resolve<Body>(document, response)} document={document} markdown={markdown} />
      ))}
    </article>
  )
}

function Parameters({
  parameters,
  markdown,
}: {
  readonly parameters: readonly Parameter[]
  readonly markdown: Markdown
}) {
  if (parameters.length === 0) return undefined
  return (
    <>
      <h4>Parameters</h4>
      <dl class="properties">
        {parameters.map(({ name, in: place, required, description, schema }) => (
          <div>
            <dt>
              <code>{name}</code> <span class="quiet">in {place}</span>{' '}
              {required ? <span class="mark">required</span> : undefined}
            </dt>
            <dd>
              {description === undefined ? undefined : markdown(description)}
              {schema === undefined ? undefined : (
                <p class="type">
                  <TypeWords schema={schema} />
                </p>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

interface BodyProps {
  readonly body: Body
  readonly document: ApiDocument
  readonly markdown: Markdown
}

/** The first sentence says what it is; the rest, headers, schema and examples come with a click. */
export function Answer({ status, body, document, markdown }: BodyProps & { readonly status: string }) {
  const [first = '', ...rest] = (body.description ?? '').split(/(?<=\.)\s+/)
  const { description: _, ...others } = body
  const more = rest.length === 0 ? others : { ...others, description: rest.join(' ') }
  return (
    <details class="answer">
      <summary>
        <span class={`status ${/^[23]/.test(status) ? 'good' : 'bad'}`}>{status}</span> {first.replaceAll(/[`*]/g, '')}
      </summary>
      <BodyView body={more} document={document} markdown={markdown} />
    </details>
  )
}

function BodyView({ body, document, markdown }: BodyProps) {
  const { description, headers = {}, content = {} } = body
  return (
    <>
      {description === undefined ? undefined : markdown(description)}
      {Object.keys(headers).length === 0 ? undefined : (
        <dl class="properties">
          {Object.entries(headers).map(([name, header]) => (
            <div>
              <dt>
                <code>{name}</code> <span class="quiet">header</span>
              </dt>
              <dd>{markdown(resolve<Parameter>(document, header).description ?? '')}</dd>
            </div>
          ))}
        </dl>
      )}
      {Object.entries(content).map(([type, mediaType]) => (
        <MediaTypeView type={type} mediaType={mediaType} markdown={markdown} />
      ))}
    </>
  )
}

interface MediaTypeProps {
  readonly type: string
  readonly mediaType: MediaType
  readonly markdown: Markdown
}

function MediaTypeView({ type, mediaType: { schema, examples = {} }, markdown }: MediaTypeProps) {
  return (
    <>
      <p>
        <code>{type}</code>
      </p>
      {schema === undefined ? undefined : <SchemaView schema={schema} markdown={markdown} />}
      {Object.entries(examples).map(([name, { summary, value }]) => (
        <details class="example">
          <summary>Example: {summary ?? name}</summary>
          <pre tabindex={0}>{typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</pre>
        </details>
      ))}
    </>
  )
}
