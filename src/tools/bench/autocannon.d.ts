/** The part of autocannon that is used here; it brings no types of its own. */
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
