import { mkdir, writeFile } from 'node:fs/promises'
import { renderApiDocs } from './api-docs/render.ts'

/** Where wrangler.toml looks for the files that are deployed beside the Worker. */
const ASSETS = new URL('../../dist/assets/', import.meta.url)

const docs = await renderApiDocs()
await mkdir(ASSETS, { recursive: true })
await Promise.all(Object.entries(docs).map(([name, text]) => writeFile(new URL(name, ASSETS), text)))
