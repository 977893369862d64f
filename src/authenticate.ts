import { forgettableAt, tokenKeyOf } from './auth/first-use.ts'
import { createKeySets } from './auth/key-sets.ts'
import { type NamesInToken, namesInToken } from './auth/names-in-token.ts'
import type { Refusal } from './auth/refusal.ts'
import { type VerifiedToken, verifyCdsClient } from './auth/verify-cds-client.ts'
import type { Authenticate, Caller } from './caller.ts'
import type { TrustedClient } from './config.ts'
import type { RefusedCall } from './failure.ts'
import { fail, ok, type Result } from './result.ts'
import type { ReplayStore } from './storage/replay-store.ts'

type LoggedReason = Refusal | { readonly reason: 'replay-store-down' | 'service-off' }

/** One line about a call that was refused: why, and who it claimed to be. Never the token. */
export type RefusalEntry = { readonly requestId: string; readonly path: string } & NamesInToken & LoggedReason

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
  const { publicUrl, trustedClients, now } = tools
  const verifyTools = { issuers: trustedClients.map(({ issuer }) => issuer), keySets: createKeySets(tools), now }
  const clients = new Map(trustedClients.map(({ client }) => [client.id, client]))

  return async ({ authorization, requestId }, { path, serviceId }) => {
    const refuse = (reason: LoggedReason) =>
      tools.logRefusal({ requestId, path, ...reason, ...namesInToken(authorization) })

    const token = await verifyCdsClient(authorization, `${publicUrl}${path}`, verifyTools)
    if (!token.ok) {
      refuse(token.failure)
      return fail({ reason: 'unauthorized' })
    }
    const client = clients.get(token.value.issuer.clientId)
    if (!client) throw new Error('an issuer without a client: the registry makes both at once')

    const admission = admit(token.value, tools.replayStore, refuse)
    return isOn(serviceId, client.enabledServices) ? ok({ client, admission }) : refuseService(admission, refuse)
  }
}

function isOn(serviceId: string | null, enabled: 'all' | readonly string[]): boolean {
  return serviceId === null || enabled === 'all' || enabled.includes(serviceId)
}

/** Only a caller who is admitted learns that the service is off; the token is used up by it. */
async function refuseService(
  admission: Caller['admission'],
  refuse: (reason: LoggedReason) => void,
): Promise<Result<never, RefusedCall>> {
  const admitted = await admission
  if (!admitted.ok) return admitted
  refuse({ reason: 'service-off' })
  return fail({ reason: 'service-off' })
}

/** Fails closed: a token that may have been used before is worth as little as one that was. */
async function admit(
  { claims }: VerifiedToken,
  { isFirstUse }: ReplayStore,
  refuse: (reason: LoggedReason) => void,
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
