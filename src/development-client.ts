import type { Authenticate, Caller } from './caller.ts'
import type { CdsClient } from './cds-client.ts'
import type { Config } from './config.ts'
import { ok } from './result.ts'

/** With the value `silent` the service runs silent for this one call, as a tenant may want it for all of them. */
export const DEVELOPMENT_MODE_HEADER = 'X-Development-Mode'

/** Everybody is `client`: whatever stands in Authorization is not looked at. Used only where no clients are registered. */
export function developmentCaller(client: CdsClient): Authenticate {
  const admission: Caller['admission'] = Promise.resolve(ok(undefined))
  const silent: CdsClient = { ...client, mode: 'silent' }
  return async ({ developmentMode }) => ok({ client: developmentMode === 'silent' ? silent : client, admission })
}

/** Where no clients are registered every caller is this one: development only, and only servers on this machine are read. */
export function developmentClient({ timeZone }: Pick<Config, 'timeZone'>): CdsClient {
  return {
    id: 'development',
    fhirServers: { servers: [], allowLoopback: true },
    enabledServices: 'all',
    policy: 'clinic',
    payerPolicy: 'medicare-lcd',
    mode: 'live',
    pilotUsers: [],
    timeZone,
    renderProfile: 'markdown',
    orderCodes: {},
    factCodes: [],
    links: [],
    maxSittings: 3,
    boneHealthCards: false,
    storeComments: false,
  }
}
