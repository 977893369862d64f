import { readFile } from 'node:fs/promises'
import { VALUE_SET_FILES } from '../fhir/value-sets/files.ts'
import medicationNames from '../fhir/value-sets/medication-names.json' with { type: 'json' }
import { compareWith } from './value-sets/compare.ts'
import { readCodeList } from './value-sets/listed-codes.ts'
import { ownDefects } from './value-sets/own-rules.ts'
import { isSettled, reportLines } from './value-sets/report.ts'

const USAGE = `npm run value-sets -- codes.json...

Holds src/fhir/value-sets against lists of codes: JSON arrays of { system, code, display, group, verified, status }.
Ends with 1 where a list contradicts a row that gives no reason, or where a file breaks a rule of its own.`

/** `npm run value-sets`: which of our codes a list confirms, does not know, or contradicts. */
async function check(paths: readonly string[]): Promise<boolean> {
  if (paths.length === 0) throw new Error(USAGE)
  const lists = await Promise.all(paths.map(load))
  const codes = lists.flatMap((list) => list.codes)
  const unreadable = lists.reduce((sum, list) => sum + list.unreadable, 0)

  const comparison = compareWith(VALUE_SET_FILES, codes)
  const defects = ownDefects([...VALUE_SET_FILES, { ...medicationNames, concepts: [] }], codes)
  console.log(`${codes.length} codes listed${unreadable > 0 ? `, ${unreadable} rows that could not be read` : ''}.`)
  console.log(reportLines(comparison, defects).join('\n'))
  return isSettled(comparison, defects)
}

async function load(path: string) {
  try {
    return readCodeList(await readFile(path, 'utf8'))
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

try {
  if (!(await check(process.argv.slice(2)))) process.exitCode = 1
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
