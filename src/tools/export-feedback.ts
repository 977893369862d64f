import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Database } from '../storage/bindings.ts'
import { createD1FeedbackStore } from '../storage/d1-feedback-store.ts'
import { toCsv, toExportRow } from '../storage/feedback-export.ts'
import { openSqlite } from './sqlite-database.ts'

const USAGE = `npm run export-feedback -- --state <STATE_DIR> | --dump <file.sql> [--client <id>] [--format csv|json]
  --state  the state of npm start
  --dump   what "wrangler d1 export kyphoplasty-cds --remote --output file.sql" wrote`

/** Every answer to every card, as CSV or JSON. Throws a line for a person where it cannot. */
export async function exportFeedback(args: readonly string[]): Promise<string> {
  const { state, dump, client, format } = readArguments(args)
  const database = dump === undefined ? await openState(state ?? '') : openDump(await readFile(dump, 'utf8'))
  const rows = (await createD1FeedbackStore(database).counted(client)).map(toExportRow)
  return format === 'json' ? `${JSON.stringify(rows, null, 2)}\n` : toCsv(rows)
}

function readArguments(args: readonly string[]) {
  const options = { state: { type: 'string' }, dump: { type: 'string' }, client: { type: 'string' } } as const
  const { values } = parseArgs({ args: [...args], options: { ...options, format: { type: 'string', default: 'csv' } } })
  const isOneSource = (values.state === undefined) !== (values.dump === undefined)
  if (!isOneSource || !['csv', 'json'].includes(values.format)) throw new Error(USAGE)
  return values
}

function openDump(sql: string): Database {
  const { database, exec } = openSqlite()
  exec(sql)
  return database
}

/** The database among the files of a STATE_DIR: the one that has the tables. */
async function openState(directory: string): Promise<Database> {
  const files = await readdir(directory, { recursive: true }).catch(() => [])
  for (const file of files.filter((name) => name.endsWith('.sqlite'))) {
    const { database } = openSqlite(join(directory, file))
    const { results } = await database.prepare("SELECT name FROM sqlite_master WHERE name = 'issued_cards'").all()
    if (results.length > 0) return database
  }
  throw new Error(`there is no state of this service in ${directory}`)
}

if (import.meta.main) {
  try {
    process.stdout.write(await exportFeedback(process.argv.slice(2)))
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}
