import { writeFile } from 'node:fs/promises'
import { reportReaderPage } from './page.ts'
import { readSet } from './report-set.ts'
import { scoreSet } from './score.ts'

const page = reportReaderPage({ development: scoreSet(readSet('development')), test: scoreSet(readSet('test')) })
await writeFile(new URL('../../../docs/report-reader.md', import.meta.url), page)
