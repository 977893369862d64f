import { parseArgs } from 'node:util'
import { writeDocument } from './document.ts'
import { measure } from './measure.ts'
import { reportOf } from './tables.ts'

/** `npm run bench`: this service beside the least a Worker can do, in one run on one machine. */
const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
})

try {
  const results = await measure(values.quick, (line) => console.error(`… ${line}`))
  console.log(reportOf(results))
  if (values.write) await writeDocument(results)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
