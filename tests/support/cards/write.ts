import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { libraryCases } from '../case-library.ts'
import { cardsPage } from './cards-page.ts'
import { libraryCards } from './library-cards.ts'

const DIST = new URL('../../../dist/', import.meta.url)

await mkdir(DIST, { recursive: true })
const page = new URL('cards.html', DIST)
await writeFile(page, String(await cardsPage(libraryCards(libraryCases()))))
process.stdout.write(`Wrote ${fileURLToPath(page)}\n`)
