import type { CdsClient } from './cds-client.ts'
import type { Config } from './config.ts'

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
