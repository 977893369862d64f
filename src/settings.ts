import type { TrustedClient } from './trusted-clients.ts'

/** A secret and its id, which stands on what was made with it, so that secrets can change: the first writes, all read. */
export interface NamedKey {
  readonly id: string
  readonly key: string
}

export interface Config {
  readonly environment: 'development' | 'production'
  /** Where clients reach the service, without a slash at the end: what `aud` is checked against. */
  readonly publicUrl: string | undefined
  /** Empty in development only: then calls need no token. */
  readonly trustedClients: readonly TrustedClient[]
  /** Exact origins that browsers may call from; `*` only in development. */
  readonly allowedOrigins: readonly string[] | '*'
  /** For hashing who a patient and a user are. Never empty. */
  readonly patientKeys: readonly NamedKey[]
  readonly sessionKeys: readonly NamedKey[]
  /** For `/analytics`, which is not part of this release. */
  readonly adminToken: string | undefined
  /** The embedded sandbox that the playground reads from. */
  readonly sandboxFhirUrl: string | undefined
  /** Where clients that name no time zone are. */
  readonly timeZone: string
}

/** What the routes need of it. */
export type AppConfig = Pick<Config, 'environment' | 'allowedOrigins' | 'sandboxFhirUrl' | 'timeZone'>
