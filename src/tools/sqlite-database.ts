import { DatabaseSync } from 'node:sqlite'
import type { Database, Rows, Statement } from '../storage/bindings.ts'

/** A SQLite file, or one in memory, with the interface of D1: for tools and tests. */
export function openSqlite(path = ':memory:'): { readonly database: Database; readonly exec: (sql: string) => void } {
  const sqlite = new DatabaseSync(path)
  const made = new WeakMap<Statement, () => Rows>()

  const statement = (sql: string, values: readonly (string | number | null)[]): Statement => {
    const run = () => ({
      results: sqlite
        .prepare(sql)
        .all(...values)
        .map((row) => ({ ...row })),
    })
    const bound = { bind: (...given: typeof values) => statement(sql, given), all: async () => run() }
    made.set(bound, run)
    return bound
  }
  const database: Database = {
    prepare: (sql) => statement(sql, []),
    batch: async (statements) => {
      sqlite.exec('BEGIN')
      try {
        const rows = statements.map((each) => made.get(each)?.() ?? { results: [] })
        sqlite.exec('COMMIT')
        return rows
      } catch (error) {
        sqlite.exec('ROLLBACK')
        throw error
      }
    },
  }
  return { database, exec: (sql) => sqlite.exec(sql) }
}
