import { readFile } from 'node:fs/promises'
import { PAGE_FILES } from '../pages/page-files.ts'
import { renderApiDocs } from './api-page/render.ts'
import { bundleForNode } from './bundle-for-node.ts'

const PAGES = new URL('../pages/', import.meta.url)

/**
 * What is deployed beside the Worker, by name: the description of the API, the pages that say the same to everybody, and
 * what pages load.
 */
export async function deployedFiles(): Promise<ReadonlyMap<string, string>> {
  const pageFiles = PAGE_FILES.map(async (name) => [name, await readFile(new URL(name, PAGES), 'utf8')] as const)
  const { renderPages } = await loadPages()
  return new Map([...Object.entries(await renderApiDocs()), ...renderPages(), ...(await Promise.all(pageFiles))])
}

async function loadPages(): Promise<typeof import('../pages/render-pages.tsx')> {
  return import(await bundleForNode('src/pages/render-pages.tsx'))
}
