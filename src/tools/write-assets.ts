import { mkdir, writeFile } from 'node:fs/promises'
import { deployedFiles } from './assets.ts'

/** Where wrangler.toml looks for the files that are deployed beside the Worker. */
const ASSETS = new URL('../../dist/assets/', import.meta.url)

const files = [...(await deployedFiles())].map(([name, text]) => ({ url: new URL(name, ASSETS), text }))
await Promise.all(files.map(({ url }) => mkdir(new URL('.', url), { recursive: true })))
await Promise.all(files.map(({ url, text }) => writeFile(url, text)))
