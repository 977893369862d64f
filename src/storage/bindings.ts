/** What of Cloudflare's interfaces is used here: a database, durable objects, and what an object has of its own. */
export interface Database {
  readonly prepare: (sql: string) => Statement
  /** One transaction. */
  readonly batch: (statements: readonly Statement[]) => Promise<readonly Rows[]>
}

export interface Statement {
  readonly bind: (...values: readonly (string | number | null)[]) => Statement
  readonly all: () => Promise<Rows>
}

export interface Rows {
  readonly results: readonly unknown[]
}

export interface ObjectNamespace<Stub> {
  readonly getByName: (name: string) => Stub
}

/** What the runtime gives one durable object. */
export interface ObjectContext {
  readonly storage: {
    readonly sql: { readonly exec: (sql: string, ...values: readonly (string | number | null)[]) => Cursor }
    readonly getAlarm: () => Promise<number | null>
    readonly setAlarm: (at: number) => Promise<void>
  }
  readonly blockConcurrencyWhile: (work: () => Promise<void>) => Promise<void>
}

interface Cursor {
  readonly toArray: () => readonly Readonly<Record<string, unknown>>[]
}
