import { readFile, writeFile } from 'node:fs/promises'
import { withPrefetchTable } from './prefetch-table.ts'

const DOCUMENT = new URL('../../../docs/connect-an-ehr.md', import.meta.url)

await writeFile(DOCUMENT, withPrefetchTable(await readFile(DOCUMENT, 'utf8')))
