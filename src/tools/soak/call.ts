/** How a call is signed; `used`: with a token that was taken before at the same address. */
export type Token = 'none' | 'fresh' | 'forged' | 'other-audience' | 'used'

/** One call as it is sent, and what must come back. */
export interface Call {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: string | Buffer
  readonly token: Token
  readonly status: number
  /** The only patient whose id may stand in the answer; null: nobody's. */
  readonly patientId: string | null
  /** What is wrong with the JSON of an answer whose status is right. */
  readonly check: (answer: unknown) => string | undefined
  /** Told once the answer was found right. */
  readonly onRight?: (answer: unknown) => void
}

/** One ingredient of the mix. */
export interface Kind {
  readonly name: string
  /** How often it comes in one round of the mix. */
  readonly weight: number
  /** Undefined: there is nothing to call about now, as no card was shown yet that could be answered. */
  readonly next: () => Call | undefined
}
