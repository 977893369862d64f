import type { SigningKey } from '../hook/signing-key.ts'

/** The service under load. */
export interface Target {
  /** Where calls go. */
  readonly url: string
  /** What `aud` begins with. */
  readonly publicUrl: string
  readonly fhirUrl: string
  readonly client: { readonly key: SigningKey; readonly issuer: string; readonly jwksUri: string }
  /** Of the processes that serve; undefined where the machine does not tell. */
  readonly residentBytes: () => Promise<number | undefined>
  /** How often something stood in the service's log that must not: a patient, a token. */
  readonly leaksInLog: () => number
}
