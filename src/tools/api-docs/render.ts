import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { raw } from 'hono/html'
import { Marked } from 'marked'
import { parse } from 'yaml'

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

/** Pages are written with JSX, which Node does not read: the page and what it imports become one module first. */
async function loadPage(): Promise<typeof import('../../pages/docs/api-page.tsx')> {
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(ROOT),
    entryPoints: ['src/pages/docs/api-page.tsx'],
    bundle: true,
    format: 'esm',
    platform: 'node',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    write: false,
    logLevel: 'silent',
  })
  const text = outputFiles[0]?.text ?? ''
  return import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`)
}
