import { DocumentPage } from '../document-page.tsx'
import { type ApiDocument, answersElsewhere, operationsOf, type Schema } from './api-document.ts'
import type { Markdown } from './markdown.ts'
import { Answer, OperationView } from './operation-view.tsx'
import { SchemaView } from './schema-view.tsx'

interface ApiPageProps {
  readonly document: ApiDocument
  readonly markdown: Markdown
}

/** The whole API on one page, without a script: operations by tag, then every schema. Rendered when the service is built. */
export function ApiPage({ document, markdown }: ApiPageProps) {
  const { info, tags } = document
  const operations = operationsOf(document)
  return (
    <DocumentPage title="API" path="/docs">
      <h1>API</h1>
      <p class="quiet">
        {info.title} {info.version} · <a href="/openapi.yaml">openapi.yaml</a> (OpenAPI 3.1)
      </p>
      <div class="prose">{markdown(info.description)}</div>
      <h2 id="contents">Contents</h2>
      <ul class="entries" aria-label="Contents">
        {operations.map(({ path, method, operation }) => (
          <li>
            <span class={`method ${method}`}>{method.toUpperCase()}</span>{' '}
            <a href={`#${operation.operationId}`}>
              <code>{path}</code>
            </a>{' '}
            {operation.summary}
          </li>
        ))}
        <li>
          <a href="#schemas">Schemas</a>
        </li>
      </ul>
      {tags.map(({ name, description }) => (
        <>
          <h2 id={`tag-${name.replaceAll(' ', '-')}`}>{name}</h2>
          {description === undefined ? undefined : markdown(description)}
          {operations
            .filter(({ operation }) => operation.tags.includes(name))
            .map((each) => (
              <OperationView {...each} document={document} markdown={markdown} />
            ))}
        </>
      ))}
      <AnswersElsewhere document={document} markdown={markdown} />
      <SecuritySchemes document={document} markdown={markdown} />
      <h2 id="schemas">Schemas</h2>
      {Object.entries(document.components.schemas ?? {}).map(([name, schema]) => (
        <article class="entry" id={`schema-${name}`}>
          <h3>
            <code>{name}</code>
          </h3>
          <SchemaView schema={schema as Schema} markdown={markdown} />
        </article>
      ))}
    </DocumentPage>
  )
}

function AnswersElsewhere({ document, markdown }: ApiPageProps) {
  const answers = answersElsewhere(document)
  if (answers.length === 0) return undefined
  return (
    <>
      <h2 id="elsewhere">At any address</h2>
      <article class="entry operation" aria-labelledby="elsewhere">
        {answers.map(([name, body]) => (
          <Answer status={name} body={body} document={document} markdown={markdown} />
        ))}
      </article>
    </>
  )
}

function SecuritySchemes({ document, markdown }: ApiPageProps) {
  const schemes = Object.entries(document.components.securitySchemes ?? {})
  if (schemes.length === 0) return undefined
  return (
    <>
      <h2 id="security">Security</h2>
      {schemes.map(([name, scheme]) => (
        <article class="entry" id={`security-${name}`}>
          <h3>
            <code>{name}</code>
          </h3>
          {markdown(String(Object(scheme).description ?? ''))}
        </article>
      ))}
    </>
  )
}
