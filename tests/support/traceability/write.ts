import { writeFile } from 'node:fs/promises'
import { libraryCases } from '../case-library.ts'
import { traceabilityPage } from './traceability.ts'

await writeFile(new URL('../../../docs/traceability.md', import.meta.url), traceabilityPage(libraryCases()))
