/** What of the runtime's own module is used here. */
declare module 'cloudflare:workers' {
  /** One single-threaded object with a database of its own. */
  export class DurableObject<Bindings = unknown> {
    constructor(context: import('./bindings.ts').ObjectContext, bindings: Bindings)
    protected readonly ctx: import('./bindings.ts').ObjectContext
    protected readonly env: Bindings
  }
}
