import type { CdsClient } from './cds-client.ts'
import type { RefusedCall } from './failure.ts'
import type { Result } from './result.ts'

/** Who made a call. */
export interface Caller {
  readonly client: CdsClient
  /**
   * Settles, and never rejects, once it is known whether the token is used for the first time. It runs beside the work on
   * the answer; nothing leaves and nothing the caller reports is kept before it is ok.
   */
  readonly admission: Promise<Result<undefined, RefusedCall>>
}

/** One address that asks who is calling. */
export interface Endpoint {
  /** As it stands in `aud`, below `PUBLIC_URL`: `/cds-services/vcf-patient-view`. */
  readonly path: string
  /** The CDS service it belongs to; null where no service can be off. */
  readonly serviceId: string | null
}

export interface IncomingCall {
  readonly authorization: string | null
  /** The network address it comes from, as the platform tells it; null where none does. */
  readonly address: string | null
  /** The mode it asks for. Only the caller of development may: what was agreed with a registered client stands. */
  readonly developmentMode?: string | null
  readonly requestId: string
}

export type Authenticate = (call: IncomingCall, endpoint: Endpoint) => Promise<Result<Caller, RefusedCall>>
