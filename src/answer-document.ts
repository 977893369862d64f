import type { Context } from 'hono'
import { accepts } from 'hono/accepts'

/** The forms in which one document is answered. */
export interface DocumentForms {
  readonly json: () => object
  readonly fhir?: () => object
  /** HTML for people, where pages are served. */
  readonly html?: (() => Response | Promise<Response>) | undefined
}

type Form = keyof DocumentForms

const FORM_OF_TYPE: ReadonlyMap<string, Form> = new Map<string, Form>([
  ['text/html', 'html'],
  ['application/json', 'json'],
  ['application/fhir+json', 'fhir'],
])

/** The form that `?format=` or else `Accept` asks for. People open links, so that HTML comes first where both fit. */
export function answerDocument(c: Context, forms: DocumentForms): Response | Promise<Response> {
  c.header('Vary', 'Accept', { append: true })
  const form = formAsked(c, forms)
  if (form === 'html' && forms.html) return forms.html()
  c.header('Cache-Control', 'public, max-age=3600')
  if (form === 'fhir' && forms.fhir) {
    return c.body(JSON.stringify(forms.fhir()), 200, { 'Content-Type': 'application/fhir+json; charset=utf-8' })
  }
  return c.json(forms.json())
}

function formAsked(c: Context, forms: DocumentForms): Form {
  const named = c.req.query('format')
  if (named === 'json' || named === 'fhir') return named
  const supports = [...FORM_OF_TYPE].filter(([, form]) => forms[form] !== undefined).map(([type]) => type)
  const type = accepts(c, { header: 'Accept', supports, default: forms.html ? 'text/html' : 'application/json' })
  return FORM_OF_TYPE.get(type) ?? 'json'
}
