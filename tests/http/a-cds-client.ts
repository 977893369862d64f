import { type AuthenticationTools, createAuthentication, type RefusalEntry } from '../../src/authenticate.ts'
import type { Authenticate } from '../../src/caller.ts'
import type { TrustedClient } from '../../src/config.ts'
import { createMemoryReplayStore } from '../../src/storage/memory-replay-store.ts'
import { anIssuer } from '../auth/tokens.ts'
import { NOW, ST_ELSEWHERE } from '../support/app.ts'

export const PUBLIC_URL = 'https://cds.example.org'

/** St Elsewhere as it is registered. */
export function stElsewhere(
  changes: {
    readonly issuer?: Partial<TrustedClient['issuer']>
    readonly client?: Partial<TrustedClient['client']>
  } = {},
): TrustedClient {
  const client = { ...ST_ELSEWHERE, ...changes.client }
  return { issuer: anIssuer({ clientId: client.id, ...changes.issuer }), client }
}

/** Authentication as production has it, with its log in view. */
export function authentication(changes: Partial<AuthenticationTools> & Pick<AuthenticationTools, 'fetch'>): {
  readonly authenticate: Authenticate
  readonly refusals: readonly RefusalEntry[]
} {
  const refusals: RefusalEntry[] = []
  const now = changes.now ?? (() => NOW)
  const authenticate = createAuthentication({
    publicUrl: PUBLIC_URL,
    trustedClients: [stElsewhere()],
    now,
    replayStore: createMemoryReplayStore(now),
    logRefusal: (entry) => refusals.push(entry),
    ...changes,
  })
  return { authenticate, refusals }
}
