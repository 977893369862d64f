/**
 * Remembers which JWTs were used. `isFirstUse` both asks and records in one step, so that of many copies of one token
 * arriving at once exactly one is the first. It rejects when the store cannot be reached; the caller then refuses the call.
 */
export interface ReplayStore {
  /** `tokenKey` = a hash of issuer and `jti`, never the token. `expiresAt` in epoch milliseconds: after it the key may be forgotten. */
  readonly isFirstUse: (tokenKey: string, expiresAt: number) => Promise<boolean>
}
