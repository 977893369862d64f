import { readFile } from 'node:fs/promises'
import { PAGE_FILES } from '../pages/page-files.ts'
import { renderApiDocs } from './api-docs/render.ts'

const PAGES = new URL('../pages/', import.meta.url)

/** What is deployed beside the Worker, by name: the description of the API with its page, and what the pages load. */
export async function deployedFiles(): Promise<ReadonlyMap<string, string>> {
  const pageFiles = PAGE_FILES.map(async (name) => [name, await readFile(new URL(name, PAGES), 'utf8')] as const)
  return new Map([...Object.entries(await renderApiDocs()), ...(await Promise.all(pageFiles))])
}
