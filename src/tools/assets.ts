import { readFile } from 'node:fs/promises'
import { assetOf, SCRIPTS } from '../pages/playground/scripts.ts'
import { renderApiDocs } from './api-docs/render.ts'

const PAGES = new URL('../pages/', import.meta.url)

/** What is deployed beside the Worker, by name: the description of the API with its page, and the playground's scripts. */
export async function deployedFiles(): Promise<ReadonlyMap<string, string>> {
  const scripts = SCRIPTS.map(async (script) => {
    const name = assetOf(script)
    return [name, await readFile(new URL(name, PAGES), 'utf8')] as const
  })
  return new Map([...Object.entries(await renderApiDocs()), ...(await Promise.all(scripts))])
}
