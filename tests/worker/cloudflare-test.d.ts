declare module 'cloudflare:test' {
  /** The Worker under test, called from inside workerd. */
  export const SELF: { readonly fetch: typeof globalThis.fetch }
  /** Empties every store. */
  export const reset: () => Promise<void>
  export const applyD1Migrations: (
    database: import('../../src/storage/bindings.ts').Database,
    migrations: readonly { readonly name: string; readonly queries: readonly string[] }[],
  ) => Promise<void>
  export const runDurableObjectAlarm: (stub: unknown) => Promise<boolean>
}

declare module 'cloudflare:workers' {
  export const env: import('../../src/storage/state-bindings.ts').StateBindings
}
