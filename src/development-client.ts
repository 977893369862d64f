import type { CdsClient } from './call-service.ts'
import type { Config } from './config.ts'

/** Without client authentication every caller is this one: development only, and only servers on this machine are read. */
export function developmentClient({ timeZone }: Pick<Config, 'timeZone'>): CdsClient {
  return {
    id: 'development',
    fhirServers: { servers: [], allowLoopback: true },
    policy: 'clinic',
    timeZone,
    maxSittings: 3,
    boneHealthCards: false,
  }
}
