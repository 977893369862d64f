declare module 'cloudflare:test' {
  /** The Worker under test, called from inside workerd. */
  export const SELF: { readonly fetch: typeof globalThis.fetch }
}
