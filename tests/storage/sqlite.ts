import { readdirSync, readFileSync } from 'node:fs'
import { openSqlite } from '../../src/tools/sqlite-database.ts'

const MIGRATIONS = new URL('../../src/storage/migrations/', import.meta.url)

/** An empty database with the tables of every migration. */
export function emptyDatabase() {
  const { database, exec } = openSqlite()
  for (const name of readdirSync(MIGRATIONS).sort()) exec(readFileSync(new URL(name, MIGRATIONS), 'utf8'))
  return database
}
