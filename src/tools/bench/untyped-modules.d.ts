/** The parts of packages without types of their own that are used here. */
declare module 'autocannon' {
  interface Options {
    readonly url: string
    readonly connections: number
    readonly duration: number
    readonly overallRate?: number
    readonly requests: readonly {
      readonly method: string
      readonly path: string
      readonly headers: Readonly<Record<string, string>>
      readonly setupRequest: (request: object) => object
    }[]
  }
  interface Result {
    readonly non2xx: number
    readonly errors: number
    readonly timeouts: number
  }
  interface Instance {
    on(event: 'response', listener: (client: unknown, status: number, bytes: number, ms: number) => void): void
  }
  export default function autocannon(options: Options, done: (error: Error | null, result: Result) => void): Instance
}

declare module 'workerd' {
  /** CommonJS, written for another module system: `default` is the path of the binary. */
  const workerd: { readonly default: string }
  export default workerd
}
