import { forgettableAt, tokenKeyOf } from './auth/first-use.ts'
import { createKeySets } from './auth/key-sets.ts'
import { type NamesInToken, namesInToken } from './auth/names-in-token.ts'
import type { Refusal } from './auth/refusal.ts'
import { type VerifiedToken, verifyCdsClient } from './auth/verify-cds-client.ts'
import type { Authenticate } from './caller.ts'
import type { TrustedClient } from './config.ts'
import type { RefusedCall } from './failure.ts'
import { fail, ok, type Result } from './result.ts'
import type { ReplayStore } from './storage/replay-store.ts'

/** One line about a call that was refused: why, and who it claimed to be. Never the token. */
export type RefusalEntry = { readonly requestId: string; readonly path: string } & NamesInToken &
  (Refusal | { readonly reason: 'replay-store-down' | 'service-off' })

export interface AuthenticationTools {
  readonly publicUrl: string
  readonly trustedClients: readonly TrustedClient[]
  readonly fetch: typeof globalThis.fetch
  readonly now: () => Date
  readonly replayStore: ReplayStore
  readonly logRefusal: (entry: RefusalEntry) => void
}

/**
 * Calls are answered for registered CDS clients only. Whatever is wrong with a token, its issuer or its tenant gets the
 * same answer; the reason goes to the log.
 */
export function createAuthentication(tools: AuthenticationTools): Authenticate {
  const { publicUrl, trustedClients, now, logRefusal } = tools
  const verifyTools = { issuers: trustedClients.map(({ issuer }) => issuer), keySets: createKeySets(tools), now }
  const clients = new Map(trustedClients.map(({ client }) => [client.id, client]))

  return async (call, { path, serviceId }) => {
    const refuse = (reason: Refusal | { readonly reason: 'replay-store-down' | 'service-off' }) =>
      logRefusal({ requestId: call.requestId, path, ...reason, ...namesInToken(call.authorization) })

    const token = await verifyCdsClient(call.authorization, `${publicUrl}${path}`, verifyTools)
    const client = token.ok ? clients.get(token.value.issuer.clientId) : undefined
    if (!token.ok || !client) {
      refuse(token.ok ? { reason: 'unknown-issuer-or-tenant' } : token.failure)
      return fail({ reason: 'unauthorized' })
    }
    const admission = admit(token.value, tools.replayStore, refuse)
    if (serviceId === null || isOn(serviceId, client.enabledServices)) return ok({ client, admission })

    // The token is used up all the same: what it was good for is known now.
    const admitted = await admission
    if (!admitted.ok) return admitted
    refuse({ reason: 'service-off' })
    return fail({ reason: 'service-off' })
  }
}

function isOn(serviceId: string, enabled: 'all' | readonly string[]): boolean {
  return enabled === 'all' || enabled.includes(serviceId)
}

/** Fails closed: a token that may have been used before is worth as little as one that was. */
async function admit(
  { claims }: VerifiedToken,
  { isFirstUse }: ReplayStore,
  refuse: (reason: { readonly reason: 'used-before' } | { readonly reason: 'replay-store-down' }) => void,
): Promise<Result<undefined, RefusedCall>> {
  try {
    if (await isFirstUse(await tokenKeyOf(claims), forgettableAt(claims))) return ok(undefined)
    refuse({ reason: 'used-before' })
    return fail({ reason: 'unauthorized' })
  } catch {
    refuse({ reason: 'replay-store-down' })
    return fail({ reason: 'replay-store-down' })
  }
}
