import { readFile } from 'node:fs/promises'
import { raw } from 'hono/html'
import { Marked } from 'marked'
import { parse } from 'yaml'
import { bundleForNode } from '../bundle-for-node.ts'

const ROOT = new URL('../../../', import.meta.url)

/** The files deployed beside the Worker: the description of the API as it is, and as a page. */
export interface ApiDocs {
  readonly 'openapi.yaml': string
  readonly 'docs.html': string
}

export async function renderApiDocs(): Promise<ApiDocs> {
  const yaml = await readFile(new URL('openapi.yaml', ROOT), 'utf8')
  const { ApiPage } = await loadPage()
  const page = ApiPage({ document: parse(yaml), markdown: toMarkup })
  return { 'openapi.yaml': yaml, 'docs.html': String(page) }
}

const marked = new Marked({ async: false })

function toMarkup(text: string) {
  return raw(marked.parse(text))
}

async function loadPage(): Promise<typeof import('../../pages/docs/api-page.tsx')> {
  return import(await bundleForNode('src/pages/docs/api-page.tsx'))
}
